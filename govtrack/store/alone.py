"""What going alone would cost, as estimates that only grow: the table, and every question asked of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import BigInteger, ForeignKey, Select, SmallInteger, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.analytics.alone import Apart, Party, Range, paired
from govtrack.analytics.alonesaid import walk_away
from govtrack.analytics.kinds import Counted, Kind, Provenance, WhatIf
from govtrack.analytics.periods import Period, first_day, label, month_of
from govtrack.analytics.record import YEAR, Cell, Record, State, put_together
from govtrack.analytics.sentences import Sentence, provenance
from govtrack.store import totals
from govtrack.store.bodies import Organisation
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration, memberships_in
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded
from govtrack.store.longrun import loose_in, members_of
from govtrack.store.measures import POUNDS, measure_named


class StandaloneCost(Recorded, Base):
    """What one partner would pay in a year by itself, or the others would if it left, as somebody estimated it.

    A later estimate of the same is a row of its own under the next revision number; one that is taken back is a
    last row that says so. Amounts are pence.
    """

    __tablename__ = "standalone_costs"
    __table_args__ = (
        UniqueConstraint(
            "collaboration_id", "partner_id", "starts", "what_if", "revision", name="uq_standalone_costs_revision"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    collaboration_id: Mapped[int] = mapped_column(ForeignKey("collaborations.id"))
    partner_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    starts: Mapped[int] = mapped_column()
    """The first month of the year, counted as periods count months."""
    what_if: Mapped[str] = mapped_column(String(10))
    revision: Mapped[int] = mapped_column()
    low: Mapped[int] = mapped_column(BigInteger)
    central: Mapped[int] = mapped_column(BigInteger)
    high: Mapped[int] = mapped_column(BigInteger)
    estimated_by: Mapped[str] = mapped_column(String(200))
    estimated_on: Mapped[str] = mapped_column(String(10))
    """Whole, or known only to the month or year."""
    method: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text, default="")
    provenance: Mapped[int] = mapped_column(SmallInteger)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Text, default="")
    day: Mapped[int] = mapped_column()
    """The day it was recorded, as `date.toordinal` counts."""
    person: Mapped[str] = mapped_column(String(255))

    partner: Mapped[Organisation] = relationship(lazy="joined")

    @property
    def range(self) -> Range:
        return Range(self.low, self.central, self.high)


class Place(NamedTuple):
    """What an estimate is of: whose, of which year (its first month), asking what."""

    collaboration_id: int
    partner_id: int
    starts: int
    what_if: str


def revisions(place: Place) -> Sequence[StandaloneCost]:
    """Everything that was ever estimated of one partner and year, the newest first."""
    query = select(StandaloneCost).filter_by(**place._asdict())
    return db.session.scalars(query.order_by(StandaloneCost.revision.desc())).all()


def estimates_in(collaboration_ids: Sequence[int], *, as_at: date | None = None) -> list[StandaloneCost]:
    """The estimates that stand, or stood at the end of a day, by collaboration, year, question and partner."""
    newest: dict[Place, StandaloneCost] = {}
    for row in db.session.scalars(_ordered(collaboration_ids)):
        if as_at is None or row.day <= as_at.toordinal():
            newest[Place(row.collaboration_id, row.partner_id, row.starts, row.what_if)] = row
    return [row for row in newest.values() if not row.withdrawn]


def _ordered(collaboration_ids: Sequence[int]) -> Select[StandaloneCost]:
    return (
        select(StandaloneCost)
        .join(StandaloneCost.partner)
        .where(StandaloneCost.collaboration_id.in_(collaboration_ids))
        .order_by(
            StandaloneCost.collaboration_id, StandaloneCost.starts, StandaloneCost.what_if, Organisation.short_key,
            StandaloneCost.partner_id, StandaloneCost.revision,
        )
    )  # fmt: skip


class Question(NamedTuple):
    """What a reader asks: one collaboration, one year by its first month, as known on a day (None: now)."""

    collaboration: Collaboration
    starts: int
    as_at: date | None = None


def answer(question: Question) -> Apart:
    """What each partner paid in the year beside what is estimated of its going alone."""
    together, starts = question.collaboration, question.starts
    estimates = [row for row in estimates_in([together.id], as_at=question.as_at) if row.starts == starts]
    record = _year(question)
    of = {(row.partner_id, row.what_if): row.range for row in estimates}
    parties = [
        _party(record, place, starts)._replace(
            alone=of.get((member.partner, WhatIf.ALONE)), left=of.get((member.partner, WhatIf.LEFT))
        )
        for place, member in enumerate(record.members)
        if _took_part(record, place, starts)
    ]
    joint = [span.amount for span in record.joint if span.kind is Kind.CONTRIBUTION and span.period.months == YEAR]
    return Apart(
        label(Period(starts, YEAR), calendar=together.calendar),
        paired(parties),
        joint=sum(joint),
        sources=_sources(record, estimates),
    )


def _year(question: Question) -> Record:
    """The one year of the collaboration's record, in cash, as it is kept or as it was known."""
    together = question.collaboration
    pounds = measure_named(POUNDS)
    assert pounds is not None, "every register is founded with pounds"
    as_at = None if question.as_at is None else question.as_at.toordinal()
    kept = totals.series(together.id, pounds.id, Counted.CLAIMED_AND_VERIFIED.statuses, as_at=as_at)
    loose = loose_in([together.id], on=question.as_at)[together.id]
    return put_together(
        kept.years, members_of(memberships_in([together.id]), loose), calendar=together.calendar,
        first=question.starts, last=question.starts,
    )  # fmt: skip


