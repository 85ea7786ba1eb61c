"""Taking in business cases: the rows of one version together, the earlier versions of a case first."""

from collections.abc import Iterable, Sequence
from functools import partial

from govtrack.analytics.kinds import Provenance
from govtrack.analytics.periods import NotAPeriod, parse, year_label, year_of
from govtrack.analytics.plans import PlanLine
from govtrack.domain import answers, cases, formats, outgoing
from govtrack.domain.incoming import Known, Row
from govtrack.domain.refusals import Changed, Refused
from govtrack.domain.taking import Count, Work, shown, take_each
from govtrack.store.cases import BusinessCase, versions_of
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.names import key_of
from govtrack.store.prices import DeflatorRelease, release_named

YEAR = 12
OF_THE_LINE = ("year", "side", "partner", "amount")
SAME = [name for name in formats.BUSINESS_CASES.headings if name not in OF_THE_LINE]
"""What the rows of one version say alike."""


def business_cases(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per amount, known by collaboration, title and version."""
    groups: dict[tuple[str, str, int], list[Row]] = {}
    for row in rows:
        key = key_of(row.texts["collaboration"]), key_of(row.texts["title"]), row.values["version"]
        groups.setdefault(key, []).append(row)
    new = there = 0
    for _, group in sorted(groups.items()):
        count = take_each(known, group[:1], work, partial(_take, known, group, work))
        new, there = new + count.new * len(group), there + count.there * len(group)
    return Count(known.form.name, known.sheet.file, new, there)


def _take(known: Known, group: Sequence[Row], work: Work, first: Row) -> bool:
    together = work.names.collaborations.named(first.texts["collaboration"], field="collaboration")
    for row in group[1:]:
        for column in SAME:
            if row.texts[column] != first.texts[column]:
                sentence = f"The rows of one version say the same here: row {first.number} says something else."
                work.faults.add(known.sheet, row.number, column, row.texts[column], sentence)
    year_0 = _year(together, first, "year_0")
    lines = [_line(row, together, work, year_0) for row in group]
    for there in versions_of(together.id, first.texts["title"]):
        if there.edition == first.values["version"]:
            _same(first, there, year_0, lines)
            return False
    with db.session.begin_nested():
        _record(together, first, year_0, lines, work)
    return True


def _record(together: Collaboration, first: Row, year_0: int, lines: Sequence[PlanLine], work: Work) -> None:
    said = ("title", "reason", "decision", "prepared", "prepared_by", "source", "note")
    try:
        row = cases.record(
            together,
            **{name: first.values.get(name) or "" for name in said},
            year_0=year_0,
            price_year=first.values["price_year"],
            release=_release(first),
            provenance=first.values.get("provenance") or Provenance.RECORDED,
            lines=lines,
            seen=first.values["version"] - 1,
            by=work.by,
        )
    except Changed:
        sentence = "The version before it is not there: each supersedes the one before."
        raise Refused(sentence, field="version") from None
    if first.texts["withdrawn"]:
        cases.withdraw(row, reason=first.texts["withdrawn"], by=work.by)


def _release(row: Row) -> DeflatorRelease | None:
    name = row.texts["release"]
    found = release_named(name) if name else None
    if name and found is None:
        sentence = f"There is no release “{name}” of the deflators: load it first, or leave this blank."
        raise Refused(sentence, field="release")
    return found


def _year(together: Collaboration, row: Row, column: str) -> int:
    """A year, as the calendar year in which it starts."""
    try:
        period = parse(row.texts[column], calendar=together.calendar)
    except NotAPeriod as reason:
        raise Refused(str(reason), field=column) from None
    if period.months != YEAR or period.starts % YEAR != together.year_from:
        raise Refused("Write a year as this collaboration counts them, such as 2014-15.", field=column)
    return year_of(period.starts, calendar=together.calendar)


def _line(row: Row, together: Collaboration, work: Work, year_0: int) -> PlanLine:
    name = row.texts["partner"]
    partner = work.names.organisations.named(name, field="partner").id if name else None
    number = _year(together, row, "year") - year_0
    if number < 0:
        raise Refused("This year lies before year 0.", field="year")
    try:
        pence = answers.amount(row.texts["amount"], 2)
    except Refused as refusal:
        raise Refused(refusal.sentence, field="amount") from None
    return PlanLine(number, int(row.values["side"]), pence, partner)


def _same(first: Row, there: BusinessCase, year_0: int, lines: Sequence[PlanLine]) -> None:
    """Refuse a version that says something else than the register does."""
    kept = dict(zip(formats.BUSINESS_CASES.headings, outgoing.case_line(there, there.lines[0]), strict=True))
    for column in SAME[2:]:
        said = _said(first, column, there.collaboration.calendar, year_0)
        if said and said != kept[column]:
            sentence = f"The register has “{kept[column][:80]}” here. A version once recorded does not change."
            raise Refused(sentence, field=column)
    if sorted(lines, key=_order) != sorted(there.plan, key=_order):
        sentence = "The register has other amounts for this version, which does not change: give these as the next."
        raise Refused(sentence, field="version")


def _said(row: Row, column: str, calendar: bool, year_0: int) -> str:
    """A cell as an export writes what was read from it; nothing for a blank one."""
    value = row.values.get(column, "")
    if column == "year_0":
        return year_label(year_0, calendar=calendar)
    if column == "price_year":
        return year_label(value)
    return value.word if isinstance(value, Provenance) else shown(value)


def _order(line: PlanLine) -> tuple[int, int, int, int]:
    return line.number, line.side, line.partner or 0, line.amount
