"""What a plan was worth when it was made: set-up cost, net present value, payback year, each with its workings."""

from collections.abc import Sequence

from govtrack.analytics.periods import year_label
from govtrack.analytics.plans import PlanYear, Weighed, weigh
from govtrack.analytics.rounding import half_up
from govtrack.analytics.sentences import Sentence
from govtrack.analytics.words import exact, listed, short
from govtrack.store import prices
from govtrack.store.cases import BusinessCase
from govtrack.store.prices import RateTable
from govtrack.web.formats import day


def names_of(case: BusinessCase, plan: Sequence[PlanYear]) -> list[str]:
    """What its years are called."""
    return [year_label(case.year_0 + number, calendar=case.collaboration.calendar) for number in range(len(plan))]


def in_prices(case: BusinessCase) -> str:
    """In whose prices it is."""
    return f"in {year_label(case.price_year)} prices"


def weighed_at(plan: Sequence[PlanYear], rates: RateTable | None) -> Weighed | None:
    """The plan discounted; None without a table of rates that reaches to its last year."""
    try:
        return weigh(plan, prices.rates_of(rates)) if rates else None
    except ValueError:
        return None


def headline(case: BusinessCase, plan: Sequence[PlanYear], rates: RateTable | None, weighed: Weighed | None) -> str:
    """What it was to bring, in large words."""
    names = names_of(case, plan)
    if rates is None or weighed is None:
        why = "no table of discount rates is in use"
        if rates is not None:
            why = f"{rates.name} does not reach to its last year"

        return f"Its net present value cannot be worked out: {why}."
    worth = half_up(weighed.appraisal.net_present_value)
    way = "less" if worth < 0 else "more"
    return (
        f"Over {names[0]} to {names[-1]} it was to bring {short(abs(worth))} {way} than it costs, {in_prices(case)}, "
        f"with later years discounted at the rates of {rates.name}."
    )


def findings(case: BusinessCase, plan: Sequence[PlanYear], weighed: Weighed | None) -> list[Sentence]:
    """Set-up cost, net present value and payback year, each with the numbers it comes from."""
    names = names_of(case, plan)
    setup = [(name, year.setup) for name, year in zip(names, plan, strict=True) if year.setup is not None]
    if setup:
        total = sum(amount for _, amount in setup)
        said = f"Setting it up was to cost {short(total)}, {in_prices(case)}."
        found = [
            _finding(
                "setup",
                said,
                [" + ".join(f"{exact(amount)} in {name}" for name, amount in setup) + f" = {exact(total)}"],
            )
        ]
    else:
        found = [_finding("setup", "It plans no set-up cost.", [])]
    if weighed is None:
        return found
    appraisal = weighed.appraisal
    found.append(
        _finding(
            "value",
            f"Net present value: {short(half_up(appraisal.net_present_value))}. "
            f"Undiscounted: {short(appraisal.undiscounted)}. Both {in_prices(case)}.",
            _workings(names, plan, weighed),
        )
    )
    found.append(_finding("payback", payback(names, weighed), _running(names, weighed)))
    return found


def _finding(key: str, text: str, workings: list[str]) -> Sentence:
    return Sentence(key, text, said=True, workings=tuple(workings))


def _workings(names: Sequence[str], plan: Sequence[PlanYear], weighed: Weighed) -> list[str]:
    lines = ["Each year: (benefit − set-up cost − running cost) × its factor; year 0 is not discounted."]
    for number, (name, year) in enumerate(zip(names, plan, strict=True)):
        parts = f"{_known(year.benefit)} − {_known(year.setup)} − {_known(year.cost)}"
        factor = f"{float(weighed.factors[number]):.6f}"
        lines.append(f"{name}, year {number}: ({parts}) × {factor} = {exact(half_up(weighed.values[number]))}")
    return [*lines, f"Added up: {exact(half_up(weighed.appraisal.net_present_value))}"]


def _known(amount: int | None) -> str:
    return "no figure" if amount is None else exact(amount)


def payback(names: Sequence[str], weighed: Weighed) -> str:
    """In which year it pays for itself."""
    plain, discounted = weighed.appraisal.payback_year, weighed.appraisal.discounted_payback_year
    if plain is None:
        return "By this plan it does not pay for itself within its years."
    said = f"By this plan it pays for itself in {names[plain]}, year {plain}"
    if discounted is None:
        return f"{said}; with later years discounted, not within its years."
    if discounted == plain:
        return f"{said}, discounted or not."
    return f"{said}; with later years discounted, in {names[discounted]}, year {discounted}."


def _running(names: Sequence[str], weighed: Weighed) -> list[str]:
    return ["The year from which on what came back is never again less than what was put in."] + [
        f"{name}: {exact(plain)} to date; discounted {exact(half_up(value))}"
        for name, plain, value in zip(names, weighed.running, weighed.running_discounted, strict=True)
    ]


def notes(case: BusinessCase, plan: Sequence[PlanYear], rates: RateTable | None) -> list[str]:
    """What a reader must know of the rates and of years without a figure."""
    found = []
    if rates is not None and rates.note:
        found.append(f"Discount rates: {rates.name}. {rates.note}")
    if rates is not None and case.prepared and rates.published > case.prepared:
        found.append(f"Those rates were published in {day(rates.published)}, after this case was prepared.")
    blank = [name for name, year in zip(names_of(case, plan), plan, strict=True) if not year.stated]
    if blank:
        found.append(f"The plan has no figure at all for {listed(blank)}: they add nothing to its worth.")
    return found