def _took_part(record: Record, place: int, starts: int) -> bool:
    """Whether a partner is among those who share the year's cost: whoever only observed and paid nothing is not."""
    member = record.members[place]
    return _paid(record, place).amount is not None or bool(member.months_in(starts) and not member.observer)


def _paid(record: Record, place: int) -> Cell:
    return record.contribution[place][0] if record.starts else Cell(None, State.MISSING)


def _party(record: Record, place: int, starts: int) -> Party:
    member, cell = record.members[place], _paid(record, place)
    waits = {
        State.WHOLE: "",
        State.PART: f"{member.name} has reported only part of the year",
        State.PROVISIONAL: f"what {member.name} paid is provisional until its return is agreed and closed",
    }
    return Party(
        member.partner,
        member.name,
        cell.whole,
        waits.get(cell.state, f"{member.name} has not reported what it paid"),
        member.months_in(starts).bit_count(),
        record.transfers[place][0] if record.starts else 0,
        cell.amount if cell.loose else None,
    )


def _sources(record: Record, estimates: Sequence[StandaloneCost]) -> tuple[str, ...]:
    """Which sorts of figures there are besides recorded ones, in the one order pages give them."""
    there = {*provenance([row for row in record.totals if row.kind == Kind.CONTRIBUTION])}
    there |= {Provenance(row.provenance).word for row in estimates}
    return tuple(one.word for one in Provenance if one is not Provenance.RECORDED and one.word in there)


def years_with(collaboration_id: int) -> list[int]:
    """The first months of the years that have an estimate, standing or not, oldest first."""
    query = select(StandaloneCost.starts).where(StandaloneCost.collaboration_id == collaboration_id).distinct()
    return list(db.session.scalars(query.order_by(StandaloneCost.starts)))


def latest_walks(
    partner_id: int,
    collaborations: Sequence[Collaboration],
    *,
    as_at: date | None = None,
    until: Mapping[int, date] = MappingProxyType({}),
) -> dict[int, tuple[str, Sentence]]:
    """By collaboration, one partner's walk-away test of the latest year that is over and estimated, and that year.

    `until` has the last day the reader may know of, where there is one.
    """
    by_number = {one.id: one for one in collaborations}
    over = month_of(as_at or today()) - YEAR
    years: dict[int, int] = {}
    for row in estimates_in(list(by_number), as_at=as_at):
        last = until.get(row.collaboration_id, date.max)
        if (
            (row.partner_id, row.what_if) == (partner_id, WhatIf.ALONE)
            and row.starts <= over
            and first_day(row.starts) <= last
        ):
            years[row.collaboration_id] = row.starts
    found = {}
    for number, starts in years.items():
        apart = answer(Question(by_number[number], starts, as_at))
        party = next((one for one in apart.parties if one.partner == partner_id), None)
        if party is not None:
            found[number] = (apart.year, walk_away(party, apart.year))
    return found
