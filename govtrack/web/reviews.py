"""Looking again, in words for the pages around it: a decision's own, its body's, and the home page."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from govtrack.analytics.words import counted
from govtrack.store import reviews
from govtrack.store.clock import today
from govtrack.store.decisions import Decision
from govtrack.store.reviews import ReviewDay
from govtrack.web import formats

SHOWN, LONGEST = 3, 200
"""How many of the things expected the decision's own page says, and how much of each."""


class ToReview(NamedTuple):
    """A decision that is to be looked at again, when, and how far off that is, in words."""

    decision: Decision
    called: str
    when: str
    away: str
    overdue: bool


def to_review(body_ids: Sequence[int] | None, *, until: date) -> list[ToReview]:
    """The decisions of some bodies (None: of all) that are to be looked at again by a day, the longest due first."""
    return [_said(one) for one in reviews.to_review(body_ids, until=until)]


def _said(row: ReviewDay) -> ToReview:
    assert row.due is not None, "only what has a day is to be looked at"
    days = (row.due - today()).days
    away = "today" if days == 0 else f"in {counted(days, 'day')}" if days > 0 else f"{counted(-days, 'day')} ago"
    called = f"{row.decision.reference}, {row.decision.body.short_name}: {row.decision.title}"
    return ToReview(row.decision, called, formats.day(row.due), away, days < 0)


def came_of(decision_id: int) -> list[str]:
    """What a decision expected, when it was looked at again and when it will be, in a few sentences."""
    return list(_sentences(decision_id))


def _sentences(decision_id: int) -> Iterator[str]:
    expected = [one for one in reviews.expectations_of(decision_id) if one.dropped is None]
    held = reviews.reviews_of(decision_id)
    days = reviews.review_days_of(decision_id)
    for one in expected[:SHOWN]:
        yield f"Expected: {one.words if len(one.words) <= LONGEST else one.words[:LONGEST].rstrip() + '…'}"
    if len(expected) > SHOWN:
        yield f"And {counted(len(expected) - SHOWN, 'more thing')} that it expects."
    if held:
        last = held[-1]
        yield f"It was looked at again {_times(len(held))}, last on {formats.day(last.held)}: {last.verdict}."
    due = days[-1].due if days else None
    if due is not None and due < today():
        yield f"It was to be looked at again on {formats.day(due)}, and has not been yet."
    elif due is not None:
        yield f"It is looked at again on {formats.day(due)}."


def _times(count: int) -> str:
    return "once" if count == 1 else counted(count, "time")
