"""The benefits of a collaboration in a list: how far each has come, who claims it, and what bears it out."""

from dataclasses import replace
from typing import Any, NamedTuple

from govtrack.analytics.kinds import Provenance, Status
from govtrack.analytics.words import counted, listed, short
from govtrack.rooms.claims.narrowing import LACKING, Narrowing
from govtrack.store import benefits, claims, cycle, disputes
from govtrack.store.benefits import Lacking, Leaf, Tally
from govtrack.store.collaborations import Collaboration
from govtrack.store.measures import POUNDS, measure_named
from govtrack.store.shared import shared_of
from govtrack.web.access import allowed
from govtrack.web.figures import Said, said


class Row(NamedTuple):
    """One benefit in the list."""

    said: Said
    status: str
    claimant: str
    shared: str
    evidence: str
    tags: list[str]


class Left(NamedTuple):
    """Something that is left to do: in words, and where the benefits it is about are listed."""

    words: str
    href: str


class Index(NamedTuple):
    """A screen of the list; `finding` says how far the benefits have come, `left` what is to be done about them."""

    together: Collaboration
    finding: str
    left: list[Left]
    rows: list[Row]
    leaf: Leaf
    recorded: bool
    may_record: bool


def index(asked: Narrowing, person: Any) -> Index:
    """The benefits that a person sees, latest period first."""
    together, everything = asked.together, asked.everything
    leaf = benefits.leaf(asked.benefits(), asked.page)
    tally = benefits.tally(everything)
    pounds = measure_named(POUNDS)
    sums = benefits.money(replace(everything, measure_id=pounds.id)) if pounds else (0, 0)
    may_record = allowed(person, "record figures", collaboration_id=together.id)
    rows = _rows(leaf, together)
    return Index(together, _finding(tally, *sums), _left(tally, asked), rows, leaf, tally.total > 0, may_record)


def _rows(leaf: Leaf, together: Collaboration) -> list[Row]:
    numbers = list(leaf.numbers)
    told, results, contested = said(numbers), shared_of(numbers), disputes.open_on(numbers)
    stated, given = claims.claims_of(numbers), claims.evidence_counts(numbers)
    loose = cycle.provisional_months([together.id]).get(together.id, {})
    return [
        Row(
            told[number],
            Status(told[number].legs[0].status).word,
            stated[number].claimant if number in stated else "",
            f"{results[number].name}: {results[number].split}" if number in results else "",
            counted(given[number], "piece") if number in given else "none yet",
            [
                *_known(told[number]),
                *(["provisional"] if any(cycle.may_change(leg, loose) for leg in told[number].legs) else []),
                *(["disputed"] if number in contested else []),
            ],
        )
        for number in numbers
    ]


def _known(one: Said) -> list[str]:
    known = Provenance(one.legs[0].provenance)
    return [] if known is Provenance.RECORDED else [known.word]


def _finding(tally: Tally, claimed: int, verified: int) -> str:
    if not tally.total:
        return "No benefit is recorded yet."
    parts = [f"{tally.by_status[status]:,} {Status(status).word}" for status in sorted(tally.by_status, reverse=True)]
    stand = f"{counted(tally.total, 'benefit')} stand here: {listed(parts)}."
    if not claimed:
        return stand
    return f"{stand} Of {short(claimed)} claimed or verified, in cash, {short(verified)} is verified."


def _left(tally: Tally, asked: Narrowing) -> list[Left]:
    waiting = tally.by_status.get(int(Status.CLAIMED), 0)
    found = [Left(_wait(waiting), asked.address(status=int(Status.CLAIMED)))] if waiting else []
    said_of = {
        Lacking.EVIDENCE: "claimed or verified without any evidence",
        Lacking.CLAIMANT: "claimed or verified, and nobody has said who claims it",
        Lacking.AGREEMENT: LACKING[Lacking.AGREEMENT],
    }
    return found + [
        Left(f"{count:,} {said_of[one]}", asked.address(lacking=str(one)))
        for one in said_of
        if (count := tally.lacking[one])
    ]


def _wait(count: int) -> str:
    return f"{count:,} claimed, to be verified by somebody else than who claimed it"
