"""The ledger as rows: lines that are only ever added, in batches that the trail vouches for."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

import orjson
from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    Select,
    SmallInteger,
    String,
    Text,
    exists,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column

from govtrack.analytics.kinds import Provenance, Status
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded
from govtrack.store.findables import Words, keep

BLOCK = 10_000

Big = BigInteger().with_variant(Integer, "sqlite")


class LedgerBatch(Recorded, Base):
    """What was entered in one go: one figure, one grid, one import. Its event carries the digest of its lines."""

    __tablename__ = "ledger_batches"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str] = mapped_column(String(32))
    day: Mapped[int] = mapped_column()
    """The day it was entered, as `date.toordinal` counts: what “as known on” compares with."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    person: Mapped[str] = mapped_column(String(255))
    deed: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    file: Mapped[str] = mapped_column(String(255), default="")
    lines: Mapped[int] = mapped_column(default=0)
    digest: Mapped[str] = mapped_column(String(64), default="")


class Line(Base):
    """One line: a figure entered (sign 1), or the taking back of one (sign −1, `reverses` says which).

    `amount` is the effect on its kind, in the measure's smallest unit: a dis-benefit counts negative,
    a transfer is negative for who pays it. A figure keeps its number through every restatement.
    """

    __tablename__ = "ledger"
    __table_args__ = (
        Index(
            "ix_ledger_covering",
            "collaboration_id", "measure_id", "status", "partner_id", "kind", "starts", "months",
            "day", "sign", "amount", "category", "basis", "provenance",
        ),
        Index("ix_ledger_reverses", "reverses", unique=True),
        Index("ix_ledger_batch", "batch_id"),
        Index("ix_ledger_figure", "figure"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Big, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("ledger_batches.id"))
    figure: Mapped[int] = mapped_column(Big)
    reverses: Mapped[int | None] = mapped_column(Big)
    sign: Mapped[int] = mapped_column(SmallInteger)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"))
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id"))
    status: Mapped[int] = mapped_column(SmallInteger)
    starts: Mapped[int] = mapped_column(Integer)
    months: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[int] = mapped_column(SmallInteger)
    category: Mapped[int] = mapped_column(SmallInteger)
    basis: Mapped[int] = mapped_column(SmallInteger)
    provenance: Mapped[int] = mapped_column(SmallInteger)
    day: Mapped[int] = mapped_column(Integer)
    amount: Mapped[int] = mapped_column(BigInteger)


class LineDetail(Base):
    """What few lines have: a range where it was judged, the source and a note."""

    __tablename__ = "ledger_details"

    line_id: Mapped[int] = mapped_column(Big, ForeignKey("ledger.id"), primary_key=True, autoincrement=False)
    low: Mapped[int | None] = mapped_column(BigInteger)
    high: Mapped[int | None] = mapped_column(BigInteger)
    source: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")


LINE_COLUMNS = tuple(column.name for column in Line.__table__.columns)


DETAIL_COLUMNS = tuple(column.name for column in LineDetail.__table__.columns)


LOW, HIGH, SOURCE, NOTE = range(len(LINE_COLUMNS), len(LINE_COLUMNS) + 4)
"""Where a line's detail stands after its own columns."""
SIGN, STARTS, PARTNER = (LINE_COLUMNS.index(name) for name in ("sign", "starts", "partner_id"))


def next_line() -> int:
    """The number of the next line. Numbers are given under the writer's lock, so that batches stay in one piece."""
    return (db.session.scalar(select(func.max(Line.id))) or 0) + 1


def add_lines(lines: Sequence[tuple[Any, ...]]) -> None:
    """Write lines, each its columns and then low, high, source and note, in one go for each table."""
    width = len(LINE_COLUMNS)
    add_rows("ledger", LINE_COLUMNS, [line[:width] for line in lines])
    details = [
        (line[0], *line[width:])
        for line in lines
        if line[SOURCE] or line[NOTE] or line[LOW] is not None or line[HIGH] is not None
    ]
    add_rows("ledger_details", DETAIL_COLUMNS, details)
    noted = [line for line in lines if line[NOTE] and line[SIGN] > 0]
    keep("note", [(line[0], note_words(line[NOTE], line[SOURCE], line[STARTS], line[PARTNER])) for line in noted])


def note_words(note: str, source: str, starts: int, partner_id: int | None) -> Words:
    """Under which words the note on a figure is found; it is dated by the figure's first month."""
    day = f"{starts // 12:04d}-{starts % 12 + 1:02d}"
    return Words("", [one for one in (note, source) if one], day, partner_id)


def add_rows(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Past the ORM and its dictionaries: a national ledger is a million lines in one go."""
    if not rows:
        return
    connection = db.session.connection()
    names = ", ".join(columns)
    if connection.dialect.name == "sqlite":
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(rows))  # noqa: S608 - names from the tables above
        return
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


class Digest:
    """The SHA-256 of a batch's lines, worked out as they stream past: a JSON array each, commas between."""

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.lines = 0

    def add(self, lines: Iterable[tuple[Any, ...]]) -> None:
        """Take in lines in the order of their numbers; each its columns, then low, high, source and note."""
        lines = iter(lines)
        while block := list(islice(lines, BLOCK)):
            self._hash.update(b"," if self.lines else b"")
            self._hash.update(orjson.dumps(block)[1:-1])
            self.lines += len(block)

    def hex(self) -> str:
        return self._hash.hexdigest()


def stored_lines(batch_id: int) -> Iterator[tuple[Any, ...]]:
    """A batch's lines as they stand in the tables, in the shape and order its digest was made from."""
    columns = [Line.__table__.c[name] for name in LINE_COLUMNS]
    query = (
        select(
            *columns,
            LineDetail.low,
            LineDetail.high,
            func.coalesce(LineDetail.source, ""),
            func.coalesce(LineDetail.note, ""),
        )
        .outerjoin(LineDetail, LineDetail.line_id == Line.id)
        .where(Line.batch_id == batch_id)
        .order_by(Line.id)
    )
    for row in db.session.execute(query, execution_options={"yield_per": BLOCK}):
        yield tuple(row)


class Figure(NamedTuple):
    """A figure as it is read back: a live line with its batch and its detail."""

    line: int
    figure: int
    collaboration_id: int
    partner_id: int | None
    measure_id: int
    status: int
    starts: int
    months: int
    kind: int
    category: int
    basis: int
    provenance: int
    amount: int
    low: int | None
    high: int | None
    source: str
    note: str
    day: int
    batch_id: int
    person: str


def live(*, on: int | None = None) -> Select[*tuple[Any, ...]]:
    """The figures that stand: lines that were entered and not taken back. Shape: `Figure`.

    `on` asks for those that stood at the end of a day, as `date.toordinal` counts; None: now.
    """
    later = aliased(Line)
    known = [] if on is None else [Line.day <= on]
    taken_back = exists().where(later.reverses == Line.id, *([] if on is None else [later.day <= on]))
    return (
        select(
            Line.id, Line.figure, Line.collaboration_id, Line.partner_id, Line.measure_id, Line.status,
            Line.starts, Line.months, Line.kind, Line.category, Line.basis, Line.provenance, Line.amount,
            LineDetail.low, LineDetail.high, func.coalesce(LineDetail.source, ""),
            func.coalesce(LineDetail.note, ""), Line.day, Line.batch_id, LedgerBatch.person,
        )
        .join(LedgerBatch, LedgerBatch.id == Line.batch_id)
        .outerjoin(LineDetail, LineDetail.line_id == Line.id)
        .where(Line.sign == 1, ~taken_back, *known)
    )  # fmt: skip


def _figures(query: Select[*tuple[Any, ...]]) -> list[Figure]:
    return [Figure._make(row) for row in db.session.execute(query)]


def figures(
    collaboration_id: int,
    *,
    partner_ids: Sequence[int] | None = None,
    measure_id: int | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> list[Figure]:
    """The standing figures of a collaboration, latest period first; `partner_ids` None means every partner's."""
    query = live().where(Line.collaboration_id == collaboration_id)
    if partner_ids is not None:
        query = query.where(Line.partner_id.in_(partner_ids))
    if measure_id is not None:
        query = query.where(Line.measure_id == measure_id)
    query = query.order_by(Line.starts.desc(), Line.months, Line.partner_id, Line.kind, Line.category, Line.id)
    return _figures(query.limit(limit).offset(offset))


def naming(collaboration_id: int, reference: str, *, limit: int) -> list[Figure]:
    """The standing figures of a collaboration whose source or note names a reference, earliest period first."""
    text = reference.lower()
    query = live().where(
        Line.collaboration_id == collaboration_id,
        or_(*(func.lower(each).contains(text, autoescape=True) for each in (LineDetail.source, LineDetail.note))),
    )
    return _figures(query.order_by(Line.starts, Line.figure, Line.id).limit(limit))


def count_figures(collaboration_id: int) -> int:
    """How many figures of a collaboration stand."""
    query = live().where(Line.collaboration_id == collaboration_id).subquery()
    return db.session.scalar(select(func.count()).select_from(query)) or 0


def figure_at(line_id: int) -> Figure | None:
    """A figure by the number of its line, if it still stands."""
    return next(iter(_figures(live().where(Line.id == line_id))), None)


def standing(figure: int) -> list[Figure]:
    """What stands of a figure: one line, or both legs of a transfer; empty once it is withdrawn."""
    return legs_of([figure]).get(figure, [])


def legs_of(figures: Iterable[int], *, on: int | None = None) -> dict[int, list[Figure]]:
    """What stands of some figures, now or at the end of a day; those of which nothing does are left out."""
    found: dict[int, list[Figure]] = {}
    for leg in _figures(live(on=on).where(Line.figure.in_(sorted(set(figures)))).order_by(Line.id)):
        found.setdefault(leg.figure, []).append(leg)
    return found


class Step(NamedTuple):
    """One line of a figure's history, entered or taken back, with who and why."""

    line: int
    sign: int
    amount: int
    partner_id: int | None
    starts: int
    months: int
    category: int
    status: int
    at: str
    person: str
    deed: str
    reason: str
    source: str
    note: str


def history(figure: int) -> list[Step]:
    """Every line of a figure, in the order they were written."""
    query = (
        select(
            Line.id, Line.sign, Line.amount, Line.partner_id, Line.starts, Line.months, Line.category,
            Line.status, LedgerBatch.at, LedgerBatch.person, LedgerBatch.deed, LedgerBatch.reason,
            func.coalesce(LineDetail.source, ""), func.coalesce(LineDetail.note, ""),
        )
        .join(LedgerBatch, LedgerBatch.id == Line.batch_id)
        .outerjoin(LineDetail, LineDetail.line_id == Line.id)
        .where(Line.figure == figure)
        .order_by(Line.id)
    )  # fmt: skip
    return [Step._make(row) for row in db.session.execute(query)]


def batch(batch_id: int) -> LedgerBatch | None:
    """A batch by its number."""
    return db.session.get(LedgerBatch, batch_id)


def last_of(person_id: int, collaboration_ids: Sequence[int] | None) -> Figure | None:
    """The last figure a person entered that still stands: the context that the next entry starts from."""
    query = live().where(LedgerBatch.person_id == person_id, Line.provenance == int(Provenance.RECORDED))
    if collaboration_ids is not None:
        query = query.where(Line.collaboration_id.in_(collaboration_ids))
    return next(iter(_figures(query.order_by(Line.id.desc()).limit(1))), None)


def measures_in(collaboration_id: int) -> list[int]:
    """The numbers of the measures a collaboration has figures in."""
    query = (
        select(Line.measure_id).where(Line.collaboration_id == collaboration_id).distinct().order_by(Line.measure_id)
    )
    return list(db.session.scalars(query))


def days_written(collaboration_id: int) -> list[int]:
    """The days on which a collaboration's ledger changed, as `date.toordinal` counts, latest first."""
    query = select(Line.day).where(Line.collaboration_id == collaboration_id).distinct().order_by(Line.day.desc())
    return list(db.session.scalars(query))


def stating(collaboration_id: int, *, starts: int, months: int, partner_id: int | None) -> list[Figure]:
    """The standing figures of one partner (None: joint) for exactly one period."""
    query = live().where(
        Line.collaboration_id == collaboration_id,
        Line.starts == starts,
        Line.months == months,
        Line.partner_id.is_(None) if partner_id is None else Line.partner_id == partner_id,
    )
    return _figures(query.order_by(Line.kind, Line.category, Line.id))


class Stated(NamedTuple):
    """That a period is stated in some cell of the ledger, and by how many standing figures."""

    collaboration_id: int
    partner_id: int | None
    measure_id: int
    status: int
    kind: int
    category: int
    starts: int
    months: int
    figures: int


def stated_in(collaboration_ids: Sequence[int], *, partner_ids: Sequence[int] | None = None) -> list[Stated]:
    """Which periods are stated where; narrowed to some partners and the joint figures when asked."""
    keys = (
        Line.collaboration_id, Line.partner_id, Line.measure_id, Line.status, Line.kind, Line.category,
        Line.starts, Line.months,
    )  # fmt: skip
    query = (
        select(*keys, func.sum(Line.sign))
        .where(Line.collaboration_id.in_(collaboration_ids))
        .group_by(*keys)
        .having(func.sum(Line.sign) > 0)
        .order_by(*keys)
    )
    if partner_ids is not None:
        query = query.where(or_(Line.partner_id.is_(None), Line.partner_id.in_(partner_ids)))
    return [Stated._make(row) for row in db.session.execute(query)]


def statuses_in(collaboration_id: int, measure_id: int) -> set[Status]:
    """The statuses that a collaboration has figures of, in one measure."""
    query = (
        select(Line.status).where(Line.collaboration_id == collaboration_id, Line.measure_id == measure_id).distinct()
    )
    return {Status(code) for code in db.session.scalars(query)}


def latest(collaboration_id: int, *, limit: int, until: int | None = None) -> list[Figure]:
    """The standing figures of a collaboration that were entered last, the newest first.

    `until` is the last month that a former member may know of: periods that begin after it are left out.
    """
    query = live().where(Line.collaboration_id == collaboration_id)
    if until is not None:
        query = query.where(Line.starts <= until)
    return _figures(query.order_by(Line.id.desc()).limit(limit))


def collaboration_of(batch_id: int) -> int | None:
    """The collaboration that the first line of a batch is about; None for a batch without lines."""
    return db.session.scalar(select(Line.collaboration_id).where(Line.batch_id == batch_id).order_by(Line.id).limit(1))


def taken_back_once(figures: Sequence[int]) -> set[int]:
    """Those of some figures that were restated or withdrawn at some time; the two legs of a transfer share one."""
    query = select(Line.figure).where(Line.figure.in_(figures), Line.sign == -1).distinct()
    return set(db.session.scalars(query))
