"""Every kind of record that can be found: under which words, by whom, and when they have to be written anew."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import aliased

from govtrack.analytics.kinds import OrganisationKind
from govtrack.store.bodies import FormerName, Office, Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.decisions import AlsoAbout, Decision, decisions
from govtrack.store.engagements import Engagement
from govtrack.store.findables import Findable, Words
from govtrack.store.ledger import Line, LineDetail, note_words
from govtrack.store.lessons import Lesson, lessons
from govtrack.store.notices import Addendum, Part


class Reach(NamedTuple):
    """How far somebody may read; None for all of a kind."""

    body_ids: Sequence[int] | None = None
    """Whose own decisions, taken or not."""
    collaboration_ids: Sequence[int] | None = None
    until: Mapping[int, date] = MappingProxyType({})
    """The last day of what may be read of a collaboration, where there is one."""
    known_ids: Sequence[int] | None = None
    """Which organisations that are no police area may be known of."""
    own_ids: Sequence[int] = ()
    """The organisations somebody belongs to: of their own figures a former member sees all."""


class Kind(NamedTuple):
    """One kind of record that can be found."""

    name: str
    table: type[Any]
    words: Callable[[Sequence[int]], Mapping[int, Words]]
    """The words of the records with some numbers; a record without any is not found."""
    readable: Callable[[Reach], ColumnElement[bool]]
    """Whether somebody may read the record that a `Findable` stands for."""
    touched: Callable[[Any], Iterable[int]]
    """Which of these records have to be put into the index anew when a row of any table has changed."""


def _decision_words(numbers: Sequence[int]) -> dict[int, Words]:
    written: dict[int, list[str]] = {number: [] for number in numbers}
    for table in (Part, Addendum):
        said: Any = select(table.decision_id, table.words).where(table.decision_id.in_(numbers))
        for number, words in db.session.execute(said.order_by(table.id)):
            written[number].append(words)
    engaged: Any = select(Engagement).where(Engagement.decision_id.in_(numbers), Engagement.struck.is_(None))
    for one in db.session.scalars(engaged.order_by(Engagement.id)):
        written[one.decision_id] += [one.how, one.who, one.said, one.changed]
    about: dict[int, list[str]] = {number: [] for number in numbers}
    also = select(AlsoAbout.decision_id, Collaboration.short_name, Collaboration.title).join(AlsoAbout.collaboration)
    for number, *names in db.session.execute(also.where(AlsoAbout.decision_id.in_(numbers)).order_by(AlsoAbout.id)):
        about[number] += names
    whose: tuple[Any, ...] = (Organisation.short_name, Organisation.name, Collaboration.short_name, Collaboration.title)
    query: Any = (
        select(Decision.id, Decision.body_id, Decision.decided, Decision.reference, Decision.title, *_SAID, *whose)
        .join(Organisation, Organisation.id == Decision.body_id)
        .outerjoin(Collaboration, Collaboration.id == Decision.collaboration_id)
        .where(Decision.id.in_(numbers))
    )
    found = {}
    for row in db.session.execute(query):
        number, body_id, decided, reference, title, *others = tuple(row)
        texts, named = others[: len(_SAID)], [*others[len(_SAID) :], *about[number]]
        texts = [one for one in (*texts, *written[number], ", ".join(filter(None, named))) if one]
        found[number] = Words(f"{reference}: {title}", texts, decided, body_id)
    return found


_SAID: tuple[Any, ...] = (Decision.summary, Decision.reasons, Decision.signed_by, Decision.capacity,
                          Decision.lead_officer, Decision.chief_officer)  # fmt: skip


def _decision_readable(reach: Reach) -> ColumnElement[bool]:
    if reach.body_ids is None or reach.collaboration_ids is None:
        return true()
    mine = decisions(body_ids=reach.body_ids, collaboration_ids=reach.collaboration_ids, until=reach.until)
    return mine.order_by(None).where(Decision.id == Findable.subject_id).with_only_columns(Decision.id).exists()


def _decision_touched(row: Any) -> Iterator[int]:
    if isinstance(row, Decision):
        yield row.id
    elif isinstance(row, Part | Addendum | AlsoAbout | Engagement):
        yield row.decision_id
    elif isinstance(row, Organisation):
        yield from _asked(select(Decision.id).where(Decision.body_id == row.id))
    elif isinstance(row, Collaboration):
        yield from _asked(select(Decision.id).where(Decision.collaboration_id == row.id))
        yield from _asked(select(AlsoAbout.decision_id).where(AlsoAbout.collaboration_id == row.id))


def _asked(query: Select[Any]) -> Iterable[int]:
    """Past the session, which may be in the middle of a flush."""
    return db.session.connection().scalars(query).all()


def _collaboration_words(numbers: Sequence[int]) -> dict[int, Words]:
    return {
        one.id: Words(f"{one.short_name}: {one.title}", [one.purpose] if one.purpose else [], one.started)
        for one in db.session.scalars(select(Collaboration).where(Collaboration.id.in_(numbers)))
    }


def _collaboration_readable(reach: Reach) -> ColumnElement[bool]:
    return true() if reach.collaboration_ids is None else Findable.subject_id.in_(reach.collaboration_ids)


def _collaboration_touched(row: Any) -> Iterator[int]:
    if isinstance(row, Collaboration):
        yield row.id


def _organisation_words(numbers: Sequence[int]) -> dict[int, Words]:
    names: dict[int, list[str]] = {number: [] for number in numbers}
    former = select(FormerName.organisation_id, FormerName.short_name, FormerName.name)
    for number, short_name, name in db.session.execute(former.where(FormerName.organisation_id.in_(numbers))):
        names[number].append(f"Before: {short_name}, {name}")
    offices = select(Office.organisation_id, Office.name).where(Office.organisation_id.in_(numbers))
    for number, name in db.session.execute(offices.order_by(Office.starts, Office.id)):
        names[number].append(name)
    return {
        one.id: Words(f"{one.short_name}: {one.name}", names[one.id], body_id=one.id)
        for one in db.session.scalars(select(Organisation).where(Organisation.id.in_(numbers)))
    }


def _organisation_readable(reach: Reach) -> ColumnElement[bool]:
    if reach.known_ids is None:
        return true()
    police = exists().where(Organisation.id == Findable.subject_id, Organisation.kind == OrganisationKind.POLICE)
    return or_(Findable.subject_id.in_(reach.known_ids), police)


def _organisation_touched(row: Any) -> Iterator[int]:
    if isinstance(row, Organisation):
        yield row.id
    elif isinstance(row, FormerName | Office):
        yield row.organisation_id


def _note_words(numbers: Sequence[int]) -> dict[int, Words]:
    query = (
        select(Line.id, LineDetail.note, LineDetail.source, Line.starts, Line.partner_id)
        .join(LineDetail, LineDetail.line_id == Line.id)
        .where(Line.id.in_(numbers), Line.sign == 1, LineDetail.note != "")
    )
    return {
        number: note_words(note, source, starts, partner)
        for number, note, source, starts, partner in db.session.execute(query)
    }


def _note_readable(reach: Reach) -> ColumnElement[bool]:
    later = aliased(Line)
    standing = ~exists().where(later.reverses == Line.id)
    here = exists().where(Line.id == Findable.subject_id, standing)
    if reach.collaboration_ids is None:
        return here
    whole = [one for one in reach.collaboration_ids if one not in reach.until]
    seen = [
        and_(Line.collaboration_id == one, or_(Line.starts <= last.year * 12 + last.month - 1,
                                               Line.partner_id.in_(reach.own_ids)))
        for one, last in reach.until.items()
    ]  # fmt: skip
    return here.where(or_(Line.collaboration_id.in_(whole), *seen))


def _lesson_words(numbers: Sequence[int]) -> dict[int, Words]:
    held = select(Lesson).where(Lesson.id.in_(numbers), Lesson.taken_back.is_(None))
    return {
        one.id: Words(one.title, [one.words], one.added.isoformat(), one.body_id)
        for one in db.session.scalars(held).unique()
    }


def _lesson_readable(reach: Reach) -> ColumnElement[bool]:
    mine = lessons(body_ids=reach.body_ids, collaboration_ids=reach.collaboration_ids)
    return mine.order_by(None).where(Lesson.id == Findable.subject_id).with_only_columns(Lesson.id).exists()


def _lesson_touched(row: Any) -> Iterable[int]:
    return [row.id] if isinstance(row, Lesson) else ()


KINDS = {
    kind.name: kind
    for kind in (
        Kind("decision", Decision, _decision_words, _decision_readable, _decision_touched),
        Kind("collaboration", Collaboration, _collaboration_words, _collaboration_readable, _collaboration_touched),
        Kind("organisation", Organisation, _organisation_words, _organisation_readable, _organisation_touched),
        Kind("lesson", Lesson, _lesson_words, _lesson_readable, _lesson_touched),
        Kind("note", Line, _note_words, _note_readable, lambda _row: ()),
    )
}
"""Every kind that can be found, by its name. The notes on figures are put into the index where lines are written."""
