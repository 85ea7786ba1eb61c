"""Who stood where on a decision, and whether a voting rule carries it: worked out, and put in words."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.words import listed


class Stance(StrEnum):
    """Where a partner stands on a joint decision."""

    SUPPORTS = "supports"
    OPPOSES = "opposes"
    ABSTAINS = "abstains"
    RESERVED = "reserved"
    ABSENT = "absent"


class Voting(StrEnum):
    """By what rule partners decide together."""

    UNANIMITY = "unanimity"
    MAJORITY = "majority"
    WEIGHTED = "weighted"
    LEAD = "lead force"


class VotingRule(NamedTuple):
    """A rule; of weighted votes the percentage that is needed, of a lead force which partner that is."""

    way: Voting
    percent: Fraction = Fraction(0)
    lead: str = ""


class Voice(NamedTuple):
    """One partner: where it stood (None: not recorded) and how many votes it had (None: not recorded)."""

    partner: str
    stance: Stance | None
    votes: int | None = None


class Worked(NamedTuple):
    """Whether it is carried (None: that cannot be told), the sentence that says so, and what was counted how."""

    carried: bool | None
    text: str
    notes: tuple[str, ...] = ()


NEEDED = {
    Voting.UNANIMITY: "Every partner has to support it.",
    Voting.MAJORITY: "More partners have to support it than oppose it, each with one vote; a tie does not carry.",
    Voting.WEIGHTED: "The votes that support it have to reach the percentage agreed, of all votes there are.",
    Voting.LEAD: "The lead force decides; where the others stood is recorded beside it.",
}
"""What each rule asks for, in a sentence."""
FOR = Stance.SUPPORTS
NEITHER = (Stance.ABSTAINS, Stance.RESERVED, Stance.ABSENT)
SAID = {
    Stance.SUPPORTS: "supports",
    Stance.OPPOSES: "opposes",
    Stance.ABSTAINS: "abstained",
    Stance.RESERVED: "reserved its position",
    Stance.ABSENT: "was absent",
}


def work_out(voices: Sequence[Voice], rule: VotingRule | None) -> Worked:
    """Whether the positions carry a decision under a rule.

    A position that is not recorded is tried as support and as opposition: where both come to the same, it is told.

    >>> three = [Voice(one, Stance.SUPPORTS) for one in ("A", "B")] + [Voice("C", Stance.OPPOSES)]
    >>> work_out(three, VotingRule(Voting.MAJORITY)).text
    'Carried: 2 of 3 partners support it; unanimity was not needed, a majority was.'
    """
    counted = _counted(voices)
    unknown = [one.partner for one in voices if one.stance is None]
    notes = tuple(_notes(voices, rule, unknown))
    if not voices or len(unknown) == len(voices):
        return Worked(None, "Nobody's position is recorded.")
    if rule is None:
        return Worked(None, f"{counted}. No voting rule is recorded for that day, so whether that carries is not told.")
    if rule.way == Voting.WEIGHTED and any(one.votes is None for one in voices):
        without = listed([one.partner for one in voices if one.votes is None])
        return Worked(None, f"{counted}. How many votes {without} had is not recorded, so it cannot be told.", notes)
    either = {_carries(_supposed(voices, one), rule) for one in (Stance.SUPPORTS, Stance.OPPOSES)}
    if len(either) == 2:
        on = [rule.lead] if rule.way == Voting.LEAD else unknown
        return Worked(None, f"{counted}. It depends on {listed(on)}, whose position is not recorded.", notes)
    return _told(voices, rule, notes, carried=either.pop(), counted=counted)


def _told(voices: Sequence[Voice], rule: VotingRule, notes: tuple[str, ...], *, carried: bool, counted: str) -> Worked:
    begins = "Carried" if carried else "Not carried"
    if rule.way == Voting.LEAD:
        stance = next((one.stance for one in voices if one.partner == rule.lead), None)
        text = f"{begins}: {rule.lead}, the lead force, {_verb(stance)}, and decides. {counted}."
    elif rule.way == Voting.WEIGHTED:
        votes, whole = _votes(voices), sum(one.votes or 0 for one in voices)
        need = f"{_percent(rule.percent)} of all votes had to be reached"
        text = f"{begins}: {counted}, with {votes} of {whole} votes; {need}."
    elif rule.way == Voting.UNANIMITY:
        text = f"{begins}: {counted}; unanimity was needed."
    elif carried and _count(voices, Stance.SUPPORTS) < len(voices):
        text = f"{begins}: {counted}; unanimity was not needed, a majority was."
    else:
        against = _count(voices, Stance.OPPOSES)
        tie = f" {against} and {against} is a tie, which does not carry." if against == _count(voices, FOR) else ""
        oppose = "opposes" if against == 1 else "oppose"
        text = f"{begins}: {counted}, {against} {oppose} it; a majority was needed.{tie}"
    return Worked(carried, text, notes)


def _carries(voices: Sequence[Voice], rule: VotingRule) -> bool:
    if rule.way == Voting.UNANIMITY:
        return all(one.stance == Stance.SUPPORTS for one in voices)
    if rule.way == Voting.MAJORITY:
        return _count(voices, Stance.SUPPORTS) > _count(voices, Stance.OPPOSES)
    if rule.way == Voting.LEAD:
        return any(one.partner == rule.lead and one.stance == Stance.SUPPORTS for one in voices)
    whole = sum(one.votes or 0 for one in voices)
    return whole > 0 and Fraction(_votes(voices), whole) * 100 >= rule.percent


def _counted(voices: Sequence[Voice]) -> str:
    number = _count(voices, Stance.SUPPORTS)
    return f"{number} of {len(voices)} partners {'supports' if number == 1 else 'support'} it"


def _supposed(voices: Sequence[Voice], stance: Stance) -> list[Voice]:
    return [one if one.stance else one._replace(stance=stance) for one in voices]


def _count(voices: Sequence[Voice], stance: Stance) -> int:
    return sum(one.stance == stance for one in voices)


def _votes(voices: Sequence[Voice]) -> int:
    return sum(one.votes or 0 for one in voices if one.stance == Stance.SUPPORTS)


def _verb(stance: Stance | None) -> str:
    return "has no position recorded" if stance is None else SAID[stance]


def _notes(voices: Sequence[Voice], rule: VotingRule | None, unknown: Sequence[str]) -> list[str]:
    """How those were counted that neither support nor oppose."""
    said = []
    neither = [f"{one.partner} {_verb(one.stance)}" for one in voices if one.stance in NEITHER]
    if neither and rule is not None and rule.way == Voting.MAJORITY:
        said.append(f"{listed(neither)}: counted on neither side.")
    elif neither and rule is not None and rule.way != Voting.LEAD:
        said.append(f"{listed(neither)}: that is not support.")
    if unknown:
        said.append(f"Not recorded: {listed(unknown)}.")
    return said


def _percent(value: Fraction) -> str:
    return f"{float(value):.2f}".rstrip("0").rstrip(".") + "%"


def beside_outcome(worked: Worked, *, approved: bool | None) -> str:
    """What is to be said where a decision's outcome and its rule do not go together; approved None: neither way."""
    if worked.carried is None or approved is None or worked.carried == approved:
        return ""
    if approved:
        return "It is recorded as approved, and by these positions it would not have carried under the rule."
    return "It is recorded as not approved, and by these positions it would have carried under the rule."
