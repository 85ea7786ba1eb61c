"""Atom feeds: entries in, the bytes of a feed out, the same bytes for the same entries."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from feedgenerator import Atom1Feed
from markupsafe import escape

UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Letters that XML has no way to write."""
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Entry(NamedTuple):
    """One entry: its address is its identity for good."""

    title: str
    address: str
    summary: str
    author: str
    changed: datetime


class _Feed(Atom1Feed):
    """The library's Atom, but an empty feed says when it last changed, not what time it is."""

    changed = NEVER

    def latest_post_date(self) -> datetime:
        return self.changed


def atom(
    entries: Iterable[Entry], *, title: str, address: str, feed: str, subtitle: str, changed: datetime | None = None
) -> bytes:
    """A feed of some entries, the latest first. `address` is the page it goes with, `feed` its own."""
    made: Any = _Feed(  # type: ignore[no-untyped-call] # the library has no types
        title=_plain(title), link=address, description=_plain(subtitle), language="en-GB", feed_url=feed,
        author_name="govtrack",
    )  # fmt: skip
    made.changed = changed or NEVER
    for one in entries:
        made.add_item(
            title=_plain(one.title), link=one.address, unique_id=one.address, author_name=_plain(one.author),
            description=str(escape(_plain(one.summary))), updateddate=one.changed,
        )  # fmt: skip
    written: str = made.writeString("utf-8")
    return written.encode()


def _plain(text: str) -> str:
    """Text without the letters that XML cannot hold.

    >>> _plain("a\\x01b")
    'ab'
    """
    return UNWRITABLE.sub("", text)
