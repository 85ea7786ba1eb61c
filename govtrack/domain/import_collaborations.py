"""Taking in collaborations, their memberships, agreements and share rules."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from govtrack.analytics.kinds import State
from govtrack.domain import collaborations, outgoing, rules
from govtrack.domain.incoming import Known, Row
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work, agree, dependent, take_each
from govtrack.store.collaborations import Agreement, Collaboration
from govtrack.store.db import db
from govtrack.store.names import key_of
from govtrack.store.rules import ShareRule, rules_of

YEARS = {"financial": False, "calendar": True}


def take_collaborations(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per collaboration, known by its short name; one may re-form another of the same file."""

    def take(row: Row) -> bool:
        values, reforms = dict(row.values), None
        years = values.pop("years", "financial").casefold()
        if years not in YEARS:
            raise Refused("Write financial or calendar, or leave it blank for financial.", field="years")
        if name := values.pop("reforms", None):
            reforms = work.names.collaborations.named(name, field="reforms")
        there = work.names.collaborations.short(values["short_name"])
        if there is not None:
            agree(known, row, outgoing.collaboration(there), but=["short_name", "reforms"])
            if reforms is not None and there.reforms_id != reforms.id:
                earlier = f"“{there.reforms.short_name}”" if there.reforms else "none"
                raise Refused(f"The register has {earlier} here: change it there first.", field="reforms")
            return False
        values.setdefault("state", State.LIVE)
        added = collaborations.register(**values, calendar=YEARS[years], reforms=reforms, by=work.by)
        work.names.collaborations.add(added.short_name, added.title, added)
        return True

    def keys(row: Row) -> list[str]:
        return [key_of(row.texts["short_name"]), key_of(row.texts["title"])]

    def needs(row: Row) -> str | None:
        return key_of(row.texts["reforms"]) or None

    ordered = dependent(known, rows, work, keys=keys, needs=needs, column="reforms")
    return take_each(known, ordered, work, take, names=["short_name", "title"])


def _collaboration(row: Row, work: Work) -> Collaboration:
    return work.names.collaborations.named(row.values["collaboration"], field="collaboration")


def memberships(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per spell, known by its collaboration, partner and first day."""

    def take(row: Row) -> bool:
        answers = dict(row.values)
        collaboration = _collaboration(row, work)
        partner = work.names.organisations.named(answers["partner"], field="partner")
        for spell in collaboration.memberships:
            if (spell.partner_id, spell.joined) == (partner.id, answers.get("joined")):
                agree(known, row, outgoing.membership(spell), but=["collaboration", "partner"])
                return False
        del answers["collaboration"], answers["partner"]
        collaborations.admit(collaboration, partner, **answers, by=work.by)
        return True

    return take_each(known, rows, work, take)


def agreements(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per agreement, known by its collaboration, title and when it was signed."""

    def take(row: Row) -> bool:
        answers: dict[str, Any] = dict(row.values)
        collaboration = _collaboration(row, work)
        for one in collaboration.agreements:
            if key_of(one.title) == key_of(row.texts["title"]) and one.signed == row.texts["signed"]:
                agree(known, row, outgoing.agreement(one), but=["collaboration", "title"])
                return False
        if answers.get("supersedes"):
            answers["supersedes"] = _superseded(collaboration, answers["supersedes"])
        del answers["collaboration"]
        collaborations.agree(collaboration, **answers, by=work.by)
        return True

    def key(row: Row, title: str) -> tuple[str, str]:
        found = work.names.collaborations.get(row.texts["collaboration"])
        return (found.short_key if found else "", key_of(title))

    ordered = dependent(
        known,
        rows,
        work,
        keys=lambda row: [key(row, row.texts["title"])],
        needs=lambda row: key(row, row.texts["supersedes"]) if row.texts["supersedes"] else None,
        column="supersedes",
    )
    return take_each(known, ordered, work, take)


def _superseded(collaboration: Collaboration, title: str) -> Agreement:
    for one in collaboration.agreements:
        if key_of(one.title) == key_of(title):
            return one
    raise Refused(f"{collaboration.short_name} has no agreement of this title.", field="supersedes")


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
    collaboration = _collaboration(first, work)
    for row in group[1:]:
        for column in ("to", "words", "decision"):
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
            parts=[(partner, row.texts["percent"]) for partner, row in parts],
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
