"""Plain builders for who pays what: drivers and their figures, rules by a mix of them, joint totals that were split."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from govtrack.analytics.kinds import About, Category
from govtrack.analytics.periods import parse, year_of
from govtrack.domain import apportionments, drivers, rules
from govtrack.domain.apportionments import Joint
from govtrack.domain.drivers import Stated
from govtrack.store.apportionments import Apportionment
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import transaction
from govtrack.store.drivers import Driver
from govtrack.store.rules import ShareRule, rules_about
from tests.make import BY

Figures = Mapping[Organisation, Mapping[str, int]]


def driver(name: str, figures: Figures, *, unit: str = "calls", **answers: Any) -> Driver:
    """A driver, and figures of it by organisation and year, in its smallest unit."""
    with transaction():
        row = drivers.name_driver(name=name, unit=unit, by=BY, **answers)
        state(row, figures)
        return row


def state(row: Driver, figures: Figures, **answers: Any) -> None:
    drivers.state(
        row,
        [
            Stated(body.id, year_of(parse(year).starts), amount, **answers)
            for body, own in figures.items()
            for year, amount in own.items()
        ],
        by=BY,
    )


def mix(together: Collaboration, partners: list[Organisation], weights: Mapping[Driver, str], **more: Any) -> ShareRule:
    """A cost rule by drivers, from April 2012 unless it is said otherwise."""
    with transaction():
        return rules.set_rule(
            together,
            **{"about": "cost", "starts": date(2012, 4, 1), "way": "mix", **more},
            parts=[(one, "") for one in partners],
            mix=list(weights.items()),
            by=BY,
        )


def split(together: Collaboration, percents: Mapping[Organisation, str], period: str, total: int) -> Apportionment:
    """A joint cost split by fixed percentages, which are made the rule where there is none."""
    with transaction():
        if not rules_about(together.id, "cost"):
            rules.set_rule(together, about="cost", starts=date(2012, 4, 1), parts=list(percents.items()), by=BY)
        joint = Joint(About.COST, Category.CAPITAL, parse(period, calendar=together.calendar), total)
        given = apportionments.working_of(together, joint).parts
        return apportionments.apportion(together, joint, given=given, by=BY)
