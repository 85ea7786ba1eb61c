"""Where the files that are not Python lie: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
HOME = PACKAGE if (PACKAGE / "templates").is_dir() else PACKAGE.parent
TEMPLATES = HOME / "templates"
MIGRATIONS = HOME / "migrations"
STATIC = PACKAGE / "static"
DATA = PACKAGE / "data"
