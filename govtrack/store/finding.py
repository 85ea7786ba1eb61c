"""Finding: the questions asked of the index of words, how it is kept with every change, made anew and checked."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, event, exists, func, or_, select
from sqlalchemy.orm import Session, UOWTransaction

from govtrack.analytics.searching import Asked
from govtrack.store import findables
from govtrack.store.db import db
from govtrack.store.decisions import Decision, about_subject
from govtrack.store.findables import INDEX, Findable, Words
from govtrack.store.searchable import KINDS, Kind, Reach

MOST = 500
"""No more hits than this are looked at, ranked and counted: the entries made last, where there are more."""
BATCH = 500


class Narrowed(NamedTuple):
    """What narrows a search, beside its words; empty asks for all."""

    kind: str = ""
    body_id: int | None = None
    year: str = ""
    step: str = ""
    subject: str = ""

    def holds(self) -> list[ColumnElement[bool]]:
        """What it asks of a `Findable`."""
        asked: list[ColumnElement[bool]] = []
        if self.body_id is not None:
            asked.append(Findable.body_id == self.body_id)
        if self.year:
            asked.append(Findable.day.startswith(self.year, autoescape=True))
        if self.step:
            at_step = exists().where(Decision.id == Findable.subject_id, Decision.step == self.step)
            asked.append(and_(Findable.kind == "decision", at_step))
        if self.subject:
            about = Findable.subject_id.in_(about_subject(self.subject))
            asked.append(and_(Findable.kind == "decision", about))
        return asked


class Hit(NamedTuple):
    """A record that was found."""

    kind: str
    subject_id: int
    day: str


class Hits(NamedTuple):
    """What was found, what has it in its name first and then the newest; `more` where only so many were looked at."""

    hits: Sequence[Hit]
    more: bool

    def by_kind(self) -> dict[str, int]:
        """How many of each kind."""
        return dict(Counter(hit.kind for hit in self.hits))


def hits(asked: Asked, reach: Reach, narrowed: Narrowed = Narrowed(), *, most: int = MOST) -> Hits:  # noqa: B008 - immutable
    """What somebody finds: nothing but what they may read is ever looked at, counted or put in order."""
    kinds = [kind for kind in KINDS.values() if narrowed.kind in ("", kind.name)]
    if not asked or not kinds:
        return Hits([], more=False)
    may_read = or_(*(and_(Findable.kind == kind.name, kind.readable(reach)) for kind in kinds))
    found: dict[int, Hit] = {}
    for named in (True, False):
        query = findables.matching([kind.name for kind in kinds], asked, named=named)
        query = query.where(may_read, *narrowed.holds()).add_columns(Findable.kind, Findable.subject_id, Findable.day)
        newest = db.session.execute(query.order_by(INDEX.c.rowid.desc()).limit(most + 1))
        some = {row_id: Hit(*hit) for row_id, *hit in newest}
        first = sorted(some, key=lambda one: (some[one].day, one), reverse=True)
        found |= {one: some[one] for one in first if one not in found}
        if len(found) > most:
            break
    return Hits(list(found.values())[:most], more=len(found) > most)


def words_of(found: Sequence[Hit]) -> dict[Hit, Words]:
    """The words of what was found, as they stand in the records themselves."""
    words: dict[Hit, Words] = {}
    for name, kind in KINDS.items():
        some = {hit.subject_id: hit for hit in found if hit.kind == name}
        words |= {some[number]: said for number, said in kind.words(list(some)).items()} if some else {}
    return words


def records_of(found: Sequence[Hit]) -> dict[Hit, Any]:
    """The records themselves."""
    records: dict[Hit, Any] = {}
    for name, kind in KINDS.items():
        some = {hit.subject_id: hit for hit in found if hit.kind == name}
        rows = db.session.scalars(select(kind.table).where(kind.table.id.in_(some))) if some else ()
        records |= {some[row.id]: row for row in rows}
    return records


TOUCHED = "to be found anew"


def _touch(session: Session, _context: UOWTransaction) -> None:
    """Remember which records have to be put into the index anew."""
    touched: set[tuple[str, int]] = session.info.setdefault(TOUCHED, set())
    for row in (*session.new, *session.dirty, *session.deleted):
        touched.update((kind.name, number) for kind in KINDS.values() for number in kind.touched(row))


def _keep_touched(session: Session) -> None:
    """Put into the index what a transaction has changed, before it is kept: both are kept, or neither."""
    if session.in_nested_transaction():
        return
    session.flush()
    touched: set[tuple[str, int]] = session.info.pop(TOUCHED, set())
    for kind in KINDS.values():
        if numbers := sorted(number for name, number in touched if name == kind.name):
            put(kind, numbers)


def _forget_touched(session: Session, _previous: object) -> None:
    if not session.in_nested_transaction():
        session.info.pop(TOUCHED, None)


event.listen(Session, "after_flush", _touch)
event.listen(Session, "before_commit", _keep_touched)
event.listen(Session, "after_soft_rollback", _forget_touched)


def put(kind: Kind, numbers: Sequence[int]) -> None:
    """Put some records of a kind into the index as they are now, and take out those that are no more."""
    for at in range(0, len(numbers), BATCH):
        some = numbers[at : at + BATCH]
        words = kind.words(some)
        findables.keep(kind.name, words.items())
        findables.drop(kind.name, [number for number in some if number not in words])


def rebuild() -> int:
    """Make the whole index anew from the records, and say of how many."""
    findables.empty()
    for kind in KINDS.values():
        for numbers in _numbers(kind):
            put(kind, numbers)
    return db.session.scalar(select(func.count()).select_from(Findable)) or 0


def faults() -> Iterator[str]:
    """Where the index is not what the records say, each a sentence."""
    for kind in KINDS.values():
        there: set[int] = set()
        for numbers in _numbers(kind):
            words = kind.words(numbers)
            there |= words.keys()
            kept = findables.kept(kind.name, numbers)
            for number, one in words.items():
                if kept.get(number) != (findables.digest_of(*one.in_order()), one.day, one.body_id):
                    yield f"The {kind.name} {number} is not found under the words it has now."
        for number in findables.numbers_of(kind.name):
            if number not in there:
                yield f"The {kind.name} {number} can be found and is no more."
    yield from findables.gaps()


def _numbers(kind: Kind) -> Iterator[Sequence[int]]:
    """The numbers of every record of a kind, some at a time."""
    query: Select[Any] = select(kind.table.id).order_by(kind.table.id)
    every = db.session.scalars(query).all()
    yield from (every[at : at + BATCH] for at in range(0, len(every), BATCH))
