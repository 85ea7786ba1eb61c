"""Taking in organisations, their offices and terms, successions, and measures."""

from collections.abc import Iterable

from govtrack.domain import bodies, measures, outgoing
from govtrack.domain.incoming import Known, Row
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work, agree, take_each
from govtrack.store.bodies import Office, Organisation, successions_of
from govtrack.store.names import key_of


def organisations(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per organisation, known by its short name."""

    def take(row: Row) -> bool:
        there = work.names.organisations.short(row.values["short_name"])
        if there is not None:
            agree(known, row, outgoing.organisation(there), but=["short_name"])
            return False
        added = bodies.register(**row.values, by=work.by)
        work.names.organisations.add(added.short_name, added.name, added)
        return True

    return take_each(known, rows, work, take, names=["short_name", "name"])


def offices(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per term, or for an office alone; a term makes its office where it is not there."""

    def take(row: Row) -> bool:
        area = work.names.organisations.named(row.values["organisation"], field="organisation")
        if row.texts["holder"]:
            return _term(known, row, area, work)
        return _office(known, row, area, work)

    return take_each(known, rows, work, take)


def _office(known: Known, row: Row, area: Organisation, work: Work) -> bool:
    if row.texts["acting"]:
        raise Refused("Only a holder is acting: leave this blank where the row states an office.", field="acting")
    same = _same_offices(row, area)
    starts = row.texts["from"]
    there = next((one for one in same if one.starts == starts), None)
    there = there or next((one for one in same if not starts or not one.starts), None)
    if there is not None:
        agree(known, row, outgoing.office(there), but=["organisation", "office"])
        return False
    _open(row, area, work, starts=starts, ends=row.texts["to"], source=row.texts["source"])
    return True


def _term(known: Known, row: Row, area: Organisation, work: Work) -> bool:
    same = _same_offices(row, area)
    starts = row.texts["from"]
    office = next((one for one in same if _covers(one, starts)), next(iter(same), None))
    if office is None:
        office = _open(row, area, work)
    elif office.kind != row.values["kind"]:
        agree(known, row, outgoing.office(office), but=[name for name in row.texts if name != "kind"])
    for held in office.terms:
        if key_of(held.holder) == key_of(row.texts["holder"]) and held.starts == starts:
            agree(known, row, outgoing.term(held), but=["organisation", "office", "holder"])
            return False
    bodies.appoint(
        office,
        holder=row.texts["holder"],
        starts=starts,
        ends=row.texts["to"],
        acting=row.values.get("acting", False),
        source=row.texts["source"],
        by=work.by,
    )
    return True


def _same_offices(row: Row, area: Organisation) -> list[Office]:
    """The offices of an area that go by the name in a row; those of the same kind first."""
    kind = str(row.values["kind"])
    name = key_of(row.texts["office"] or bodies.office_name(kind, area))
    return sorted((one for one in area.offices if key_of(one.name) == name), key=lambda one: one.kind != kind)


def _covers(office: Office, day: str) -> bool:
    return office.starts <= day and (not office.ends or day < office.ends)


def _open(row: Row, area: Organisation, work: Work, *, starts: str = "", ends: str = "", source: str = "") -> Office:
    return bodies.open_office(
        area, name=row.texts["office"], kind=row.values["kind"], starts=starts, ends=ends, source=source, by=work.by
    )


def former_names(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per name that an organisation had, known by the name and its last day."""

    def take(row: Row) -> bool:
        area = work.names.organisations.named(row.values["organisation"], field="organisation")
        key = key_of(row.values["short_name"]), row.values["until"]
        there = next((one for one in area.former_names if (one.short_key, one.until) == key), None)
        if there is not None:
            agree(known, row, outgoing.former_name(there), but=["organisation", "short_name"])
            return False
        added = bodies.remember_name(
            area,
            short_name=row.values["short_name"],
            name=row.texts["name"],
            until=row.values["until"],
            note=row.texts["note"],
            by=work.by,
        )
        work.names.organisations.formerly(added.short_name, added.name, area)
        return True

    return take_each(known, rows, work, take)


def successions(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per succession, known by all it says but its note."""

    def take(row: Row) -> bool:
        old = work.names.organisations.named(row.values["old"], field="old")
        new = work.names.organisations.named(row.values["new"], field="new")
        for one in successions_of(old.id):
            if (one.old_id, one.new_id, one.kind, one.on) == (old.id, new.id, row.values["kind"], row.values["on"]):
                agree(known, row, outgoing.succession(one), but=["old", "new"])
                return False
        bodies.succeed(old, new, kind=row.values["kind"], on=row.values["on"], note=row.texts["note"], by=work.by)
        return True

    return take_each(known, rows, work, take)


def take_measures(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per measure, known by its name."""

    def take(row: Row) -> bool:
        there = work.names.measures.short(row.values["name"])
        if there is not None:
            agree(known, row, outgoing.measure(there), but=["name"])
            return False
        added = measures.register(**row.values, by=work.by)
        work.names.measures.add(added.name, added.name, added)
        return True

    return take_each(known, rows, work, take, names=["name"])
