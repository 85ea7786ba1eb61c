"""What a new figure's form is filled in with: what is copied, what was entered last, what the address asks for."""

from collections.abc import Mapping
from typing import Any

from govtrack.analytics.kinds import Kind, Provenance
from govtrack.analytics.periods import NotAPeriod, parse
from govtrack.domain.ledger import entry_of
from govtrack.rooms.ledger.forms import written_amount
from govtrack.rooms.ledger.offered import JOINT, Offered
from govtrack.store import figures
from govtrack.store import ledger as lines
from govtrack.store.ledger import Figure
from govtrack.web.access import LARGEST_ID, sees

OF_ONE_FIGURE = {"amount", "low", "high", "note"}
"""Answers that belong to a figure itself, and not to the papers it was read from."""


def beginnings(person: Any, choices: Offered, asked: Mapping[str, str]) -> dict[str, Any]:
    """The answers to start from. `copy` takes a figure whole, `after` takes what the next one is likely to share."""
    answers: dict[str, Any] = {}
    if copied := _visible(person, asked.get("copy", "")):
        answers = _answers(copied, choices)
    elif before := _visible(person, asked.get("after", "")) or _last(person):
        answers = {name: value for name, value in _answers(before, choices).items() if name not in OF_ONE_FIGURE}
    answers |= {name: asked[name] for name in ("collaboration", "partner", "measure") if asked.get(name)}
    if asked.get("period"):
        answers["period"] = _period(asked["period"], choices, answers.get("collaboration"))
    return answers


def _last(person: Any) -> Figure | None:
    return next(iter(figures.entered_by(person.id, limit=1)), None)


def _visible(person: Any, line: str) -> Figure | None:
    number = int(line) if line.isascii() and line.isdigit() and len(line) <= 10 else 0
    found = figures.written(number) if 0 < number <= LARGEST_ID else None
    return found if found is not None and sees(person, found) else None


def _answers(figure: Figure, choices: Offered) -> dict[str, Any]:
    entry = entry_of(figure)
    together = next((one for one in choices.collaborations if one.id == entry.collaboration_id), None)
    measure = next((one for one in choices.measures if one.id == entry.measure_id), None)
    payer, payee = _sides(figure)
    recorded = entry.provenance in {Provenance.RECORDED, Provenance.PUBLISHED}
    return {
        **entry._asdict(),
        "collaboration": together.short_name if together else "",
        "partner": _value(payer, choices),
        "paid_to": _value(payee, choices) if payee else "",
        "measure": measure.name if measure else "",
        "period": entry.period,
        "amount": written_amount(entry),
        "provenance": entry.provenance if recorded else int(Provenance.RECORDED),
    }


def _sides(figure: Figure) -> tuple[int | None, int | None]:
    """Whose figure it is; for a transfer, who paid and who was paid."""
    legs = lines.standing(figure.figure) if figure.kind == Kind.TRANSFER else []
    if len(legs) != 2:
        return figure.partner_id, None
    paid, received = sorted(legs, key=lambda leg: leg.amount)
    return paid.partner_id, received.partner_id


def _value(partner_id: int | None, choices: Offered) -> str:
    if partner_id is None:
        return JOINT
    return next((one.short_name for one in choices.partners if one.id == partner_id), "")


def _period(text: str, choices: Offered, collaboration: str | None) -> Any:
    """A period of the address; what cannot be read stands in the box as it is."""
    together = choices.collaboration(collaboration)
    try:
        return parse(text[:60], calendar=together is not None and together.calendar)
    except NotAPeriod:
        return text[:60]
