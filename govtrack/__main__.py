"""`python -m govtrack`: the same command where its script is not on the path."""

from govtrack.cli import main

main()
