"""Taking in what decisions expect, when they are looked at again, the reviews and the lessons."""

from collections.abc import Iterable
from typing import Any

from govtrack.analytics.periods import NotAPeriod, parse
from govtrack.domain import lessons as lesson_verbs
from govtrack.domain import outgoing, reviews
from govtrack.domain.import_decisions import NOT_YOURS
from govtrack.domain.import_notices import decision_named
from govtrack.domain.incoming import Known, Row
from govtrack.domain.naming_figures import read_amount
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work, take_each
from govtrack.store import lessons
from govtrack.store import reviews as store
from govtrack.store.decisions import decision_of
from govtrack.store.events import deed
from govtrack.store.measures import POUNDS, measure_named


def expectations(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per thing expected, known by its decision, words and years."""

    def take(row: Row) -> bool:
        decision, said = decision_named(row, work), dict(row.texts)
        for one in store.expectations_of(decision.id):
            cells = dict(zip(known.form.headings, outgoing.expectation(decision, one), strict=True))
            if all(cells[name] == said[name] for name in ("words", "years", "amount", "partner", "dropped")):
                return False
        name = said["collaboration"]
        together = work.names.collaborations.named(name, field="collaboration") if name else None
        try:
            years = parse(said["years"], calendar=together.calendar if together else False)
        except NotAPeriod as fault:
            raise Refused(str(fault), field="years") from None
        counted: dict[str, Any] = {}
        if said["amount"]:
            measure = measure_named(said["measure"] or POUNDS)
            if measure is None:
                raise Refused(f"There is no measure {said['measure']} here.", field="measure")
            partner = said["partner"]
            counted = {
                "measure": measure,
                "amount": read_amount(said["amount"], measure, field="amount"),
                "side": said["side"],
                "partner": work.names.organisations.named(partner, field="partner") if partner else None,
            }
        made = reviews.expect(
            decision, words=said["words"], years=years, collaboration=together, added=row.values.get("added"),
            by=work.by, **counted,
        )  # fmt: skip
        if row.values.get("dropped"):
            reviews.drop(made, reason=said["reason"], by=work.by)
            with deed("took back what a decision expects", by=work.by):
                made.dropped = row.values["dropped"]
        return True

    return take_each(known, rows, work, take)


def review_days(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per day that was set, in the order in which they were."""

    def take(row: Row) -> bool:
        decision, (*words, added) = decision_named(row, work), row.texts.values()
        kept = [outgoing.review_day(decision, one) for one in store.review_days_of(decision.id)]
        if any(one[:-1] == tuple(words) and added in {"", one[-1]} for one in kept):
            return False
        reviews.set_day(
            decision, row.values.get("due"), why=row.texts["why"], added=row.values.get("added"), by=work.by
        )  # fmt: skip
        return True

    return take_each(known, rows, work, take)


def decision_reviews(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per review, known by its day and words."""

    def take(row: Row) -> bool:
        decision, said = decision_named(row, work), row.texts
        there = store.reviews_of(decision.id)
        if any((one.held.isoformat(), one.words) == (said["held"], said["words"]) for one in there):
            return False
        reviews.review(
            decision, held=row.values["held"], verdict=said["verdict"], words=said["words"], found=said["found"],
            added=row.values.get("added"), by=work.by,
        )  # fmt: skip
        return True

    return take_each(known, rows, work, take)


def take_lessons(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per lesson, known by its body and title."""

    def take(row: Row) -> bool:
        said = row.texts
        body = work.names.organisations.named(said["body"], field="body")
        if not work.rights.may_decide(body.id, None):
            raise Refused(NOT_YOURS, field="body")
        if lessons.lesson_called(body.id, said["title"]) is not None:
            return False
        name = said["collaboration"]
        decision = decision_of(body.id, said["decision"]) if said["decision"] else None
        if said["decision"] and decision is None:
            raise Refused(f"{body.short_name} has no decision of this reference.", field="decision")
        made = lesson_verbs.learn(
            title=said["title"], words=said["words"], body=body, decision=decision,
            collaboration=work.names.collaborations.named(name, field="collaboration") if name else None,
            shared=bool(row.values.get("shared")), added=row.values.get("added"), by=work.by,
        )  # fmt: skip
        if row.values.get("taken_back"):
            lesson_verbs.take_back(made, reason=said["reason"], by=work.by)
            with deed("took a lesson back", by=work.by):
                made.taken_back = row.values["taken_back"]
        return True

    return take_each(known, rows, work, take)
