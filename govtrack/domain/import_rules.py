"""Taking in share rules: the rows of one rule together, its percentages or its mix of drivers."""

import re
from collections.abc import Iterable
from functools import partial
from typing import Any

from govtrack.analytics.kinds import Way
from govtrack.analytics.periods import NotAPeriod, parse, year_of
from govtrack.domain import outgoing, rules
from govtrack.domain.incoming import Known, Row
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work, agree, take_each
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.drivers import Driver, driver_named
from govtrack.store.names import key_of
from govtrack.store.rules import ShareRule, rules_of

SAME = ("to", "words", "decision", "way", "mix", "up", "down", "figures_of", "tolerance")
YEARS_BACK = re.compile(r"([1-5]) before\Z", re.ASCII)


def share_rules(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """The rows of one rule together: the same collaboration, about and from; earlier rules first."""
    groups: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        key = (key_of(_known_as(row, work)), row.values["about"], row.texts["from"])
        groups.setdefault(key, []).append(row)
    new = there = 0
    for _, group in sorted(groups.items(), key=lambda item: item[0]):
        count = take_each(known, group[:1], work, partial(_rule, known, group, work))
        new, there = new + count.new * len(group), there + count.there * len(group)
    return Count(known.form.name, known.sheet.file, new, there)


def _known_as(row: Row, work: Work) -> str:
    found = work.names.collaborations.get(row.texts["collaboration"])
    return found.short_name if found else row.texts["collaboration"]


def _rule(known: Known, group: list[Row], work: Work, first: Row) -> bool:
    collaboration = work.names.collaborations.named(first.values["collaboration"], field="collaboration")
    for row in group[1:]:
        for column in SAME:
            if row.texts[column] != first.texts[column]:
                sentence = f"The rows of one rule say the same here: row {first.number} says something else."
                work.faults.add(known.sheet, row.number, column, row.texts[column], sentence)
    parts = [(work.names.organisations.named(row.values["partner"], field="partner"), row) for row in group]
    for there in rules_of(collaboration.id):
        if (there.about, there.starts) == (first.values["about"], first.values["from"]):
            _same_rule(known, there, collaboration, [(partner.id, row) for partner, row in parts])
            return False
    with db.session.begin_nested():
        rules.set_rule(
            collaboration,
            about=first.values["about"],
            starts=first.values["from"],
            ends=first.values.get("to"),
            way=first.values.get("way", Way.PERCENTAGES),
            parts=[(partner, row.texts["percent"]) for partner, row in parts],
            floors={partner.id: row.texts["floor"] for partner, row in parts if row.texts["floor"]},
            mix=_mix(first, collaboration),
            up=first.texts["up"],
            down=first.texts["down"],
            tolerance=first.texts["tolerance"],
            **_figures_of(first),
            words=first.texts["words"],
            decision=first.texts["decision"],
            by=work.by,
        )
    return True


def _same_rule(known: Known, there: ShareRule, collaboration: Collaboration, parts: list[tuple[int, Row]]) -> None:
    kept = {part.partner_id: part for part in there.parts}
    if sorted(kept) != sorted(number for number, _ in parts):
        names = ", ".join(part.partner.short_name for part in there.parts)
        raise Refused(f"The register already has this rule, for {names}: the same partners, please.", field="partner")
    for number, row in parts:
        agree(
            known,
            row,
            outgoing.share_part(there, kept[number], collaboration.short_name),
            but=["collaboration", "about", "partner"],
        )


def _mix(row: Row, collaboration: Collaboration) -> list[tuple[Driver, str]]:
    """The drivers and weights of a cell such as “budget: 60; calls: 40”."""
    found = []
    for piece in filter(None, (one.strip() for one in row.texts["mix"].split(";"))):
        name, colon, weight = piece.rpartition(":")
        if not colon:
            raise Refused("Write each driver with its weight: net revenue budget: 60; calls: 40.", field="mix")
        driver = driver_named(name, collaboration.id)
        if driver is None:
            raise Refused(f"There is no driver “{name.strip()}”: add it, and its figures, first.", field="mix")
        found.append((driver, weight))
    return found


def _figures_of(row: Row) -> dict[str, Any]:
    """Whose year's figures a mix uses."""
    text = row.texts["figures_of"].casefold()
    if text in {"", "own"}:
        return {}
    if text == "before":
        return {"years_back": 1}
    if found := YEARS_BACK.match(text):
        return {"years_back": int(found[1])}
    try:
        period = parse(text)
    except NotAPeriod:
        period = None
    if period is None or period.months != 12:
        raise Refused("Write own, before, or one financial year such as 2018-19.", field="figures_of")
    return {"fixed_year": year_of(period.starts)}
