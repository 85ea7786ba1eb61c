"""Going alone in words: the walk-away test, what being together saves, what fair rules say, and what is missing."""

from collections.abc import Iterator
from fractions import Fraction

from govtrack.analytics.alone import Apart, Party, Range
from govtrack.analytics.games import Verdict
from govtrack.analytics.rounding import half_up
from govtrack.analytics.told import Sentence
from govtrack.analytics.words import exact, listed, number, percent, short

PASSES = {
    Verdict.HOLDS: "pass at or under the low estimate",
    Verdict.BORDERLINE: "too close to call inside the range",
    Verdict.FAILS: "fail above the high estimate",
}
RULE = f"The walk-away test: {'; '.join(PASSES.values())}."


def sentences(apart: Apart, eyes: int | None = None) -> list[Sentence]:
    """Everything that can be said of a year, in the order it is read; the first is the page's answer."""
    parties = [party for party in apart.parties if eyes in {None, party.partner}]
    walks = [walk_away(party, apart.year) for party in parties]
    return [*([headline(apart)] if eyes is None else []), *walks, saving(apart), *rules(apart)]


def headline(apart: Apart) -> Sentence:
    """The walk-away test of all partners in one sentence."""
    by = {one: [party.name for party in apart.parties if party.walks is one] for one in Verdict}
    if not any(by.values()):
        text = f"Nothing can be said yet of going alone in {apart.year}: {missing(apart)[0]}."
        return Sentence("walk-away", text, said=False)
    pays = {Verdict.HOLDS: "less than", Verdict.FAILS: "more than"}
    parts = [
        f"{listed(by[one])} {'pays' if len(by[one]) == 1 else 'pay'} {words} going alone would cost: {one.value}"
        for one, words in pays.items()
        if by[one]
    ]
    if by[Verdict.BORDERLINE]:
        parts.append(f"for {listed(by[Verdict.BORDERLINE])} it is {Verdict.BORDERLINE.value}")
    return Sentence("walk-away", f"In {apart.year}, {'; '.join(parts)}.", said=True, workings=(RULE,))


def walk_away(party: Party, year: str) -> Sentence:
    """One partner's walk-away test, or what it waits for."""
    if party.alone is None:
        text = f"Nobody has yet estimated what going alone would cost {party.name} in {year}."
        return Sentence("walk-away", text, said=False)
    low, central, high = (short(end) for end in party.alone)
    between = f"between {low} and {high}" if low != high else "with no range given"
    text = f"Going alone would cost {party.name} about {central} a year ({between})"
    if party.paid is None or party.walks is None:
        return Sentence("walk-away", f"{text}; its share waits: {party.waits}.", said=False)
    text = f"{text}; its share in {year} is {short(party.paid)}: {party.walks.value}."
    return Sentence("walk-away", text, said=True, workings=tuple(_walk_workings(party, party.paid, party.alone, year)))


def _walk_workings(party: Party, paid: int, alone: Range, year: str) -> Iterator[str]:
    yield f"Its share is what {party.name} paid in {year}: contributions claimed and verified, in cash of that year."
    yield f"{exact(paid)} against {exact(alone.low)} to {exact(alone.high)}. {RULE}"
    if party.moved:
        way = "had from" if party.moved > 0 else "paid"
        yield f"What it {way} other partners in charges and settlements, {exact(abs(party.moved))} net, is not in it."
    if 0 < party.months < 12:
        yield f"{party.name} was a member for {number(party.months)} months of {year}: both figures are for those."


def saving(apart: Apart) -> Sentence:
    """What being together saves; where it saves nothing, that no rule can pass every test, and there it ends."""
    if apart.saving is None or apart.together is None or apart.alone is None:
        return Sentence("saving", f"What being together saves cannot be said: {missing(apart)[0]}.", said=False)
    low, central, high = apart.saving
    alone = sum(one.central for one in apart.alone)
    workings = (
        f"Saving = costs of going alone in all less the cost together: {exact(alone)} less {exact(apart.together)} "
        f"= {exact(central)}.",
        f"With every estimate at its low, {exact(low)}; with every one at its high, {exact(high)}.",
        *_joint(apart),
    )
    facts = f"together the partners paid {short(apart.together)} in {apart.year}, alone about {short(alone)} in all"
    if not apart.saves:
        text = f"No rule can pass every partner's walk-away test: {facts}. However it is split, somebody pays more."
        if high > 0:
            text += f" The estimates are not sure of it: at their high they leave a saving of {short(high)}."
        return Sentence("saving", text, said=True, workings=workings)
    between = f"between {short(low)} and {short(high)}" if low != high else "with no range given"
    text = f"Being together saves about {short(central)} a year ({between}): {facts}."
    if low <= 0:
        text += " With every estimate at its low there would be nothing to share."
    return Sentence("saving", text, said=True, workings=workings)


