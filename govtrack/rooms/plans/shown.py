"""The forward plan as its public pages, feeds and calendars show it: what was announced, and nothing else."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from flask import url_for

from govtrack.analytics.forthcoming import Standing, said_of_all, span, standing
from govtrack.papers.calendars import Day, calendar
from govtrack.papers.feeds import Entry, atom
from govtrack.store import plans
from govtrack.store.bodies import Organisation
from govtrack.store.clock import today
from govtrack.store.plans import Ended, Plan
from govtrack.store.publications import About, Publication, standing_among
from govtrack.store.publications import standing as published
from govtrack.web import formats

KEPT = timedelta(days=90)
"""How long what has left the plan is still told of."""
SUBTITLE = "Decisions of policing bodies that are to come: who decides, when, and how each can still be influenced."


class Group(NamedTuple):
    """The decisions to come that stand alike."""

    standing: Standing
    rows: Sequence[Plan]


class ForwardPlan(NamedTuple):
    """The plan of one body, or of all, as its page shows it."""

    body: Organisation | None
    said: str
    groups: Sequence[Group]
    left: Sequence[Plan]
    notices: dict[int, Publication]
    """What the public reads of the decisions that plans became."""
    bodies: Sequence[Organisation]


def forward_plan(body: Organisation | None = None) -> ForwardPlan:
    """The plan as it is today."""
    number = body.id if body else None
    rows, gone = plans.on_the_plan(number), plans.left_since(today() - KEPT, number)
    by_standing: dict[Standing, list[Plan]] = {one: [] for one in Standing}
    for row in rows:
        by_standing[standing(row.planned, today=today())].append(row)
    return ForwardPlan(
        body,
        said_of_all([row.planned for row in rows], today=today()),
        [Group(how, found) for how, found in by_standing.items() if found],
        gone,
        standing_among(About.DECISION, [row.decision_id for row in gone if row.decision_id]),
        plans.planning_bodies(),
    )


class Shown(NamedTuple):
    """One decision to come as its own page shows it, and the notice of what it became where that is public."""

    row: Plan
    standing: Standing
    notice: Publication | None


def shown(row: Plan) -> Shown:
    """What the public reads of a decision to come, or would once it is announced."""
    notice = published(About.DECISION, row.decision_id) if row.decision_id else None
    return Shown(row, standing(row.planned, today=today()), notice)


def feed(page: ForwardPlan, *, address: str, own: str) -> bytes:
    """The plan as an Atom feed: what changed last comes first, what has left it says so."""
    rows = sorted([*_all(page), *page.left], key=lambda row: (row.changed_at, row.id), reverse=True)
    newest = datetime.fromisoformat(rows[0].changed_at) if rows else None
    return atom(map(_entry, rows), title=_named(page), address=address, feed=own, subtitle=SUBTITLE, changed=newest)


def _entry(row: Plan) -> Entry:
    said = [
        row.reason if row.ended == Ended.WITHDRAWN else "",
        row.about,
        f"Who decides: {row.who_decides}",
        f"When: {formats.day(row.expected)}",
        "" if row.ended else f"How it can be influenced: {row.influence}",
        f"Until: {formats.day(row.until)}" if row.until and not row.ended else "",
        f"Contact: {row.contact}",
    ]
    title = f"{row.ended.capitalize()}: {row.title}" if row.ended else row.title
    changed = datetime.fromisoformat(row.changed_at)
    return Entry(title, _address(row), "\n".join(filter(None, said)), row.body.name, changed)


def days(page: ForwardPlan) -> bytes:
    """The plan as a calendar: each decision's day, the last day to influence it; what was withdrawn as cancelled."""
    rows = [*_all(page), *(row for row in page.left if row.ended == Ended.WITHDRAWN)]
    both = [day for row in rows for day in _days(row)]
    return calendar(both, name=_named(page), words=SUBTITLE)


def _days(row: Plan) -> list[Day]:
    about = [row.about, f"Who decides: {row.who_decides}", f"How it can be influenced: {row.influence}",
             f"Contact: {row.contact}"]  # fmt: skip
    words, changed = "\n".join(filter(None, about)), datetime.fromisoformat(row.changed_at).astimezone(UTC)
    gone = row.ended == Ended.WITHDRAWN

    def day(what: str, title: str, expected: str) -> Day:
        uid = f"{what}-{row.uid}"
        return Day(uid, row.sequence, *span(expected), f"{title}: {row.title}", words, _address(row), changed, gone)

    whole = len(row.expected) == len("2026-12-04")
    found = [day("decision", "To be decided" if whole else "To be decided some day here", row.expected)]
    if row.until is not None:
        found.append(day("influence", "Last day to influence", row.until.isoformat()))
    return found


def _all(page: ForwardPlan) -> list[Plan]:
    return [row for group in page.groups for row in group.rows]


def _named(page: ForwardPlan) -> str:
    return f"Decisions to come: {page.body.name}" if page.body else "Decisions to come"


def _address(row: Plan) -> str:
    return url_for("plans.show", number=row.id, _external=True)
