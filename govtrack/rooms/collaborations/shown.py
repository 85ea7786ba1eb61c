"""What the pages of collaborations show, put together from the questions the store answers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import url_for

from govtrack.analytics.words import counted, listed
from govtrack.domain.comparing import beyond_tolerance
from govtrack.rooms.collaborations import figures
from govtrack.rooms.collaborations.figures import FigureRow
from govtrack.rooms.collaborations.rules import RuleTable, rule_tables
from govtrack.store import collaborations, decisions
from govtrack.store.clock import today
from govtrack.store.collaborations import Agreement, Collaboration, Membership
from govtrack.store.decisions import Decision
from govtrack.store.documents import documents_of
from govtrack.store.listings import Leaf
from govtrack.store.publications import About, Publication, standing_among
from govtrack.web.access import allowed, sees_until
from govtrack.web.answers import OneLine, answers
from govtrack.web.disputes import in_a_sentence
from govtrack.web.formats import day
from govtrack.web.pieces import Piece, piece
from govtrack.web.returns import finding, readable_rounds
from govtrack.web.tolerances import few

LATEST = 8


class Listed(NamedTuple):
    """One collaboration in the list: itself, its partners in words, when it ran, the long-run answer."""

    together: Collaboration
    partners: str
    ran: str
    answer: OneLine


class Listing(NamedTuple):
    """A screen of the list, how many there are in words, and the pages."""

    rows: list[Listed]
    said: str
    leaf: Leaf[Collaboration]
    may_register: bool
    any_at_all: bool


class Page(NamedTuple):
    """All that one collaboration's own page shows to one reader."""

    together: Collaboration
    statement: list[tuple[str, str]]
    answer: OneLine
    partners: list[Membership]
    past: list[Membership]
    coming: list[Membership]
    agreements: list[Agreement]
    provisions: dict[int, str]
    public: Mapping[int, Publication]
    """What the public reads of each agreement now."""
    documents: dict[int, list[Piece]]
    """What is kept with each agreement: its text, its schedules."""
    rules: list[RuleTable]
    beyond: tuple[list[str], int]
    """Where what was paid differs from the rule in force by more than it allows: the latest, and how many more."""
    decisions: Sequence[Decision]
    figures: list[FigureRow]
    later: Sequence[Collaboration]
    earlier: Collaboration | None
    until: date | None
    returns: str
    """Where the returns of its reporting periods stand, in a sentence; empty where it has none."""
    may_keep: bool
    may_record: bool
    may_decide: bool
    may_publish: bool
    disputed: str
    """Who disputes how many of its figures, in a sentence; empty for nobody."""


def listing(leaf: Leaf[Collaboration], person: Any) -> Listing:
    """A screen of the list, with each one's answer."""
    numbers = [one.id for one in leaf.rows]
    spells: dict[int, list[Membership]] = {number: [] for number in numbers}
    for spell in collaborations.memberships_in(numbers):
        spells[spell.collaboration_id].append(spell)
    said = answers(person, leaf.rows)
    rows = [Listed(one, _partners(spells[one.id]), ran(one), said[one.id]) for one in leaf.rows]
    return Listing(
        rows,
        counted(leaf.total, "collaboration"),
        leaf,
        allowed(person, "register collaborations"),
        any_at_all=bool(leaf.total),
    )


def _partners(spells: Sequence[Membership]) -> str:
    now, before = (
        list(dict.fromkeys(spell.partner.short_name for spell in spells if gone(spell) is past))
        for past in (False, True)
    )
    before = [name for name in before if name not in now]
    if not now:
        return f"Formerly {listed(before)}" if before else "No partners recorded"
    return listed(now) + (f"; formerly {listed(before)}" if before else "")


def gone(spell: Membership) -> bool:
    """Whether a spell is over."""
    return spell.left is not None and spell.left < today()


def ran(together: Collaboration) -> str:
    """From when to when a collaboration ran, so far as is known."""
    if together.started and together.ended:
        return f"{day(together.started)} to {day(together.ended)}"
    if together.ended:
        return f"until {day(together.ended)}"
    return f"since {day(together.started)}" if together.started else ""


def page(together: Collaboration, person: Any) -> Page:
    """Everything on the page of one collaboration; a former member's people see it as it was when they left."""
    until = sees_until(person, together)
    spells = [one for one in collaborations.memberships_in([together.id]) if _by(until, one.joined)]
    agreements = [one for one in together.agreements if _by(until, one.signed)]
    taken = [one for one in reversed(decisions.decisions_about([together.id])) if _by(until, one.decided)]
    return Page(
        together,
        _statement(together),
        answers(person, [together])[together.id],
        [one for one in spells if not gone(one) and not _ahead(one)],
        [one for one in spells if gone(one)],
        [one for one in spells if _ahead(one)],
        agreements,
        {one.id: _provisions(one) for one in agreements},
        standing_among(About.AGREEMENT, [one.id for one in agreements]),
        _documents([one.id for one in agreements]),
        rule_tables(together, taken, until),
        few(beyond_tolerance(together, until=until)),
        taken[:LATEST],
        figures.latest(together, until, most=LATEST),
        _readable(collaborations.re_forming(together.id), person),
        next(iter(_readable([together.reforms] if together.reforms else [], person)), None),
        until,
        finding(readable_rounds(together, until)),
        may_keep=allowed(person, "keep collaborations", collaboration_id=together.id),
        may_record=allowed(person, "record figures", collaboration_id=together.id),
        may_decide=allowed(person, "record decisions", collaboration_id=together.id),
        may_publish=allowed(person, "publish agreements", collaboration_id=together.id),
        disputed=in_a_sentence(together, person),
    )


def _documents(agreements: Sequence[int]) -> dict[int, list[Piece]]:
    return {number: [piece(one) for one in kept] for number, kept in documents_of(agreements).items()}


def _by(until: date | None, when: date | str | None) -> bool:
    """Whether something had happened by a reader's last day, so far as its date is known."""
    if until is None or not when:
        return True
    text = when if isinstance(when, str) else when.isoformat()
    return text <= until.isoformat()[: len(text)]


def _ahead(spell: Membership) -> bool:
    return spell.joined is not None and spell.joined > today()


def _readable(others: Sequence[Collaboration], person: Any) -> list[Collaboration]:
    return [one for one in others if allowed(person, "read collaborations", collaboration_id=one.id)]


def _statement(together: Collaboration) -> list[tuple[str, str]]:
    pairs = [
        ("State", together.state),
        ("How it is run", together.model),
        ("It ran", ran(together)),
        ("Years", "calendar years, January to December" if together.calendar else ""),
    ]
    return [(name, value) for name, value in pairs if value]


def _provisions(agreement: Agreement) -> str:
    names = [
        name
        for held, name in (
            (agreement.force_provision, "force provision"),
            (agreement.body_provision, "policing body provision"),
            (agreement.joint_provision, "force and policing body provision"),
        )
        if held
    ]
    return listed(names).capitalize()


def address(together: Collaboration) -> str:
    """Where a collaboration's own page is."""
    return url_for("collaborations.show", short_name=together.short_name)
