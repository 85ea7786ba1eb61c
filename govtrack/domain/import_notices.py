"""Taking in what belongs to notices: it comes with its decision, for what was taken changes no more."""

from collections.abc import Callable, Iterable
from datetime import date

from govtrack.analytics.register import USUAL, Heading, Linked, Step
from govtrack.domain import deciding, notices, outgoing, publishing
from govtrack.domain.import_decisions import NOT_YOURS
from govtrack.domain.incoming import Known, Row
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work, agree, take_each
from govtrack.store.awaiting import limit_of
from govtrack.store.decisions import Decision, decision_of
from govtrack.store.notices import addenda_to, chosen_headings, links_from, parts_of
from govtrack.store.withholdings import withheld_of


def decision_parts(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per head of a notice."""

    def take(row: Row) -> bool:
        decision, heading = decision_named(row, work), Heading(row.values["heading"])
        if heading in USUAL:
            raise Refused(f"The {heading} stands in the sheet of decisions.", field="heading")
        there = parts_of([decision.id])[decision.id].get(heading)
        if there is not None:
            agree(known, row, outgoing.decision_part(decision, there), but=["body", "reference", "heading"])
            return False
        _refuse_late(decision, work, field="words")
        notices.bring_part(decision, heading, row.values["words"], by=work.by)
        return True

    return take_each(known, rows, work, take)


def decision_links(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per link from a decision to an earlier one."""

    def take(row: Row) -> bool:
        decision, how = decision_named(row, work), Linked(row.values["how"])
        earlier = decision_named(row, work, body="earlier_body", reference="earlier_reference")
        if any((link.how, link.earlier_id) == (how, earlier.id) for link in links_from(decision.id)):
            return False
        _refuse_late(decision, work, field="how")
        notices.bring_link(decision, how, earlier, by=work.by)
        return True

    return take_each(known, rows, work, take)


def decision_addenda(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per addendum, known by its day and words."""

    def take(row: Row) -> bool:
        decision = decision_named(row, work)
        day: date = row.values["day"]
        if any((one.day, one.words) == (day, row.values["words"]) for one in addenda_to(decision.id)):
            return False
        deciding.add(decision, words=row.values["words"], day=day, person=row.values["person"], by=work.by)
        return True

    return take_each(known, rows, work, take)


def decision_withholdings(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per part that the public is not to read."""

    def take(row: Row) -> bool:
        decision = decision_named(row, work)
        there = next((one for one in withheld_of([decision.id])[decision.id] if one.what == row.values["what"]), None)
        if there is not None:
            agree(known, row, outgoing.withholding(decision, there), but=["body", "reference"])
            return False
        publishing.bring_withholding(decision, row.values["what"], row.values["reason"], by=work.by)
        return True

    return take_each(known, rows, work, take)


def publication_limits(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per body."""

    def take(row: Row) -> bool:
        body = work.names.organisations.named(row.values["body"], field="body")
        there = limit_of(body.id)
        if there is not None:
            agree(known, row, outgoing.publication_limit(body, there), but=["body"])
            return False
        publishing.set_limit(body, row.values["days"], by=work.by)
        return True

    return take_each(known, rows, work, take)


def template_headings(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """The rows of one body together: its template, in the order of their places."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        found = work.names.organisations.get(row.texts["body"])
        groups.setdefault(found.short_key if found else row.texts["body"], []).append(row)
    new = there = 0
    for group in groups.values():
        count = take_each(known, group[:1], work, _template_of(group, work))
        new, there = new + count.new * len(group), there + count.there * len(group)
    return Count(known.form.name, known.sheet.file, new, there)


def _template_of(group: list[Row], work: Work) -> Callable[[Row], bool]:
    def take(first: Row) -> bool:
        body = work.names.organisations.named(first.values["body"], field="body")
        asked = [Heading(row.values["heading"]) for row in sorted(group, key=lambda row: int(row.values["place"]))]
        kept = [one.heading for one in chosen_headings(body.id)]
        if kept == [str(one) for one in asked]:
            return False
        if kept:
            raise Refused(f"The register has another template for {body.short_name}: change it there.", field="heading")
        notices.choose_template(body, asked, by=work.by)
        return True

    return take


def decision_named(row: Row, work: Work, *, body: str = "body", reference: str = "reference") -> Decision:
    """The decision that a row names; it must be the sender's to record."""
    whose = work.names.organisations.named(row.values[body], field=body)
    found = decision_of(whose.id, row.texts[reference])
    if found is None or (body == "body" and not work.rights.may_decide(whose.id, found.collaboration)):
        there = NOT_YOURS if found is not None else f"{whose.short_name} has no decision of this reference."
        raise Refused(there, field=reference)
    return found


def _refuse_late(decision: Decision, work: Work, *, field: str) -> None:
    if decision.id not in work.decisions and decision.step != Step.DRAFT:
        raise Refused(
            f"{decision.reference} was recorded before this file, and is not edited: add to its record instead.",
            field=field,
        )
