"""Whose songs got on the album, put together: what each partner proposed and how it fared, beside its shares."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, NamedTuple

from govtrack.analytics import album
from govtrack.analytics.album import Decided, MoneyYear, Part, YearOf
from govtrack.analytics.kinds import Outcome
from govtrack.analytics.periods import year_label, year_of
from govtrack.analytics.register import Subject
from govtrack.analytics.voting import Stance
from govtrack.analytics.words import percent
from govtrack.charts import album as chart
from govtrack.store import decisions, positions
from govtrack.store.collaborations import Collaboration, memberships_in, partners_in
from govtrack.store.decisions import Decision
from govtrack.store.longrun import answers_for
from govtrack.store.positions import VotingRule
from govtrack.web.access import allowed, reads, sees_until
from govtrack.web.answers import answers
from govtrack.web.formats import day
from govtrack.web.positions import rule_said

WHOLE = len("2014-03-27")


class AlbumPage(NamedTuple):
    """All that the page shows."""

    together: Collaboration
    provenance: Sequence[str]
    """Where the collaboration's figures come from, if not from its own partners: the record of who stood where too."""
    said: str
    figure: dict[str, Any]
    summary: str
    columns: list[Any]
    rows: list[list[Any]]
    years: list[list[str]]
    """Year by year: decisions, who proposed, what was adopted, who was overruled."""
    money_said: str
    money: list[MoneyYear]
    rules: list[str]
    gaps: list[str]
    """Between which days no rule holds."""
    told: int
    """On how many decisions anything is recorded of who proposed them or where partners stood."""
    of: int
    may_keep: bool


def page_of(together: Collaboration, person: Any) -> AlbumPage:
    """Everything, as far as the person may read."""
    taken = [one for one in decisions.decisions_about([together.id]) if reads(person, one)]
    found = _decided(taken, together)
    partners = list(partners_in([together.id]))
    names = {one.id: one.short_name for one in partners}
    parts = album.parts(found, list(names))
    shown = [one for one in parts if one.stood or one.proposed] or parts
    until = sees_until(person, together)
    paid, had = _shares(together, until)
    return AlbumPage(
        together,
        answers(person, [together])[together.id].provenance,
        album.said(shown, names),
        chart.draw(rows=[_row(one, names) for one in shown]),
        chart.words(rows=[_row(one, names) for one in shown]),
        ["Partner", *({"name": name, "numeric": True} for name in COLUMNS)],
        [_cells(one, names, paid, had) for one in shown],
        [_year_cells(one, names) for one in album.years(found, list(names))],
        album.money_said(found),
        album.money_years(found),
        rules_said(together, until),
        gaps_said(together, until),
        sum(bool(one.stances or one.proposer) for one in found),
        len(found),
        allowed(person, "keep collaborations", collaboration_id=together.id),
    )


COLUMNS = (
    "Proposed", "Adopted", "Agreed with the outcome", "Overruled", "Neither", "Share of cost", "Share of benefit"
)  # fmt: skip


def _decided(taken: Sequence[Decision], together: Collaboration) -> list[Decided]:
    numbers = [one.id for one in taken]
    stood, subjects = positions.positions_on(numbers), positions.subjects_of(numbers)
    proposals = positions.proposals_of(numbers)
    return [
        Decided(
            _year(one.decided, together),
            Outcome(one.outcome),
            proposals[one.id].partner_id if one.id in proposals else None,
            frozenset(Subject(row.subject) for row in subjects[one.id]),
            tuple((number, Stance(row.stance)) for number, row in positions.standing_positions(stood[one.id]).items()),
        )
        for one in taken
    ]


def _year(decided: str, together: Collaboration) -> str:
    """The year a decision falls in, as the collaboration counts; by the calendar where only the year is known."""
    if len(decided) < len("2014-03"):
        return decided[:4]
    month = int(decided[:4]) * 12 + int(decided[5:7]) - 1
    return year_label(year_of(month, calendar=together.calendar), calendar=together.calendar)


def _shares(together: Collaboration, until: date | None) -> tuple[dict[int, Any], dict[int, Any]]:
    """Each partner's share of cost and of benefit over the whole record, as the long run works them out."""
    look = answers_for(None, [together], memberships_in([together.id]), until={together.id: until} if until else {})[
        together.id
    ]
    members = zip(look.record.members, look.answers, strict=True)
    shares = {member.partner: one.shares for member, one in members}
    return {key: one.paid for key, one in shares.items()}, {key: one.had for key, one in shares.items()}


def _row(one: Part, names: dict[int, str]) -> chart.Row:
    return chart.Row(names[one.partner], one.agreed, one.overruled, one.neither)


def _cells(one: Part, names: dict[int, str], paid: dict[int, Any], had: dict[int, Any]) -> list[Any]:
    counts = [one.proposed, one.adopted, one.agreed, one.overruled, one.neither]
    shares = [percent(paid.get(one.partner)), percent(had.get(one.partner))]
    return [names[one.partner], *map(str, counts), *shares]


def _year_cells(one: YearOf, names: dict[int, str]) -> list[str]:
    told = [
        ", ".join(f"{names[number]} {count}" for number, count in counts.items()) or "nobody"
        for counts in (one.proposed, one.adopted, one.overruled)
    ]
    return [one.year, str(one.decisions), *told]


def rules_said(together: Collaboration, until: date | None = None) -> list[str]:
    """The voting rules of a collaboration that began until a day, the latest first, each in a sentence."""
    return [rule_said(one) for one in reversed(_rules(together, until))]


def gaps_said(together: Collaboration, until: date | None = None) -> list[str]:
    """Between which days no rule holds, each in a sentence."""
    return [
        f"No voting rule holds from {day(one.ends + timedelta(days=1))} to {day(after.starts - timedelta(days=1))}."
        for one, after in pairwise(_rules(together, until))
        if one.ends is not None and after.starts > one.ends + timedelta(days=1)
    ]


def _rules(together: Collaboration, until: date | None) -> list[VotingRule]:
    return [one for one in positions.voting_rules_of(together.id) if until is None or one.starts <= until]
