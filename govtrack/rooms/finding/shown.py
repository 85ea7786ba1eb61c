"""What was found, as its page shows it: each record with its sentence, where it leads, and what it is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from flask import url_for

from govtrack.analytics.searching import Asked, Piece, asked, excerpt, marked
from govtrack.rooms.finding.search import KINDS, Search
from govtrack.store import finding
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.findables import Words
from govtrack.store.ledger import Line
from govtrack.store.lessons import Lesson
from govtrack.store.searchable import Reach
from govtrack.web import formats

SCREEN = 20
"""Sentences are looked for in the texts themselves: a screen of them, and not more."""


class Found(NamedTuple):
    """One record that was found."""

    kind: str
    title: Sequence[Piece]
    href: str
    about: str
    sentence: Sequence[Piece]


class FoundPage(NamedTuple):
    """One screen of what was found."""

    found: Sequence[Found]
    total: int
    more: bool
    kinds: Mapping[str, int]
    page: int
    pages: int
    understood: bool
    """Whether there was anything to look for in what was typed."""


def page_of(search: Search, reach: Reach) -> FoundPage:
    """The screen that was asked for; beyond the last, the last."""
    wanted = asked(search.q.data or "")
    hits = finding.hits(wanted, reach, search.narrowing())
    pages = max(1, -(-len(hits.hits) // SCREEN))
    page = min(max(search.page, 1), pages)
    screen = hits.hits[(page - 1) * SCREEN : page * SCREEN]
    records, words = finding.records_of(screen), finding.words_of(screen)
    found = [_found(hit.kind, records[hit], words[hit], wanted) for hit in screen if hit in records and hit in words]
    return FoundPage(found, len(hits.hits), hits.more, hits.by_kind(), page, pages, bool(wanted))


def _found(kind: str, record: Any, words: Words, wanted: Asked) -> Found:
    title, href, about = SAID[kind](record)
    return Found(KINDS[kind][0], marked(title, wanted), href, about, excerpt(words.texts, wanted))


def _decision(one: Decision) -> tuple[str, str, str]:
    about = [
        one.body.short_name,
        formats.day(one.decided),
        one.outcome if one.taken else one.step,
        f"about {one.collaboration.title}" if one.collaboration else "",
    ]
    return f"{one.reference}: {one.title}", url_for("decisions.show", number=one.id), ", ".join(filter(None, about))


def _collaboration(one: Collaboration) -> tuple[str, str, str]:
    begun = f"{one.state}, since {formats.day(one.started)}" if one.started else one.state
    return one.title, url_for("collaborations.show", short_name=one.short_name), begun


def _organisation(one: Organisation) -> tuple[str, str, str]:
    return one.name, url_for("bodies.show", short_name=one.short_name), one.kind


def _lesson(one: Lesson) -> tuple[str, str, str]:
    about = f", from {one.collaboration.title}" if one.collaboration else ""
    return one.title, url_for("lessons.show", number=one.id), f"{one.body.short_name}, {formats.day(one.added)}{about}"


def _note(one: Line) -> tuple[str, str, str]:
    together = db.session.get_one(Collaboration, one.collaboration_id)
    partner = db.session.get(Organisation, one.partner_id) if one.partner_id else None
    when = formats.period((one.starts, one.months), calendar=together.calendar)
    title = f"{partner.short_name if partner else 'All partners together'}, {when}"
    return title, url_for("ledger.figure", line=one.id), f"in {together.title}"


SAID: Mapping[str, Callable[[Any], tuple[str, str, str]]] = {
    "decision": _decision,
    "collaboration": _collaboration,
    "organisation": _organisation,
    "lesson": _lesson,
    "note": _note,
}
"""Of a record of each kind: its title, where it leads, and what else to know it by."""
