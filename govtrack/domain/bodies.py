"""The verbs of organisations: register and rename one, open its offices, appoint who holds them, note what followed."""

from datetime import date, timedelta
from typing import Any

from govtrack.analytics.kinds import OfficeKind, OrganisationKind, Succeeded
from govtrack.domain.names import in_order, part_date, short
from govtrack.domain.refusals import Changed, Refused
from govtrack.store.bodies import FormerName, Office, Organisation, Succession, Term, organisation_named
from govtrack.store.clock import today
from govtrack.store.db import db
from govtrack.store.events import deed, latest_of
from govtrack.store.names import key_of


def register(*, short_name: str, name: str, kind: str, area_code: str = "", by: Any) -> Organisation:
    """Add an organisation; Refused when its short name is taken, whatever the case."""
    short_name = short(short_name)
    there = organisation_named(short_name)
    if there is not None:
        raise Refused(f"“{there.short_name}” is already in the register: {there.name}.", field="short_name")
    if not name.strip():
        raise Refused("Give the organisation's full name.", field="name")
    with deed("registered an organisation", by=by):
        row = Organisation(
            short_name=short_name,
            short_key=key_of(short_name),
            name=name.strip(),
            kind=str(OrganisationKind(kind)),
            area_code=area_code.strip(),
        )
        db.session.add(row)
    return row


def rename(
    organisation: Organisation, *, version: int | None = None, short_name: str, name: str, on: date | None = None,
    note: str = "", by: Any,
) -> Organisation:  # fmt: skip
    """Give an organisation a new name from a day on; without a day, put a mistake in its name right.

    What it was called before a day is kept, and finds it still. Changed when it was saved since `version` was opened.
    """
    db.session.refresh(organisation, with_for_update=True)
    if version is not None and version != organisation.version:
        raise Changed(organisation)
    short_name, name = short(short_name), name.strip()
    if not name:
        raise Refused("Give the organisation's full name.", field="name")
    if (short_name, name) == (organisation.short_name, organisation.name):
        raise Refused("Nothing is different: change the name, or go back.", field="name")
    if on is not None and on > today():
        raise Refused("That day is still to come: rename it when the new name is in use.", field="on")
    _refuse_taken(short_name, organisation)
    with deed("renamed an organisation", by=by):
        if on is not None:
            _call_formerly(organisation, organisation.short_name, organisation.name, on - timedelta(days=1), note)
        organisation.short_name, organisation.short_key, organisation.name = short_name, key_of(short_name), name
    return organisation


def remember_name(
    organisation: Organisation, *, short_name: str, name: str, until: date, note: str = "", by: Any
) -> FormerName:
    """Record what an organisation was called until some day in the past."""
    short_name = short(short_name)
    _refuse_taken(short_name, organisation)
    if until > today():
        raise Refused("That day is still to come.", field="until")
    with deed("recorded a former name", by=by):
        return _call_formerly(organisation, short_name, name.strip(), until, note)


def _refuse_taken(short_name: str, organisation: Organisation) -> None:
    there = organisation_named(short_name)
    if there is not None and there.id != organisation.id:
        raise Refused(f"“{short_name}” is taken: it is, or was, the name of another organisation.", field="short_name")


def _call_formerly(organisation: Organisation, short_name: str, name: str, until: date, note: str) -> FormerName:
    row = FormerName(
        organisation=organisation,
        short_name=short_name,
        short_key=key_of(short_name),
        name=name,
        until=until,
        note=note.strip(),
    )
    db.session.add(row)
    return row


def open_office(
    organisation: Organisation, *, kind: str, name: str = "", starts: str = "", ends: str = "", source: str = "",
    by: Any,
) -> Office:  # fmt: skip
    """Record that an office answers for an area; without a name it is called after its kind and area."""
    starts, ends = part_date(starts, field="from"), part_date(ends, field="to")
    in_order(starts, ends, field="to", sentence="The office ends before it begins.")
    kind = str(OfficeKind(kind))
    with deed("opened an office", by=by):
        row = Office(
            organisation=organisation,
            name=name.strip() or office_name(kind, organisation),
            kind=kind,
            starts=starts,
            ends=ends,
            source=source.strip(),
        )
        db.session.add(row)
    return row


def office_name(kind: str, organisation: Organisation) -> str:
    """What an office is called when no name of its own is given."""
    return f"{kind[0].upper()}{kind[1:]} of {organisation.short_name}"


def appoint(
    office: Office, *, holder: str, starts: str = "", ends: str = "", acting: bool = False, source: str = "", by: Any
) -> Term:
    """Record who holds an office, from when to when."""
    starts, ends = part_date(starts, field="from"), part_date(ends, field="to")
    in_order(starts, ends, field="to", sentence="The term ends before it begins.")
    if not holder.strip():
        raise Refused("Give the name of who held the office.", field="holder")
    with deed("recorded a term of office", by=by):
        row = Term(office=office, holder=holder.strip(), starts=starts, ends=ends, acting=acting, source=source.strip())
        db.session.add(row)
    return row


def succeed(old: Organisation, new: Organisation, *, kind: str, on: date, note: str = "", by: Any) -> Succession:
    """Record that one organisation followed another; Refused when it would follow itself."""
    if old.id == new.id:
        raise Refused("An organisation cannot follow itself.", field="new")
    with deed("recorded a succession", by=by):
        row = Succession(old=old, new=new, kind=str(Succeeded(kind)), on=on, note=note.strip())
        db.session.add(row)
    return row


def amend_office(
    office: Office, *, seen: int | None = None, name: str, kind: str, starts: str = "", ends: str = "",
    source: str = "", by: Any,
) -> Office:  # fmt: skip
    """Correct an office, or record when it ended; Changed when something happened to it after the event `seen`."""
    _hold(office, seen)
    starts, ends = part_date(starts, field="from"), part_date(ends, field="to")
    in_order(starts, ends, field="to", sentence="The office ends before it begins.")
    if not name.strip():
        raise Refused("Give the office's name.", field="name")
    with deed("amended an office", by=by):
        office.name, office.kind, office.source = name.strip(), str(OfficeKind(kind)), source.strip()
        office.starts, office.ends = starts, ends
    return office


def amend_term(
    term: Term, *, seen: int | None = None, holder: str, starts: str = "", ends: str = "", acting: bool = False,
    source: str = "", by: Any,
) -> Term:  # fmt: skip
    """Correct a term, or record when it ended; Changed when something happened to it after the event `seen`."""
    _hold(term, seen)
    starts, ends = part_date(starts, field="from"), part_date(ends, field="to")
    in_order(starts, ends, field="to", sentence="The term ends before it begins.")
    if not holder.strip():
        raise Refused("Give the name of who held the office.", field="holder")
    with deed("amended a term of office", by=by):
        term.holder, term.acting, term.source = holder.strip(), acting, source.strip()
        term.starts, term.ends = starts, ends
    return term


def _hold(row: Office | Term, seen: int | None) -> None:
    """Keep other writers from a row until the transaction ends; Changed when one was there since `seen`."""
    db.session.refresh(row, with_for_update=True)
    if seen is not None and seen != latest_of(row.__tablename__, row.id):
        raise Changed(row)
