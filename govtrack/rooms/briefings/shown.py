"""What a briefing says: an opening paragraph, then a card in words for each collaboration."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any, NamedTuple

from govtrack.analytics import remarks, sentences
from govtrack.analytics.answer import Standing, votes
from govtrack.analytics.look import Look
from govtrack.analytics.stated import month_of
from govtrack.analytics.told import Sentence
from govtrack.analytics.words import counted, listed, number, percent
from govtrack.store import alone, collaborations, decisions, disputes, longrun
from govtrack.store.bodies import Organisation, Term, terms_of
from govtrack.store.clock import today
from govtrack.store.collaborations import Agreement, Collaboration, Membership
from govtrack.store.decisions import Decision
from govtrack.store.disputes import Dispute
from govtrack.web.disputes import sentence
from govtrack.web.formats import day

LATEST = 3


class Side(NamedTuple):
    """One of two that are read side by side: the long run, and the latest year."""

    heading: str
    years: str
    position: str
    words: str


class Card(NamedTuple):
    """One collaboration as a commissioner reads it."""

    together: Collaboration
    partners: str
    our_part: str
    answer: str
    misleads: bool
    standing: Standing | None
    long_run: Side | None
    last_year: Side | None
    verdict: str
    why: str
    """Why the latest year misleads, without naming it again."""
    findings: list[str]
    alone: tuple[str, Sentence] | None
    """The walk-away test of the latest year that is over and estimated, and that year."""
    shares: list[tuple[str, str]]
    dates: list[str]
    decisions: Sequence[Decision]
    provenance: list[str]
    ended: bool
    disputed: str
    """Who disputes how many figures, in a sentence; empty for nobody."""
    provisional: str
    """Which years have figures of its own that may still change, in a sentence; empty for none."""


class Briefing(NamedTuple):
    """The page: whose, its opening words, and its cards: what still runs first, what misleads first of all."""

    body: Organisation
    holder: Term | None
    opening: str
    warning: str
    cards: list[Card]
    past: list[Card]
    releases: list[str]
    """The releases of deflators that its money was brought to one year's prices by."""


def briefing(
    body: Organisation, readable: Collection[int] | None, until: Callable[[Collaboration], date | None]
) -> Briefing:
    """Everything one organisation belongs to or did, of what the reader may see (None: everything)."""
    spells = collaborations.memberships_of([body.id])
    numbers = sorted({one.collaboration_id for one in spells if readable is None or one.collaboration_id in readable})
    shared = collaborations.collaborations_of(numbers)
    ends = {one.id: last for one in shared if (last := until(one)) is not None}
    everybody = collaborations.memberships_in(numbers)
    looks = longrun.answers_for(body.id, shared, everybody, until=ends)
    walks = alone.latest_walks(body.id, shared, until=ends)
    members = _by(ends, "joined", everybody)
    agreements = _by(ends, "signed", collaborations.agreements_in(numbers))
    taken = _by(ends, "decided", decisions.decisions_about(numbers))
    disputed = _disputed(numbers, ends)
    cards = [
        _card(
            body, one, looks[one.id], members.get(one.id, []), agreements.get(one.id, []), taken.get(one.id, [])
        )._replace(disputed=sentence(disputed.get(one.id, [])), alone=walks.get(one.id))
        for one in shared
    ]
    cards.sort(key=lambda card: (not card.misleads, card.long_run is None, card.together.short_key))
    running = [card for card in cards if not card.ended]
    return Briefing(
        body,
        _holder(body),
        _opening(body, running, [card for card in cards if card.ended]),
        _warning(running),
        running,
        [card for card in cards if card.ended],
        [look.release for look in looks.values() if look.record.totals],
    )


def _by(ends: dict[int, date], when: str, rows: Sequence[Any]) -> dict[int, list[Any]]:
    """Rows by their collaboration, without those dated after the reader's last day there."""
    found: dict[int, list[Any]] = {}
    for row in rows:
        dated, last = getattr(row, when), ends.get(row.collaboration_id)
        text = str(dated or "")
        if last is None or text <= last.isoformat()[: len(text)]:
            found.setdefault(row.collaboration_id, []).append(row)
    return found


def _disputed(numbers: Sequence[int], ends: dict[int, date]) -> dict[int, list[Dispute]]:
    """The disputes that stand, by collaboration, of the figures the reader may know of."""
    found: dict[int, list[Dispute]] = {}
    for one in disputes.standing_in(numbers):
        last = ends.get(one.dispute.collaboration_id)
        if last is None or one.legs[0].starts <= month_of(last):
            found.setdefault(one.dispute.collaboration_id, []).append(one.dispute)
    return found


def _holder(body: Organisation) -> Term | None:
    there = [term for term in terms_of([body.id]) if not term.ends]
    return there[-1] if there else None


def _opening(body: Organisation, cards: list[Card], past: list[Card]) -> str:
    """How many collaborations, and how the long run stands in them; with one alone, that one's own answer."""
    if not cards and past:
        return f"{body.short_name} shares nothing today. It was part of {number(len(past))} before, told below."
    if not cards:
        return f"{body.short_name} is in no collaboration that this register knows of."
    if len(cards) == 1:
        return _opening_of_one(body, cards[0])
    text = f"{body.short_name} works with others in {number(len(cards))} collaborations."
    counts = {standing: sum(card.standing is standing for card in cards) for standing in Standing}
    parts = [f"{standing} in {number(count)}" for standing, count in counts.items() if count]
    if not parts:
        return f"{text} For none of them are there yet enough figures to judge by."
    text += f" Over the long run it is {listed(parts)}."
    left = len(cards) - sum(counts.values())
    if left:
        text += f" For {number(left)} it is too early to say, or the figures are not stated partner by partner."
    return text


