"""What pages and drawings share: decisions and ticks to mark, units, and the way a figure reaches a page."""

from collections.abc import Mapping

import orjson

from govtrack.analytics.words import Unit
from govtrack.charts.ground import PALETTE, Figure
from govtrack.charts.marks import Mark
from govtrack.charts.notches import Tick

__all__ = ["PALETTE", "Figure", "Mark", "Tick", "Unit", "serialise"]

ESCAPES = {
    b"<": b"\\u003c",
    b">": b"\\u003e",
    b"&": b"\\u0026",
    "\u2028".encode(): b"\\u2028",
    "\u2029".encode(): b"\\u2029",
}


def serialise(drawn: Mapping[str, object]) -> str:
    """JSON that no text in it can break out of, whether in a script element or in plain markup."""
    written = orjson.dumps(drawn)
    for character, escape in ESCAPES.items():
        written = written.replace(character, escape)
    return written.decode()
