"""What is asked about a document: what it is, and the file or the link."""

from govtrack.web.fields import Line
from govtrack.web.pieces import PieceForm


class DocumentForm(PieceForm):
    """A file or a link, and what it is called on the page it belongs to."""

    title = Line("What it is", longest=200)
