"""A look as plain values: what the command prints, what files hold, what other programs read."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from govtrack.analytics import sentences
from govtrack.analytics.answer import Answer, votes
from govtrack.analytics.contest import Objection
from govtrack.analytics.look import Look
from govtrack.analytics.stated import Period, label
from govtrack.analytics.words import plain


def report(look: Look, objections: Sequence[Objection] = (), **about: str) -> dict[str, Any]:
    """Everything a page shows of a look, and of what is disputed of it.

    Amounts are decimal texts in the measure's unit; shares are ratios of sums.
    `about` says what was asked, and stands first.
    """
    return {
        **about,
        "unit": look.asked.unit.word,
        "prices": look.price_words,
        "release": look.release,
        "notes": list(look.notes),
        "remarks": look.remarks,
        "years": look.record.labels,
        "headline": look.headline,
        "sentences": [
            {"about": one.key, "says": one.text, "finding": one.said, "workings": list(one.workings)}
            for one in look.sentences
        ],
        "rests_on": sentences.rests_on(look.record, look.asked.eyes),
        "provenance": look.provenance,
        "partners": [
            _partner(look, answer, part) for answer, part in zip(look.answers, votes(look.record), strict=True)
        ],
        "stated_for_the_whole": [
            {"kind": span.kind.word, "period": _period(look, span.period), "amount": _amount(look, span.amount)}
            for span in look.record.joint
        ],
        "control": _control(look),
        "disputed": [_disputed(one) for one in objections],
    }


def _disputed(one: Objection) -> dict[str, Any]:
    """What one partner disputes, and the answer with its own figures; null where it gives none."""
    return {
        "by": one.name,
        "says": one.sentence,
        "figures": [
            {
                "figure": figure.name,
                "claimed": plain(figure.claimed, figure.unit.decimals),
                "own": None if figure.own is None else plain(figure.own, figure.unit.decimals),
                "unit": figure.unit.word,
                "reason": figure.reason,
            }
            for figure in one.figures
        ],
        "headline": None if one.look is None else one.look.headline,
        "partners": None
        if one.look is None
        else [
            _partner(one.look, answer, part)
            for answer, part in zip(one.look.answers, votes(one.look.record), strict=True)
        ],
        "differs": [
            {"partner": each.partner, "what": each.what, "claimed": each.claimed, "disputing": each.disputing}
            for each in one.differences
        ],
    }


def _amount(look: Look, amount: int | None) -> str | None:
    return None if amount is None else plain(amount, look.asked.unit.decimals)


def _ratio(part: Fraction | None) -> float | None:
    return None if part is None else float(part)


def _period(look: Look, period: Period) -> str:
    return label(period, calendar=look.record.calendar)


def _partner(look: Look, answer: Answer, part_of_votes: Fraction | None) -> dict[str, Any]:
    record, place = look.record, answer.place
    return {
        "partner": answer.name,
        "put_in": [_amount(look, cell.amount) for cell in record.contribution[place]],
        "had_back": [_amount(look, cell.amount) for cell in record.benefit[place]],
        "reported": [
            {"put_in": paid.said, "had_back": back.said}
            for paid, back in zip(record.contribution[place], record.benefit[place], strict=True)
        ],
        "put_in_to_date": None if answer.to_date is None else _amount(look, answer.to_date.paid),
        "had_back_to_date": None if answer.to_date is None else _amount(look, answer.to_date.back),
        "net_to_date": None if answer.to_date is None else _amount(look, answer.to_date.net),
        "standing": None if answer.standing is None else str(answer.standing),
        "share_of_cost": _ratio(answer.shares.paid),
        "share_of_benefit": _ratio(answer.shares.had),
        "share_of_votes": _ratio(part_of_votes),
        "misleading_years": None if answer.misled is None else [record.labels[at] for at in answer.misled.wrong],
        "years_that_point": None if answer.misled is None else answer.misled.defined,
        "years_to_settle": answer.settling.window,
        "settling": str(answer.settling.answer),
        "spotlight_years": [record.labels[at] for at in answer.turn.lit],
        "waited": answer.turn.waited,
        "chance_of_wait": _ratio(answer.wait_chance),
    }


def _control(look: Look) -> dict[str, Any]:
    control = look.control
    phase = control.chart.latest
    return {
        "of": control.what,
        "points": dict(zip(control.labels, control.values, strict=True)),
        "limits": [
            {
                "from": control.labels[one.first],
                "to": control.labels[one.end - 1],
                "mean": one.mean,
                "lower_limit": one.lower,
                "upper_limit": one.upper,
                "set_anew_because": control.reasons.get(one.first),
            }
            for one in control.chart.phases
        ],
        "mean": None if phase is None else phase.mean,
        "lower_limit": None if phase is None else phase.lower,
        "upper_limit": None if phase is None else phase.upper,
        "signals": {control.labels[at]: f"{control.chart.points[at].signal}" for at in control.chart.signals},
    }
