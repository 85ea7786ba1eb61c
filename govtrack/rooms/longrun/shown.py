"""What the long-run page shows of a look, put together from words, charts and tables."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from govtrack.analytics import sentences
from govtrack.analytics.answer import votes
from govtrack.analytics.contest import Objection
from govtrack.analytics.kinds import About, Counted, Kind
from govtrack.analytics.look import Look
from govtrack.analytics.periods import label
from govtrack.analytics.rebasing import begins
from govtrack.analytics.record import Cell, Span, State
from govtrack.analytics.remarks import reported, spells
from govtrack.analytics.sentences import Sentence
from govtrack.analytics.words import Unit, exact, percent, points, short, signed
from govtrack.domain.due import Book
from govtrack.domain.refusals import Refused
from govtrack.rooms.longrun.contested import Marks, contested, marked
from govtrack.rooms.longrun.marks import decisions_in, ticks_in
from govtrack.rooms.longrun.panels import panels
from govtrack.store import alone, bodies, ledger, rules
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration
from govtrack.store.decisions import Decision
from govtrack.store.longrun import Question
from govtrack.web.formats import day
from govtrack.web.rebasing import because


class ShareRow(NamedTuple):
    """One partner's three shares, in words."""

    partner: str
    cost: str | None
    benefit: str | None
    votes: str | None
    gap: str | None
    own: bool
    note: str


class Stated(NamedTuple):
    """A figure that stands apart from the sums, in words."""

    who: str
    what: str
    period: str
    amount: str


def page(
    question: Question, look: Look, objections: Sequence[Objection], taken: Sequence[Decision], *, yearly: bool
) -> dict[str, Any]:
    """Everything the template needs, by name; `taken` are the decisions about the collaboration, oldest first."""
    together = question.collaboration
    if question.as_at is not None:
        taken = [one for one in taken if one.decided <= question.as_at.isoformat()]
    marks, items = decisions_in(look, taken)
    terms = [] if question.eyes is None else bodies.terms_of([question.eyes])
    own, agreed = look.own, rules.rules_of(together.id)
    first = _in_the_headline(look)
    return {
        "together": together,
        "question": question,
        "look": look,
        "headline": look.headline,
        "findings": [one for one in look.sentences if one is not first],
        "first_workings": first.workings if first else (),
        "about": _about(question, look),
        "panels": panels(look, marks, ticks_in(look, agreed, terms), objections),
        "contested": [contested(one) for one in objections],
        "key": items,
        "alone": _alone(question),
        "turning": [one for one in taken if begins(look.control.starts, look.control.values, because(one)) is not None],
        "set_anew": [(look.control.labels[at], why) for at, why in look.control.reasons.items()],
        "terms": terms,
        "three": _three(look, together),
        "apart": [_stated(look, span) for span in look.record.joint]
        + [_stated(look, span) for span in look.record.spans if not span.counted],
        "rests_on": sentences.rests_on(look.record, question.eyes),
        "provenance": look.provenance,
        "notes": [*look.remarks, *look.notes, *_not_set_anew(question, look)],
        "years": _years(look, marked(look, objections)) if own is not None and look.record.starts else None,
        "yearly": _beside(look) if yearly and own is not None else None,
        "empty": not look.record.totals and not look.quarters.starts,
        "other_counts": _other_counts(question),
    }


def _alone(question: Question) -> tuple[str, Sentence] | None:
    """The walk-away test of the partner looked through, with its year; None where nobody has estimated it."""
    if question.eyes is None:
        return None
    until = {question.collaboration.id: question.until} if question.until else {}
    found = alone.latest_walks(question.eyes, [question.collaboration], as_at=question.as_at, until=until)
    return found.get(question.collaboration.id)


def _in_the_headline(look: Look) -> Sentence | None:
    """The finding that the large words say already, so that the page does not say it twice."""
    said = [one for one in look.sentences if one.said and look.headline.startswith(one.text)]
    return said[0] if said else None


def _about(question: Question, look: Look) -> list[tuple[str, str]]:
    labels = look.record.labels
    eyes = look.own.name if look.own else "all partners"
    measure = f"pounds, {look.price_words}" if look.asked.unit.money else question.measure.name
    return [
        ("Through the eyes of", eyes),
        ("Measure", measure),
        ("Years", _between(labels or look.quarters.labels)),
        ("Counted", str(question.counted)),
        ("As known", day(question.as_at) if question.as_at else "today"),
    ]


