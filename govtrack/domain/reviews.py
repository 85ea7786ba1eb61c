"""The verbs of looking again: say what a decision expects and when it is looked at again, and record what was found."""

from datetime import date
from typing import Any

from govtrack.analytics.expected import Side, Verdict
from govtrack.analytics.kinds import Nature
from govtrack.analytics.periods import Period
from govtrack.domain.checks import LARGEST, LONGEST_TEXT, YEAR
from govtrack.domain.ledger import reason_given
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import clock, reviews
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration, memberships_in
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.events import deed
from govtrack.store.measures import Measure
from govtrack.store.reviews import Expectation, Review, ReviewDay

MOST = 40
"""Things that one decision may expect."""
MOST_YEARS = 30


def expect(
    decision: Decision,
    *,
    words: str,
    years: Period,
    collaboration: Collaboration | None = None,
    side: str = "",
    measure: Measure | None = None,
    partner: Organisation | None = None,
    amount: int | None = None,
    added: date | None = None,
    by: Any,
) -> Expectation:
    """Say one thing that a decision expects by the end of some years; with an `amount`, counted in a ledger.

    `years` are whole years of the collaboration. Refused where nothing could ever be set beside it.
    """
    words = _words(words, missing="Say what is expected.")
    first, last = _years(years, collaboration)
    if len(reviews.expectations_of(decision.id)) >= MOST:
        raise Refused(f"At most {MOST} things are kept of one decision.")
    counted: dict[str, Any] = {}
    if amount is not None:
        counted = _counted(decision, collaboration, side, measure, partner, amount, first)
    elif measure is not None or partner is not None:
        raise Refused("Give the amount that is expected, or leave out measure and partner.", field="amount")
    with deed("said what a decision expects", by=by):
        row = Expectation(
            decision_id=decision.id,
            words=words,
            last=last,
            added=added or clock.today(),
            person=_name(by),
            **counted,
        )
        db.session.add(row)
    return row


def _years(years: Period, collaboration: Collaboration | None) -> tuple[int, int]:
    """The first months of the first and of the last of some whole years."""
    from_month = collaboration.year_from if collaboration else 3
    if years.months % YEAR or years.starts % YEAR != from_month or years.months > YEAR * MOST_YEARS:
        kind = "a calendar year, 2024, or years, 2021 to 2024" if from_month == 0 else "2024-25, or 2021-22 to 2024-25"
        raise Refused(f"Write whole years: {kind}.", field="years")
    return years.starts, years.starts + years.months - YEAR


def _counted(
    decision: Decision,
    collaboration: Collaboration | None,
    side: str,
    measure: Measure | None,
    partner: Organisation | None,
    amount: int,
    first: int,
) -> dict[str, Any]:
    if collaboration is None or collaboration not in decision.all_about:
        raise Refused("Choose the collaboration, one that the decision is about, in whose figures it is counted.",
                      field="collaboration")  # fmt: skip
    if measure is None:
        raise Refused("Choose what it is counted in.", field="measure")
    if measure.nature != Nature.FLOW:
        raise Refused(
            f"{measure.name.capitalize()} cannot be added up over time: say what is expected in words alone.",
            field="measure",
        )
    if not -LARGEST <= amount <= LARGEST:
        raise Refused("That amount is too large.", field="amount")
    if partner is not None and all(spell.partner_id != partner.id for spell in memberships_in([collaboration.id])):
        raise Refused(f"{partner.short_name} is not a partner in {collaboration.short_name}.", field="partner")
    return {
        "side": str(Side(side or Side.BACK)),
        "collaboration_id": collaboration.id,
        "measure_id": measure.id,
        "partner_id": partner.id if partner else None,
        "amount": amount,
        "first": first,
    }


def drop(row: Expectation, *, reason: str, by: Any) -> None:
    """Take back a thing expected that was said by mistake; it stays on the page, with why."""
    if row.dropped is not None:
        raise Changed(row)
    reason = reason_given(reason)
    with deed("took back what a decision expects", by=by, reason=reason):
        row.dropped, row.reason = clock.today(), reason


def set_day(
    decision: Decision, due: date | None, *, why: str = "", seen: int | None = None, added: date | None = None, by: Any
) -> ReviewDay:
    """Set the day on which a decision is looked at again, move it, or (None) say that it will not be.

    `seen` is the number of days that had been set when it was asked; Changed when there are more.
    """
    before = reviews.review_days_of(decision.id)
    if seen is not None and len(before) != seen:
        raise Changed(decision)
    standing = before[-1].due if before else None
    if due == standing and (before or due is None):
        raise Refused("That is how it stands already.", field="due")
    if standing is not None and not why.strip():
        raise Refused("Say why the day changes: it is kept for good.", field="why")
    why = _words(why, field="why")
    with deed("set when a decision is looked at again", by=by, reason=why):
        row = ReviewDay(
            decision_id=decision.id, due=due, why=why, added=added or clock.today(), person=_name(by)
        )  # fmt: skip
        db.session.add(row)
    return row


def review(
    decision: Decision,
    *,
    held: date,
    verdict: str,
    words: str,
    found: str = "",
    added: date | None = None,
    by: Any,
) -> Review:
    """Record that a decision was looked at again, and what people made of it; only ever added to.

    `found` is what the page said of each thing expected, a sentence a line.
    """
    if not decision.taken:
        raise Refused("It is not decided yet: there is nothing to look back at.")
    if held > clock.today():
        raise Refused("A review is recorded once it was held: the day lies ahead.", field="held")
    if decision.decided and held.isoformat()[: len(decision.decided)] < decision.decided:
        raise Refused("It was decided after that day.", field="held")
    words = _words(words, missing="Say what was found.")
    with deed("reviewed a decision", by=by):
        row = Review(
            decision_id=decision.id,
            held=held,
            verdict=str(Verdict(verdict)),
            words=words,
            found=found[: LONGEST_TEXT * MOST],
            added=added or clock.today(),
            person=_name(by),
        )
        db.session.add(row)
    return row


def _words(text: str, *, missing: str = "", field: str = "words") -> str:
    text = text.strip()
    if not text and missing:
        raise Refused(missing, field=field)
    if len(text) > LONGEST_TEXT:
        raise Refused(f"At most {LONGEST_TEXT:,} characters; this has {len(text):,}.", field=field)
    return text


def _name(by: Any) -> str:
    return str(getattr(by, "email", by))
