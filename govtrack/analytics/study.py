"""A study of every coalition's cost: Shapley and nucleolus, whether any split suits every group, and in what words."""

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from govtrack.analytics import games
from govtrack.analytics.games import Costs, Group
from govtrack.analytics.nucleolus import nucleolus
from govtrack.analytics.rounding import half_up, whole_parts
from govtrack.analytics.told import Sentence
from govtrack.analytics.words import exact, listed, short

CAVEATS = (
    "A study is made once, for a choice that has to be made. It is not a way to bill partners year by year.",
    "Most coalitions have never existed, so that most of these costs are judgements: with more partners, nearly all.",
    "The Shapley split can pass every single partner's walk-away test and still leave some group paying more than it "
    "would by itself; the nucleolus cannot where any split can, but nobody can check it by hand.",
)


class Worked(NamedTuple):
    """What follows from the costs of all coalitions; the parts are pence and sum to the cost of all."""

    shapley: tuple[int, ...]
    nucleolus: tuple[int, ...]
    any_suits: bool
    """Whether there is a split under which no group would pay less by itself (the core is not empty)."""
    shapley_suits: bool
    dearest: Group
    """The group that the Shapley split treats worst, beside what it would pay by itself."""
    more: Fraction
    """How much more it would pay; below nought where it would pay less."""


def worked_out(costs: Costs, partners: int) -> Worked:
    """The two splits; the same costs are worked out once, for with ten partners it takes a second or two."""
    return _worked(tuple(sorted((tuple(sorted(group)), cost) for group, cost in costs.items())), partners)


@lru_cache(maxsize=64)
def _worked(listed_costs: tuple[tuple[tuple[int, ...], Fraction], ...], partners: int) -> Worked:
    costs = {Group(group): cost for group, cost in listed_costs}
    everyone = Group(range(partners))
    whole = int(costs[everyone])
    shapley, best = games.shapley(costs, partners), nucleolus(costs, partners)
    more = {group: _paid(shapley, group) - cost for group, cost in costs.items() if group != everyone}
    dearest = max(more, key=lambda group: (more[group], sorted(group)))
    return Worked(
        tuple(whole_parts(shapley, whole)),
        tuple(whole_parts(best, whole)),
        games.in_core(best, costs),
        games.in_core(shapley, costs),
        dearest,
        more[dearest],
    )


def _paid(shares: Sequence[Fraction], group: Group) -> Fraction:
    return sum((shares[place] for place in group), Fraction(0))


def sentences(worked: Worked, costs: Costs, names: Sequence[str]) -> list[Sentence]:
    """What the study says; where no split suits every group, that, and nothing more."""
    whole = short(int(costs[Group(range(len(names)))]))
    rule = "A group's test: the shares of its members come to at most what the group would pay by itself."
    if not worked.any_suits:
        text = (
            f"No rule can pass every test: however {whole} is split, some group of partners pays more than it would "
            "by itself. So no split is shown."
        )
        return [Sentence("core", text, said=True, workings=(rule, "In the textbooks: the core is empty."))]
    text = f"There are splits of {whole} under which no partner, and no group of partners, pays more than by itself."
    return [
        Sentence("core", text, said=True, workings=(rule, "In the textbooks: the core is not empty.")),
        _shapley(worked, costs, names),
        Sentence(
            "nucleolus",
            "The nucleolus is such a split: the group it treats worst is treated as well as any split can treat it.",
            said=True,
            workings=("It makes the smallest of all c(S) − x(S) as large as can be, then the next, and so on.",),
        ),
    ]


def _shapley(worked: Worked, costs: Costs, names: Sequence[str]) -> Sentence:
    rule = "Each pays what it adds to the cost, averaged over every order in which the partners could have joined."
    if worked.shapley_suits:
        return Sentence("shapley", "The Shapley split is one of them.", said=True, workings=(rule,))
    group = listed([names[place] for place in sorted(worked.dearest)])
    pays = costs[worked.dearest] + worked.more
    alone = "itself" if len(worked.dearest) == 1 else "themselves"
    text = f"The Shapley split is not one of them: it has {group} pay {short(int(worked.more))} more than by {alone}."
    return Sentence(
        "shapley",
        text,
        said=True,
        workings=(rule, f"{exact(half_up(pays))} against {exact(int(costs[worked.dearest]))} by {alone}."),
    )
