"""Taking in estimates of going alone, and studies of what every coalition would cost."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from govtrack.analytics.kinds import Provenance, WhatIf
from govtrack.analytics.periods import NotAPeriod, parse
from govtrack.analytics.record import YEAR
from govtrack.domain import alone, outgoing, studies
from govtrack.domain.answers import amount, amount_text
from govtrack.domain.incoming import Known, Row
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work, agree, take_each
from govtrack.store.alone import Place, revisions
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.names import key_of
from govtrack.store.studies import CoalitionStudy, studies_in

NOT_YOURS = "You may record estimates of your own organisation, or of every partner of a collaboration that you keep."
NOT_ALL = "A study is about all partners: its collaboration's secretariat records it."
PENNIES = 2
BETWEEN = ";"
ALIKE = ("year", "studied_by", "studied_on", "method", "source", "provenance")


def standalone_costs(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per estimate, known by its collaboration, partner, year and question."""

    def take(row: Row) -> bool:
        together = work.names.collaborations.named(row.values["collaboration"], field="collaboration")
        partner = work.names.organisations.named(row.values["partner"], field="partner")
        if not work.rights.may_record(together.id, partner.id):
            raise Refused(NOT_YOURS, field="partner")
        starts, what_if = _year(row, together), row.values.get("what_if", WhatIf.ALONE)
        costs: dict[str, Any] = {name: _cost(row, name) for name in ("low", "central", "high")}
        there = next(iter(revisions(Place(together.id, partner.id, starts, what_if))), None)
        if there is not None and not there.withdrawn:
            said = {name: amount_text(cost, PENNIES) for name, cost in costs.items()}
            kept = outgoing.standalone_cost(there, together)
            agree(known, _in_words(row, **said), kept, but=["collaboration", "partner", "year", "what_if"])
            return False
        alone.estimate(together, partner, starts=starts, what_if=what_if, **costs, **_how(row, "estimated"), by=work.by)
        return True

    return take_each(known, rows, work, take)


def coalition_costs(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """The rows of one study together: the same collaboration and study."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found = work.names.collaborations.get(row.texts["collaboration"])
        named = found.short_name if found else row.texts["collaboration"]
        groups.setdefault((key_of(named), key_of(row.texts["study"])), []).append(row)
    new = there = 0
    for group in groups.values():
        count = take_each(known, group[:1], work, partial(_study, known, group, work))
        new, there = new + count.new * len(group), there + count.there * len(group)
    return Count(known.form.name, known.sheet.file, new, there)


def _study(known: Known, group: list[Row], work: Work, first: Row) -> bool:
    together = work.names.collaborations.named(first.values["collaboration"], field="collaboration")
    if not work.rights.may_record(together.id, None):
        raise Refused(NOT_ALL, field="collaboration")
    for row in group[1:]:
        for column in ALIKE:
            if row.texts[column] != first.texts[column]:
                sentence = f"The rows of one study say the same here: row {first.number} says something else."
                work.faults.add(known.sheet, row.number, column, row.texts[column], sentence)
    starts = _year(first, together)
    partners, costs = _game(known, group, work)
    there = next((one for one in studies_in([together.id]) if key_of(one.name) == key_of(first.texts["study"])), None)
    if there is not None:
        _same(there, starts, partners, costs)
        agree(
            known,
            _in_words(first),
            outgoing.coalition_cost(there, there.costs[0], together),
            but=["collaboration", "study", "year", "coalition", "cost"],
        )
        return False
    studies.study(
        together, partners, costs, name=first.texts["study"], starts=starts, **_how(first, "studied"), by=work.by
    )
    return True


def _game(known: Known, group: Sequence[Row], work: Work) -> tuple[list[Organisation], dict[int, int]]:
    """The partners in the order in which the rows first name them, and the cost of each coalition by their bits."""
    partners: list[Organisation] = []
    costs: dict[int, int] = {}
    for row in group:
        try:
            members = _members(row, work, partners)
            costs[_once(members, costs)] = _cost(row, "cost")
        except Refused as refusal:
            work.refuse(known, row, refusal)
    return partners, costs


def _once(members: int, costs: Mapping[int, int]) -> int:
    if members in costs:
        raise Refused("This coalition stands in the study twice: keep one of them.", field="coalition")
    return members


def _members(row: Row, work: Work, partners: list[Organisation]) -> int:
    """A coalition by the bits of its partners' places; partners not named before are added to them."""
    named = _named(row, work)
    partners += [one for one in named if one not in partners]
    return sum(1 << partners.index(one) for one in named)


def _named(row: Row, work: Work) -> list[Organisation]:
    """The organisations that a coalition names; a name with a semicolon of its own is put together again."""
    pieces, found = row.texts["coalition"].split(BETWEEN), list[Organisation]()
    while pieces:
        lengths = range(len(pieces), 0, -1)
        names = [(length, BETWEEN.join(pieces[:length]).strip()) for length in lengths]
        length, name = next((pair for pair in names if work.names.organisations.get(pair[1])), (1, pieces[0].strip()))
        if name:
            found.append(work.names.organisations.named(name, field="coalition"))
        pieces = pieces[length:]
    if len(set(found)) != len(found):
        raise Refused("A partner stands in this coalition twice.", field="coalition")
    if not found:
        raise Refused("Name the members, with semicolons between.", field="coalition")
    return found


def _same(there: CoalitionStudy, starts: int, partners: Sequence[Organisation], costs: Mapping[int, int]) -> None:
    """Refuse what says something else than the study it repeats, whatever the order of its partners."""
    kept = {
        frozenset(there.partners[place].partner_id for place in group): cost for group, cost in there.game().items()
    }
    said = {
        frozenset(partner.id for place, partner in enumerate(partners) if members >> place & 1): cost
        for members, cost in costs.items()
    }
    if starts != there.starts or kept != said:
        raise Refused(
            "The register has a study of this name that says something else: name this one apart.", field="study"
        )


def _year(row: Row, together: Collaboration) -> int:
    try:
        period = parse(row.texts["year"], calendar=together.calendar)
    except NotAPeriod as reason:
        raise Refused(str(reason), field="year") from reason
    if period.months != YEAR:
        raise Refused("Estimates are of whole years.", field="year")
    return period.starts


def _cost(row: Row, column: str) -> int:
    try:
        return amount(row.texts[column], PENNIES)
    except Refused as refusal:
        raise Refused(refusal.sentence, field=column) from refusal


def _how(row: Row, did: str) -> dict[str, Any]:
    """Who, when, how, from where: as both verbs take it."""
    names = (f"{did}_by", f"{did}_on", "method", "source")
    return {
        **{name: row.texts[name] for name in names},
        "provenance": row.values.get("provenance", Provenance.RECORDED),
    }


def _in_words(row: Row, **said: str) -> Row:
    """The row with its amounts and its provenance as an export writes them."""
    words = {name: value.word for name, value in row.values.items() if isinstance(value, Provenance)}
    return row._replace(values={**row.values, **words, **said})