def _not_set_anew(question: Question, look: Look) -> list[str]:
    if question.rebase is None or look.control.reasons:
        return []
    return [f"Not set anew: {question.rebase.reason} does not fall between the points of the process behaviour chart."]


def _between(labels: Sequence[str]) -> str:
    if not labels:
        return "none yet"
    return labels[0] if len(labels) == 1 else f"{labels[0]} to {labels[-1]}"


def _three(look: Look, together: Collaboration) -> list[ShareRow]:
    """What each pays, gets and decides; where no share can be worked out, what the rules say, and that they do."""
    known = all(answer.shares.paid is not None and answer.shares.had is not None for answer in look.answers)
    ruled = {about: {} if known else _by_rule(together, about) for about in About}
    rows = []
    for answer, part in zip(look.answers, votes(look.record), strict=True):
        rows.append(
            ShareRow(
                answer.name,
                _worked_out(answer.shares.paid) or ruled[About.COST].get(answer.partner),
                _worked_out(answer.shares.had) or ruled[About.BENEFIT].get(answer.partner),
                _worked_out(part),
                None if answer.shares.gap is None else points(answer.shares.gap),
                answer.partner == look.asked.eyes,
                spells(look.record.members[answer.place], look.record),
            )
        )
    return rows


def _worked_out(part: Fraction | None) -> str | None:
    return None if part is None else percent(part)


def _by_rule(together: Collaboration, about: About) -> dict[int, str]:
    """The shares by the latest rule, marked as what was agreed and not what was paid; none where they need figures."""
    book = Book(together, about)
    try:
        shares = book.latest(book.terms[-1], today()).shares if book.terms else {}
    except Refused:
        return {}
    return {partner: f"{percent(share)} by the rule" for partner, share in shares.items()}


def _stated(look: Look, span: Span) -> Stated:
    names = {member.partner: member.name for member in look.record.members}
    return Stated(
        names.get(span.partner, "For the whole, not split"),
        span.kind.word,
        label(span.period, calendar=look.record.calendar),
        short(span.amount, look.asked.unit),
    )


def _years(look: Look, marks: Marks) -> dict[str, Any]:
    """What went in and came back, year by year, of the partner looked through; beside each, what others say it was."""
    own, record, unit = look.own, look.record, look.asked.unit
    assert own is not None, "asked only with a partner"
    rows = []
    for index, name in enumerate(record.labels):
        paid, back = record.contribution[own.place][index], record.benefit[own.place][index]
        ways = reported(paid), reported(back)
        state = ways[0] if ways[0] == ways[1] else f"put in: {ways[0]}; had back: {ways[1]}"
        said = [marks.get((own.partner, kind, index), ()) for kind in (Kind.CONTRIBUTION, Kind.BENEFIT)]
        rows.append([name, _amount(paid, unit, said[0]), _amount(back, unit, said[1]), state])
    return {
        "columns": ["Year", {"name": "Put in", "numeric": True}, {"name": "Had back", "numeric": True}, "Reported"],
        "rows": rows,
    }


def _amount(cell: Cell, unit: Unit, others: Sequence[str]) -> dict[str, str] | None:
    if cell.amount is None:
        return None
    part = [cell.said] if cell.state in {State.PART, State.PROVISIONAL} else []
    return {"text": short(cell.amount, unit), "title": exact(cell.amount, unit), "mark": "; ".join([*part, *others])}


def _beside(look: Look) -> dict[str, Any]:
    """Each year beside the one before: on request only, and never without the long run above it."""
    own, record, unit = look.own, look.record, look.asked.unit
    assert own is not None, "asked only with a partner"
    whole = record.own.benefit[own.place]
    rows = []
    for index in range(1, len(whole)):
        now, before = whole[index], whole[index - 1]
        if now is None or before is None:
            rows.append([record.labels[index], None, None, None])
            continue
        change = signed(now - before, short(abs(now - before), unit))
        rows.append([record.labels[index], short(before, unit), short(now, unit), change])
    names = ("The year before", "That year", "Difference")
    return {"columns": ["Year", *({"name": name, "numeric": True} for name in names)], "rows": rows}


def _other_counts(question: Question) -> list[str]:
    """The other statuses that have figures, for a page that has none in the one asked for."""
    there = ledger.statuses_in(question.collaboration.id, question.measure.id)
    return [
        str(one)
        for one in (Counted.CLAIMED_AND_VERIFIED, Counted.FORECAST, Counted.TARGET)
        if one is not question.counted and there & set(one.statuses)
    ]
