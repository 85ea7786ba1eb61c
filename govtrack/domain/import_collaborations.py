"""Taking in collaborations, their memberships, agreements and share rules."""

from collections.abc import Iterable
from typing import Any

from govtrack.analytics.kinds import State
from govtrack.domain import collaborations, outgoing
from govtrack.domain.incoming import Known, Row
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Spelled, Work, agree, dependent, take_each
from govtrack.store.collaborations import Agreement, Collaboration
from govtrack.store.names import key_of

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

    def needs(row: Row) -> list[str]:
        return [key_of(row.texts["reforms"])] if row.texts["reforms"] else []

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
        said = Spelled(known.sheet.title or known.sheet.name, row.number, answers.get("joined"), answers.get("left"))
        work.spelled.setdefault((collaboration.id, partner.id), []).append(said)
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
        needs=lambda row: [key(row, row.texts["supersedes"])] if row.texts["supersedes"] else [],
        column="supersedes",
    )
    return take_each(known, ordered, work, take)


def _superseded(collaboration: Collaboration, title: str) -> Agreement:
    for one in collaboration.agreements:
        if key_of(one.title) == key_of(title):
            return one
    raise Refused(f"{collaboration.short_name} has no agreement of this title.", field="supersedes")
