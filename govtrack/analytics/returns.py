"""The reporting cycle: which step of a return may follow which, and where each return stands on a day.

A return is one partner's figures of one reporting period. What people do about it is kept as acts that are only
ever added; where it stands is worked out from them, so that it can be said as it was known on any day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple


class Step(StrEnum):
    """How far a return has come."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    SUBMITTED = "submitted"
    AGREED = "agreed"
    CLOSED = "closed"


class Act(StrEnum):
    """What somebody did about a return or, the last three, about a period as a whole."""

    SUBMIT = "submitted"
    NIL = "nil return"
    TAKE_BACK = "taken back"
    AGREE = "agreed"
    OBJECT = "objected"
    LET_IN = "let back in"
    CLOSE = "closed"
    REOPEN = "opened again"
    MOVE = "due day moved"


OPENINGS = frozenset({Act.CLOSE, Act.REOPEN})
OF_A_PERIOD = frozenset({*OPENINGS, Act.MOVE})
UNTIL = frozenset({Act.LET_IN, Act.MOVE})
"""What names a moment: until when a partner may change its figures, the day that returns are due on."""
BY_ANOTHER = frozenset({Act.AGREE, Act.OBJECT})
"""What one partner says of another's return."""

NEXT: Mapping[tuple[Step, Act], Step] = {
    (Step.NOT_STARTED, Act.NIL): Step.SUBMITTED,
    (Step.NOT_STARTED, Act.LET_IN): Step.NOT_STARTED,
    (Step.IN_PROGRESS, Act.SUBMIT): Step.SUBMITTED,
    (Step.IN_PROGRESS, Act.LET_IN): Step.IN_PROGRESS,
    (Step.SUBMITTED, Act.TAKE_BACK): Step.IN_PROGRESS,
    (Step.SUBMITTED, Act.AGREE): Step.AGREED,
    (Step.SUBMITTED, Act.OBJECT): Step.SUBMITTED,
    (Step.SUBMITTED, Act.LET_IN): Step.IN_PROGRESS,
    (Step.AGREED, Act.LET_IN): Step.IN_PROGRESS,
    (Step.AGREED, Act.CLOSE): Step.CLOSED,
    (Step.CLOSED, Act.LET_IN): Step.IN_PROGRESS,
    (Step.CLOSED, Act.REOPEN): Step.AGREED,
}
"""Which step may follow which, and by what act. Agreed is what a return is once nobody is waited for any more."""


def may_follow(step: Step, act: Act, *, closed: bool) -> bool:
    """Whether an act may be done now. While a period is open nobody need be let back in before all have agreed,
    and what was submitted in a closed one is no longer taken back, but let back in.

    >>> may_follow(Step.SUBMITTED, Act.AGREE, closed=True), may_follow(Step.IN_PROGRESS, Act.LET_IN, closed=False)
    (True, False)
    """
    if act in OF_A_PERIOD:
        return closed is (act is Act.REOPEN)
    if act is Act.LET_IN and not closed and step is not Step.AGREED:
        return False
    return (step, act) in NEXT and not (act is Act.TAKE_BACK and closed)


class Said(NamedTuple):
    """One act as it is read: about whose return (None: the period as a whole), on behalf of which partner."""

    number: int
    act: Act
    partner: int | None
    acted_for: int | None
    day: date
    silence: int | None = None
    """Of a submission: after how many days of silence it counts as agreed; None where silence says nothing."""
    until: str = ""
    """Of letting back in or moving the due day: until when, as `clock` writes moments in UTC."""


class Member(NamedTuple):
    """A partner of a period: whether it is waited for, and its last day, None while it stays."""

    partner: int
    observer: bool = False
    left: date | None = None


@dataclass(frozen=True)
class Standing:
    """Where one return stands on a day."""

    step: Step
    closed: bool
    """Whether its period is closed, however far the return itself has come."""
    submitted: Said | None = None
    agreed: Mapping[int, Said] = field(default_factory=dict)
    objected: Mapping[int, Said] = field(default_factory=dict)
    silent: frozenset[int] = frozenset()
    """The partners that said nothing until their silence counted as agreement."""
    awaited: tuple[int, ...] = ()
    """The partners that have neither agreed nor been silent for long enough, those that object among them."""
    let_in: Said | None = None
    """That it was let back in, and has not been submitted again since."""
    ever_let_in: bool = False

    @property
    def nil(self) -> bool:
        return self.submitted is not None and self.submitted.act is Act.NIL

    @property
    def handed_in(self) -> bool:
        return self.submitted is not None

    @property
    def provisional(self) -> bool:
        """Whether its figures may still change: until all have agreed and the period is closed."""
        return self.step is not Step.CLOSED

    def open_until(self, now: str) -> str:
        """The moment until which it may be changed although its period is closed; empty for no such time."""
        return self.let_in.until if self.let_in is not None and now < self.let_in.until else ""

    @property
    def silence_ends(self) -> date | None:
        """The last day on which the others can still say something; None where silence says nothing."""
        return None if self.submitted is None else silence_ends(self.submitted)


def silence_ends(submission: Said) -> date | None:
    """The last day of the silence after a submission."""
    return None if submission.silence is None else submission.day + timedelta(days=submission.silence)


def is_closed(acts: Iterable[Said]) -> bool:
    """Whether a period is closed after some acts, in their order."""
    return last_closing(acts) is not None


def last_closing(acts: Iterable[Said]) -> Said | None:
    """The act that closed a period, while it is closed."""
    last = next((one for one in reversed([*acts]) if one.act in OPENINGS), None)
    return last if last is not None and last.act is Act.CLOSE else None


def standing(acts: Sequence[Said], partner: int, *, members: Sequence[Member], started: bool, on: date) -> Standing:
    """Where a partner's return stands at the end of a day, from the acts of its period in their order.

    `started` says whether it has figures. A member that has left by then is no longer waited for.
    """
    known = [one for one in acts if one.day <= on]
    closed = is_closed(known)
    submitted: Said | None = None
    let_in: Said | None = None
    agreed: dict[int, Said] = {}
    objected: dict[int, Said] = {}
    ever = False
    for one in known:
        if one.partner != partner:
            continue
        if one.act in {Act.SUBMIT, Act.NIL, Act.TAKE_BACK, Act.LET_IN}:
            agreed, objected = {}, {}
            submitted = one if one.act in {Act.SUBMIT, Act.NIL} else None
            let_in = one if one.act is Act.LET_IN else None
            ever = ever or one.act is Act.LET_IN
        elif one.acted_for is not None:
            here, there = (agreed, objected) if one.act is Act.AGREE else (objected, agreed)
            here[one.acted_for] = one
            there.pop(one.acted_for, None)
    if submitted is None:
        step = Step.IN_PROGRESS if started else Step.NOT_STARTED
        return Standing(step, closed, let_in=let_in, ever_let_in=ever)
    others = [one.partner for one in members if one.partner != partner and not one.observer and _stays(one, on)]
    open_still = [one for one in others if one not in agreed]
    ends = silence_ends(submitted)
    ran_out = ends is not None and ends < on
    silent = frozenset(one for one in open_still if ran_out and one not in objected)
    awaited = tuple(one for one in open_still if one not in silent)
    step = Step.SUBMITTED if awaited else Step.CLOSED if closed else Step.AGREED
    return Standing(step, closed, submitted, agreed, objected, silent, awaited, ever_let_in=ever)


def _stays(member: Member, on: date) -> bool:
    return member.left is None or member.left >= on
