"""The public register's Atom feeds: what was published last, of all, of one body, about one collaboration."""

from collections.abc import Sequence
from datetime import datetime

from flask import Response, url_for
from flask.typing import ResponseReturnValue

from govtrack.papers.feeds import Entry, atom
from govtrack.rooms.register.shown import address, public_body, public_collaboration
from govtrack.rooms.register.views import room, there
from govtrack.store.publications import About, Publication, last_change, put_out_lately
from govtrack.web import formats
from govtrack.web.access import LARGEST_ID, open_to_all
from govtrack.web.openly import openly

ATOM = "application/atom+xml; charset=utf-8"


@room.get("/feed.atom")
@open_to_all
def feed() -> ResponseReturnValue:
    """Everything, as it is published."""
    return _fed(put_out_lately(), "Published decisions and agreements", url_for(".index", _external=True),
                url_for(".feed", _external=True))  # fmt: skip


@room.get("/bodies/<int:number>/feed.atom")
@open_to_all
def body_feed(number: int) -> ResponseReturnValue:
    """What one body publishes."""
    page = there(public_body(min(number, LARGEST_ID)))
    return _fed(
        put_out_lately(body_id=number), f"Published by {page.body.name}",
        url_for(".body", number=number, _external=True), url_for(".body_feed", number=number, _external=True),
    )  # fmt: skip


@room.get("/collaborations/<int:number>/feed.atom")
@open_to_all
def collaboration_feed(number: int) -> ResponseReturnValue:
    """What is published about one collaboration."""
    page = there(public_collaboration(min(number, LARGEST_ID)))
    return _fed(
        put_out_lately(collaboration_id=number), f"Published about {page.together.title}",
        url_for(".collaboration", number=number, _external=True),
        url_for(".collaboration_feed", number=number, _external=True),
    )  # fmt: skip


def _fed(rows: Sequence[Publication], title: str, page: str, own: str) -> Response:
    last = last_change()
    changed = datetime.fromisoformat(last) if last else None
    newest = max((datetime.fromisoformat(one.at) for one in rows), default=None)
    entries = [_entry(one) for one in rows]
    subtitle = "Decisions of policing bodies about their collaboration, and section 22A agreements."
    content = atom(entries, title=title, address=page, feed=own, subtitle=subtitle, changed=newest)
    return openly(Response(content, content_type=ATOM), changed=changed, elsewhere=True)


def _entry(row: Publication) -> Entry:
    notice = row.notice
    whose = notice.office or (notice.body.name if notice.body else "")
    what = "Agreement" if row.kind == About.AGREEMENT else "Decision"
    title = f"{row.reference}: {row.title}" if row.reference else f"{what}: {row.title}"
    said = [
        "Illustrative: made up to show how this register works" if notice.illustrative else "",
        whose,
        formats.day(notice.decided),
        notice.outcome.capitalize(),
        ", ".join(one.name for one in notice.about),
        notice.objective,
    ]
    return Entry(
        title, address(row), ". ".join(filter(None, said)), whose or "; ".join(notice.parties) or "govtrack",
        datetime.fromisoformat(row.at),
    )  # fmt: skip
