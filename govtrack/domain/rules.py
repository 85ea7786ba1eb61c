"""The verb of share rules: set who pays or gets what percentage, from when, by which decision."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from govtrack.analytics.kinds import About
from govtrack.domain.refusals import Changed, Refused
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration, hold
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.rules import SharePart, ShareRule, newest_of, rules_of

PERCENT = re.compile(r"\d{1,3}(?:\.\d{1,6})?\Z", re.ASCII)
CLOSE_ENOUGH = Fraction(1, 100)
"""How far percentages written with two decimals may miss 100: three thirds are written 33.33, 33.33 and 33.33."""


def set_rule(
    collaboration: Collaboration,
    *,
    about: str,
    starts: date,
    ends: date | None = None,
    parts: Sequence[tuple[Organisation, str]],
    words: str = "",
    decision: str = "",
    seen: int | None = None,
    by: Any,
) -> ShareRule:
    """Set a rule from a day on. An open-ended earlier rule ends the day before; old periods keep it.

    Refused when the percentages do not make 100, or when another rule holds for some of that time;
    Changed when a rule was set after the rule `seen` (its number, 0 for none) was the newest.
    """
    hold(collaboration)
    about = str(About(about))
    if seen is not None and seen != newest_of(collaboration.id):
        raise Changed(collaboration)
    if ends is not None and ends < starts:
        raise Refused("The rule ends before it begins.", field="to")
    _refuse_uneven(parts)
    earlier = [rule for rule in rules_of(collaboration.id) if rule.about == about]
    with deed("set a share rule", by=by):
        for rule in earlier:
            if rule.ends is None and rule.starts < starts:
                rule.ends = starts - timedelta(days=1)
            elif rule.starts <= (ends or date.max) and starts <= (rule.ends or date.max):
                raise Refused(f"Another {about} rule holds for some of that time.", field="from")
        row = ShareRule(
            collaboration_id=collaboration.id,
            about=about,
            starts=starts,
            ends=ends,
            words=words.strip(),
            decision=decision.strip(),
            parts=[SharePart(partner=partner, percent=_percent(text)) for partner, text in parts],
        )
        db.session.add(row)
    return row


def _percent(text: str) -> str:
    text = text.strip().removesuffix("%").strip()
    if not PERCENT.match(text):
        raise Refused(f"“{text}” is not a percentage: write 31 or 31.5.", field="percent")
    return text


def _refuse_uneven(parts: Sequence[tuple[Organisation, str]]) -> None:
    if not parts:
        raise Refused("A rule names at least one partner.", field="percent")
    if len({partner.id for partner, _ in parts}) != len(parts):
        raise Refused("Each partner stands in a rule once.", field="partner")
    total = sum((Fraction(_percent(text)) for _, text in parts), Fraction())
    if abs(total - 100) > CLOSE_ENOUGH * len(parts):
        raise Refused(f"The percentages come to {float(total):g}, not 100.", field="percent")