def _joint(apart: Apart) -> Iterator[str]:
    if apart.joint:
        yield f"{exact(apart.joint)} was stated for the collaboration as a whole: in the cost together, in no share."


def rules(apart: Apart) -> Iterator[Sentence]:
    """What the rules would say, as far as they can be worked out."""
    if not apart.saves:
        return
    yield proportional(apart)
    yield from leaving(apart)


def proportional(apart: Apart) -> Sentence:
    """The split by which everyone saves the same part of its cost of going alone."""
    assert apart.alone is not None, "asked only where there is a saving"
    assert apart.together is not None, "the same"
    alone = sum(one.central for one in apart.alone)
    part = Fraction(apart.together, alone)
    text = f"If each saved the same part of its going-alone cost, each would pay {percent(part)} of that cost."
    workings = (
        "Proportional saving: going-alone cost × cost together ÷ going-alone costs in all, to the penny by largest "
        "remainder.",
        f"{exact(apart.together)} ÷ {exact(alone)} = {float(100 * part):.2f}%.",
        *(
            f"Sharing the saving in equal parts instead would pay {party.name} {exact(half_up(back))} a year to be in: "
            "the trouble with equal parts where one partner is small."
            for party, back in apart.paid_to_join
        ),
    )
    return Sentence("proportional", text, said=True, workings=workings)


def leaving(apart: Apart) -> Iterator[Sentence]:
    """What each one's being in costs the others, and whether each pays that; or that no rule can make it so."""
    unknown = [party.name for party in apart.parties if party.left is None]
    if len(apart.parties) < 2:
        return
    if unknown:
        text = f"What being in costs the others waits for what they would pay if {listed(unknown, last='or')} left."
        yield Sentence("leaving", text, said=False)
        return
    if no_rule := hopeless(apart):
        yield Sentence("leaving", no_rule, said=True, workings=tuple(_added(apart)))
        return
    by = {
        one: [party.name for party, is_ in zip(apart.parties, apart.pays_its_way, strict=True) if is_ is one]
        for one in Verdict
    }
    parts = [f"{listed(names)}: {one.value}" for one, names in by.items() if names]
    text = f"Does each pay at least what its being in costs the others? {'; '.join(parts)}."
    rule = "In the textbooks the no-subsidy test: share ≥ cost together less the others' cost without the partner."
    yield Sentence("leaving", text, said=True, workings=(rule, *_added(apart)))
    yield _remaining(apart)


def hopeless(apart: Apart) -> str:
    """Why no rule can make each pay what its being in costs and no more than going alone; empty where one can."""
    added, together = apart.known_added, apart.together
    if added is None or together is None:
        return ""
    if apart.overspent:
        whole = short(sum(one.central for one in added))
        return (
            f"No rule can pass every test: what each one's being in costs the others comes to {whole} in all, and "
            f"there is {short(together)} to pay. So no split is shown here."
        )
    if apart.caught:
        names = listed([party.name for party in apart.caught])
        return (
            f"No rule can pass every test: the being in of {names} costs the others more than going alone would cost. "
            "So no split is shown here."
        )
    return ""


def _added(apart: Apart) -> Iterator[str]:
    for party, one in zip(apart.parties, apart.added, strict=True):
        if one is not None and party.left is not None and apart.together is not None:
            yield (
                f"{party.name}: {exact(apart.together)} less {exact(party.left.central)} = {exact(one.central)} "
                f"({exact(one.low)} to {exact(one.high)})."
            )


def _remaining(apart: Apart) -> Sentence:
    added, together = apart.known_added, apart.together
    assert added is not None, "asked only where it is known for every partner"
    assert together is not None, "the same"
    rest = together - sum(one.central for one in added)
    if apart.remaining is None:
        text = "The rest of the cost cannot be split by what each has left to gain, because nobody has anything left."
        return Sentence("remaining", text, said=False)
    text = (
        "If each first paid what its being in costs the others, and then a part of the remaining "
        f"{short(rest)} by what it has left to gain, the shares would be those of the table."
    )
    workings = (
        "In the textbooks separable cost – remaining benefit: sᵢ + (cost together – Σs) × (going-alone costᵢ – sᵢ) ÷ "
        "Σ(going-alone cost – s), where sᵢ is what the partner's being in costs the others.",
        f"Left to share: {exact(together)} less {exact(together - rest)} = {exact(rest)}.",
    )
    return Sentence("remaining", text, said=True, workings=workings)


def missing(apart: Apart) -> list[str]:
    """What is not known yet, in phrases, the first thing first; empty where everything is."""
    if not apart.parties:
        return [f"nobody is recorded as a partner in {apart.year}"]
    waits = [party.waits for party in apart.parties if party.paid is None]
    unknown = [party.name for party in apart.parties if party.alone is None]
    asked = [f"nobody has estimated what going alone would cost {listed(unknown, last='or')}"] if unknown else []
    return [*asked, *waits]
