"""The verb of share rules: set by what cost or benefit is divided, from when, by which decision; or only draft it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from govtrack.analytics.kinds import About, Way
from govtrack.analytics.periods import year_label
from govtrack.analytics.words import listed
from govtrack.domain.names import FIRST_YEAR, LAST_YEAR
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import drivers
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration, hold
from govtrack.store.db import db
from govtrack.store.drivers import Driver
from govtrack.store.events import deed
from govtrack.store.rules import TOLERANCE, ShareDriver, SharePart, ShareRule, newest_of, rules_of

PERCENT = re.compile(r"\d{1,3}(?:\.\d{1,6})?\Z", re.ASCII)
CLOSE_ENOUGH = Fraction(1, 100)
"""How far percentages written with two decimals may miss 100: three thirds are written 33.33, 33.33 and 33.33."""
FURTHEST_BACK = 5
NO_FLOORS: Mapping[int, str] = MappingProxyType({})


def set_rule(
    collaboration: Collaboration,
    *,
    about: str,
    starts: date,
    ends: date | None = None,
    words: str = "",
    decision: str = "",
    seen: int | None = None,
    by: Any,
    **answers: Any,
) -> ShareRule:
    """Set a rule from a day on. An open-ended earlier rule ends the day before; old periods keep it.

    Answers as `draft` takes them. Refused when another rule holds for some of that time; Changed when a rule was
    set after the rule `seen` (its number, 0 for none) was the newest.
    """
    hold(collaboration)
    if seen is not None and seen != newest_of(collaboration.id):
        raise Changed(collaboration)
    row = draft(collaboration, about=about, starts=starts, ends=ends, words=words, decision=decision, **answers)
    earlier = [rule for rule in rules_of(collaboration.id) if rule.about == row.about]
    with deed("set a share rule", by=by):
        for rule in earlier:
            if rule.ends is None and rule.starts < starts:
                rule.ends = starts - timedelta(days=1)
            elif rule.starts <= (ends or date.max) and starts <= (rule.ends or date.max):
                raise Refused(f"Another {row.about} rule holds for some of that time.", field="from")
        db.session.add(row)
    return row


def draft(
    collaboration: Collaboration,
    *,
    about: str,
    starts: date,
    ends: date | None = None,
    way: str = Way.PERCENTAGES,
    parts: Sequence[tuple[Organisation, str]],
    floors: Mapping[int, str] = NO_FLOORS,
    mix: Sequence[tuple[Driver, str]] = (),
    up: str = "",
    down: str = "",
    years_back: int = 0,
    fixed_year: int | None = None,
    tolerance: str = TOLERANCE,
    words: str = "",
    decision: str = "",
) -> ShareRule:
    """A rule that can share something, not kept yet: to be set, or only to be tried. Refused where it cannot.

    `parts` are the partners in their agreed order, each with its percentage where the way fixes one; `floors` the
    percentages that partners never fall under, by their numbers.
    """
    if ends is not None and ends < starts:
        raise Refused("The rule ends before it begins.", field="to")
    row = ShareRule(
        collaboration_id=collaboration.id,
        about=str(About(about)),
        starts=starts,
        ends=ends,
        way=str(Way(way)),
        up=_percent(up, "up"),
        down=_percent(down, "down"),
        years_back=years_back,
        fixed_year=fixed_year,
        tolerance=_percent(tolerance, "tolerance") or TOLERANCE,
        words=words.strip(),
        decision=decision.strip(),
    )
    _refuse_parts(Way(way), parts)
    _refuse_mix(row, parts, floors, mix)
    row.parts = [
        SharePart(
            partner=partner,
            partner_id=partner.id,
            percent=_percent(text, "percent"),
            floor=_percent(floors.get(partner.id, ""), "floor"),
        )
        for partner, text in parts
    ]
    row.drivers = [
        ShareDriver(driver=driver, driver_id=driver.id, weight=_percent(text, "weight")) for driver, text in mix
    ]
    return row


def _percent(text: str, field: str) -> str:
    """A percentage as it is kept; empty for none."""
    text = text.strip().removesuffix("%").strip()
    if text and not PERCENT.match(text):
        raise Refused(f"“{text[:40]}” is not a percentage: write 31 or 31.5.", field=field)
    return text


def _refuse_parts(way: Way, parts: Sequence[tuple[Organisation, str]]) -> None:
    if not parts:
        raise Refused("A rule names at least one partner.", field="percent")
    if len({partner.id for partner, _ in parts}) != len(parts):
        raise Refused("Each partner stands in a rule once.", field="partner")
    given = [_percent(text, "percent") for _, text in parts]
    if way is not Way.PERCENTAGES:
        if any(given):
            raise Refused("Only fixed percentages have a percentage for each partner: leave it blank.", field="percent")
        return
    if not all(given):
        raise Refused("Fixed percentages need one for every partner in the rule.", field="percent")
    total = sum((Fraction(text) for text in given), Fraction())
    if abs(total - 100) > CLOSE_ENOUGH * len(parts):
        raise Refused(f"The percentages come to {float(total):g}, not 100.", field="percent")


def _refuse_mix(
    rule: ShareRule,
    parts: Sequence[tuple[Organisation, str]],
    floors: Mapping[int, str],
    mix: Sequence[tuple[Driver, str]],
) -> None:
    lows = [_percent(text, "floor") for text in floors.values()]
    if rule.way != Way.MIX:
        if mix:
            raise Refused("Only a mix has drivers: choose the mix, or leave them out.", field="weight")
        if any(lows):
            raise Refused("Only a mix of drivers has floors: leave them blank.", field="floor")
        if rule.up or rule.down:
            raise Refused("Only a mix of drivers has limits on change: leave them blank.", field="up")
        return
    _refuse_drivers(rule, parts, mix)
    if sum((Fraction(low) for low in lows if low), Fraction()) > 100:
        raise Refused("The floors come to more than 100: lower one of them.", field="floor")
    if bool(rule.up) != bool(rule.down):
        raise Refused("Give both limits, up and down, or neither.", field="down" if rule.up else "up")
    if rule.down and Fraction(rule.down) > 100:
        raise Refused("A share cannot fall by more than 100 per cent of itself.", field="down")
    if not 0 <= rule.years_back <= FURTHEST_BACK:
        raise Refused(f"Figures are taken from the year itself or up to {FURTHEST_BACK} years before.", field="year")
    if rule.fixed_year is not None and not FIRST_YEAR <= rule.fixed_year < LAST_YEAR:
        raise Refused(f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}.", field="year")


def _refuse_drivers(
    rule: ShareRule, parts: Sequence[tuple[Organisation, str]], mix: Sequence[tuple[Driver, str]]
) -> None:
    weights = [_percent(text, "weight") for _, text in mix]
    if not mix or not any(Fraction(text or "0") for text in weights):
        raise Refused("The weights come to nothing: give at least one driver a weight.", field="weight")
    if any(not Fraction(text or "0") for text in weights):
        raise Refused(
            "A driver in the mix has a weight above nought: leave out one that weighs nothing.", field="weight"
        )
    if len({driver.id for driver, _ in mix}) != len(mix):
        raise Refused("Each driver stands in a mix once.", field="driver")
    if any(driver.collaboration_id not in (None, rule.collaboration_id) for driver, _ in mix):
        raise Refused("That driver belongs to another collaboration: choose one of this one's.", field="driver")
    known = {place[0] for place in drivers.values([driver.id for driver, _ in mix], organisation_ids=_ids(parts))}
    unknown = [driver.name for driver, _ in mix if driver.id not in known]
    if unknown:
        years = "" if rule.fixed_year is None else f" of {year_label(rule.fixed_year)}"
        raise Refused(
            f"Nobody has stated {listed(unknown)}{years} for any of these partners: enter the figures first.",
            field="driver",
        )


def _ids(parts: Sequence[tuple[Organisation, str]]) -> list[int]:
    return sorted(partner.id for partner, _ in parts)