def _opening_of_one(body: Organisation, card: Card) -> str:
    text = f"{body.short_name} shares one collaboration, {card.together.short_name}."
    if card.long_run is None:
        return f"{text} It is too early to say what it has meant."
    return f"{text} Over {card.long_run.years}, it is {card.long_run.position}."


def _warning(cards: list[Card]) -> str:
    misleading = [card for card in cards if card.misleads]
    if len(misleading) == 1 and misleading[0].last_year is not None:
        card, latest = misleading[0], misleading[0].last_year
        name = card.together.short_name
        return f"The latest year misleads: {latest.years} alone says {latest.position} in {name}. {card.why}"
    if not misleading:
        return ""
    names = listed([card.together.short_name for card in misleading])
    return f"The latest year misleads in {names}: alone, it points the other way from the long run."


def _card(
    body: Organisation,
    together: Collaboration,
    look: Look,
    members: list[Membership],
    agreements: list[Agreement],
    taken: list[Decision],
) -> Card:
    own = look.own
    told = look.plain
    ours = [spell for spell in members if spell.partner_id == body.id]
    others = list(dict.fromkeys(spell.partner.short_name for spell in members if spell.partner_id != body.id))
    left = ours[-1].left if ours else None
    said = look.findings
    return Card(
        together=together,
        partners=f"With {listed(others)}." if others else "No other partner is recorded.",
        our_part=_our_part(ours),
        answer=sentences.long_run(own, said) if own else "",
        misleads=bool(own and own.last_misleads),
        standing=own.standing if own else None,
        long_run=_long_run(look),
        last_year=_last_year(look),
        verdict=sentences.why_misleads(own, told) if own else "",
        why=sentences.why_so(own) if own and own.last_misleads else "",
        findings=[one.text for one in said if one.key in {"shares", "misled", "settling", "spotlight"} and one.said]
        or [one.text for one in said if one.key == "net" and not one.said],
        alone=None,
        shares=_shares(look),
        dates=_dates(agreements, ours),
        decisions=list(reversed(taken))[:LATEST],
        provenance=look.provenance,
        ended=together.state == "ended" or (left is not None and left < today()),
        disputed="",
        provisional=_provisional(look),
    )


def _provisional(look: Look) -> str:
    years = list(remarks.provisional(look.record, look.asked.eyes))
    return f"Provisional: {listed(years)}. It is in the sums to date, and in no comparison of years." if years else ""


def _our_part(ours: list[Membership]) -> str:
    if not ours:
        return ""
    latest = ours[-1]
    parts = [f"Joined {day(ours[0].joined)}" if ours[0].joined else "A partner from the start, as far as is known"]
    if latest.left:
        parts.append(f"left {day(latest.left)}")
    text = ", ".join(parts) + "."
    roles = [role for role in (latest.role, latest.role_behind) if role]
    return f"{text} {'. '.join(roles)}." if roles else text


def _long_run(look: Look) -> Side | None:
    own = look.own
    if own is None or own.to_date is None or own.standing is None:
        return None
    return Side(
        "The long run",
        f"{counted(len(own.years), 'year')}, since {look.record.labels[own.years[0]]}",
        sentences.position(own.to_date, own.standing, look.asked.unit),
        f"Paid {percent(own.shares.paid)} of the cost, had {percent(own.shares.had)} of the benefit."
        if own.shares.gap is not None
        else "Shares wait for the other partners' figures.",
    )


def _last_year(look: Look) -> Side | None:
    own = look.own
    if own is None or own.last is None or own.last_year is None or own.last_standing is None:
        return None
    shares = own.last_shares
    return Side(
        "The latest whole year, alone",
        look.record.labels[own.last_year],
        sentences.position(own.last, own.last_standing, look.asked.unit),
        f"Paid {percent(shares.paid)} of the cost, had {percent(shares.had)} of the benefit."
        if shares.gap is not None
        else "Shares wait for the other partners' figures.",
    )


def _shares(look: Look) -> list[tuple[str, str]]:
    own = look.own
    if own is None:
        return []
    part = votes(look.record)[own.place]
    return [
        ("Pays", percent(own.shares.paid)),
        ("Gets", percent(own.shares.had)),
        ("Decides", percent(part)),
    ]


def _dates(agreements: list[Agreement], ours: list[Membership]) -> list[str]:
    lines = []
    due = sorted(one.review_due for one in agreements if one.review_due is not None)
    coming = [one for one in due if one >= today()]
    if coming:
        lines.append(f"Next review: {day(coming[0])}.")
    elif due:
        lines.append(f"Review was due {day(due[-1])}.")
    notice = [one.notice_months for one in agreements if one.notice_months is not None]
    if notice:
        lines.append(f"Leaving takes {counted(notice[-1], 'month')} of notice.")
    given = [spell.notice_given for spell in ours if spell.notice_given is not None]
    if given:
        lines.append(f"Notice was given on {day(given[-1])}.")
    return lines
