"""The findings on how long it takes to judge, and on whose turn it was: measures 4 and 5."""

from fractions import Fraction

from govtrack.analytics.answer import FEW, Answer
from govtrack.analytics.settling import Answer as Settled
from govtrack.analytics.spotlight import MULTIPLE
from govtrack.analytics.told import Sentence, Told, too_early
from govtrack.analytics.words import counted, percent

ENOUGH_TO_SETTLE = 5
RARE = Fraction(1, 20)


def settling(answer: Answer) -> Sentence:
    found = answer.settling
    if found.answer is Settled.UNKNOWN:
        return Sentence("settling", "How many years it takes to judge cannot be said without shares.", said=False)
    if found.periods < ENOUGH_TO_SETTLE:
        early = too_early(found.periods, ENOUGH_TO_SETTLE).lower()
        return Sentence("settling", f"On how many years to judge by: {early}", said=False)
    lines = (
        "Every unbroken stretch of the partner's own years is looked at: does its share of benefit, against its share "
        "of cost, point the way all the years do?",
        "This describes the past. It is not a forecast.",
    )
    if found.answer is Settled.ABOUT_EVEN:
        return Sentence("settling", "On shares the long run is about even, so there is no answer to settle.", said=True)
    if found.answer is Settled.NOT_YET or found.window is None:
        return Sentence(
            "settling",
            f"The answer on shares has not settled yet: {counted(found.periods, 'year')} of figures so far.",
            said=True,
            workings=lines,
        )
    if found.window == 1:
        return Sentence("settling", "Every single year gives the same answer on shares.", said=True, workings=lines)
    shorter = "single years" if found.window == 2 else f"{found.window - 1}-year stretches"
    return Sentence(
        "settling",
        f"Any {found.window}-year stretch gives the same answer on shares; some {shorter} do not.",
        said=True,
        workings=lines,
    )


def spotlight(answer: Answer, told: Told) -> Sentence:
    turn = answer.turn
    if turn.periods < FEW or answer.spotlight_rate is None or answer.wait_chance is None:
        return Sentence("spotlight", f"On turns in the spotlight: {too_early(turn.periods, FEW).lower()}", said=False)
    labels = told.record.labels
    last = f", last in {labels[turn.last]}" if turn.last is not None else ""
    text = f"{answer.name} was in the spotlight in {len(turn.lit) or 'none'} of {turn.periods} years{last}."
    if turn.waited and answer.spotlight_rate:
        chance = percent(answer.wait_chance)
        wait = counted(turn.waited, "year")
        text += f" If turns were random, a wait of {wait} or more would happen {chance} of the time."
        if answer.wait_chance < RARE:
            text += " That is longer than luck alone would usually explain: worth asking why."
    lines = (
        f"In the spotlight: a share of the year's benefit at least {float(MULTIPLE):g} times the share of its cost.",
        f"In this partnership {percent(answer.spotlight_rate)} of all partners' years were in the spotlight. "
        f"The chance of a wait is (1 − {float(answer.spotlight_rate):.2f}) to the power of {turn.waited}.",
        "Not everyone can be in the spotlight at once. This is a yardstick, not a promise.",
    )
    return Sentence("spotlight", text, said=True, workings=lines)
