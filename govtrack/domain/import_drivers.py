"""Taking in drivers, organisations' figures of them, and joint totals as they were split elsewhere."""

from collections.abc import Iterable
from functools import partial

from govtrack.analytics.kinds import About, Provenance
from govtrack.analytics.periods import NotAPeriod, parse, year_of
from govtrack.domain import drivers as verbs
from govtrack.domain import outgoing, workings
from govtrack.domain.answers import amount
from govtrack.domain.apportionments import Joint
from govtrack.domain.incoming import Known, Row
from govtrack.domain.refusals import Refused
from govtrack.domain.takenover import Part, take_over
from govtrack.domain.taking import Count, Work, agree, take_each
from govtrack.store import drivers
from govtrack.store.apportionments import Apportionment
from govtrack.store.collaborations import Collaboration

PENCE = 2
SAME = ("again_of", "about", "category", "period", "status", "basis", "provenance", "total", "source", "reason",
        "made_on", "person")  # fmt: skip
NOT_YOURS = "You may not state this organisation's figures: leave this row out, or ask who may."


def take_drivers(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per driver, known by its name and whose it is."""

    def take(row: Row) -> bool:
        together = _together(row, work)
        there = drivers.driver_named(row.values["name"], together.id if together else None)
        if there is not None and there.collaboration_id == (together.id if together else None):
            agree(known, row, outgoing.driver(there), but=["name", "collaboration"])
            return False
        said = {name: value for name, value in row.values.items() if name != "collaboration"}
        verbs.name_driver(**said, collaboration=together, by=work.by)
        return True

    return take_each(known, rows, work, take)


def driver_values(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per driver, organisation and year; one that says something else than the register is stated after it."""

    def take(row: Row) -> bool:
        together = _together(row, work)
        driver = drivers.driver_named(row.values["driver"], together.id if together else None)
        if driver is None or driver.collaboration_id != (together.id if together else None):
            raise Refused(f"There is no driver “{row.texts['driver']}” here: add it first.", field="driver")
        body = work.names.organisations.named(row.values["organisation"], field="organisation")
        if not _may_state(work, together, body.id):
            raise Refused(NOT_YOURS, field="organisation")
        stated = verbs.Stated(
            body.id,
            _year(row),
            _amount(row, "value", driver.decimals),
            row.texts["source"],
            Provenance(row.values.get("provenance", Provenance.RECORDED)),
        )
        return verbs.state(driver, [stated], by=work.by) > 0

    return take_each(known, rows, work, take)


def _may_state(work: Work, together: Collaboration | None, organisation_id: int) -> bool:
    if together is not None:
        inside = work.rights.knows is None or together.id in work.rights.knows.collaborations
        return inside and work.rights.may_record(together.id, organisation_id)
    return work.rights.partners is None or organisation_id in work.rights.partners


def _together(row: Row, work: Work) -> Collaboration | None:
    name = row.values.get("collaboration")
    return work.names.collaborations.named(name, field="collaboration") if name else None


def _year(row: Row) -> int:
    try:
        period = parse(row.texts["year"])
    except NotAPeriod as reason:
        raise Refused(str(reason), field="year") from None
    if period.months != 12:
        raise Refused("Write one financial year, such as 2024-25.", field="year")
    return year_of(period.starts)


def _amount(row: Row, column: str, decimals: int) -> int:
    try:
        return amount(row.texts[column], decimals)
    except Refused as refusal:
        raise Refused(refusal.sentence, field=column) from None


def apportionments(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """The rows of one split together; a split that runs another again after that one."""
    groups: dict[tuple[str, int], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.texts["collaboration"].casefold(), row.values["split"]), []).append(row)
    made: dict[tuple[str, int], Apportionment] = {}
    new = there = 0
    for key, group in sorted(groups.items()):
        count = take_each(known, group[:1], work, partial(_split, known, key, group, made, work))
        new, there = new + count.new * len(group), there + count.there * len(group)
    return Count(known.form.name, known.sheet.file, new, there)


def _split(
    known: Known,
    key: tuple[str, int],
    group: list[Row],
    made: dict[tuple[str, int], Apportionment],
    work: Work,
    first: Row,
) -> bool:
    for row in group[1:]:
        for column in SAME:
            if row.texts[column] != first.texts[column]:
                sentence = f"The rows of one split say the same here: row {first.number} says something else."
                work.faults.add(known.sheet, row.number, column, row.texts[column], sentence)
    together = work.names.collaborations.named(first.values["collaboration"], field="collaboration")
    earlier = made.get((key[0], first.values.get("again_of", 0)))
    if first.texts["again_of"] and earlier is None:
        raise Refused("The split that this one runs again stands before it in the file.", field="again_of")
    parts = [
        Part(
            work.names.organisations.named(row.values["partner"], field="partner").id,
            _amount(row, "derived", PENCE),
            _amount(row, "given", PENCE),
        )
        for row in group
    ]
    document = first.texts["workings"]
    if document:
        try:
            workings.read(document)
        except Refused as refusal:
            raise Refused(refusal.sentence, field="workings") from None
    made[key], new = take_over(
        together,
        _joint(first, together),
        parts,
        reason=first.texts["reason"],
        document=document,
        again_of=earlier,
        day=first.values["made_on"],
        person=first.texts["person"],
        by=work.by,
    )
    return new


def _joint(row: Row, together: Collaboration) -> Joint:
    try:
        period = parse(row.texts["period"], calendar=together.calendar)
    except NotAPeriod as reason:
        raise Refused(str(reason), field="period") from None
    values = row.values
    return Joint(
        About(values["about"]),
        values["category"],
        period,
        _amount(row, "total", PENCE),
        values["status"],
        values["basis"],
        values.get("provenance", Provenance.RECORDED),
        row.texts["source"],
    )
