"""How a joint total was split, step by step, as a document that is kept beside the parts and shown as it was."""

import hashlib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import orjson

from govtrack.analytics.kinds import Provenance, Way
from govtrack.analytics.periods import year_label
from govtrack.analytics.sharing import Split, split
from govtrack.domain.due import Book, Due, Piece
from govtrack.domain.refusals import Refused
from govtrack.store.rules import ShareRule, rule_at

PARTS = {"partners", "shares", "exact", "cut", "parts", "pieces"}


class Working(NamedTuple):
    """The shares of a period, and a total split by them."""

    due: Due
    split: Split
    document: dict[str, Any]

    @property
    def text(self) -> str:
        return orjson.dumps(self.document).decode()

    @property
    def mark(self) -> str:
        """What tells this working from any other: carried by a form from its showing to its sending."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def parts(self) -> dict[int, int]:
        """What each partner's part came to, in pence, in the agreed order."""
        return dict(zip(self.due.shares, self.split.parts, strict=True))


def work_out(book: Book, due: Due, total: int) -> Working:
    """Split a total by the shares of a period."""
    parts = split(total, list(due.shares.values()))
    document = {
        "partners": [book.names[partner].short_name for partner in due.shares],
        "shares": _texts(due.shares.values()),
        "exact": _texts(parts.exact),
        "cut": list(parts.cut),
        "parts": list(parts.parts),
        "pieces": [_piece(book, piece) for piece in due.pieces],
    }
    return Working(due, parts, document)


def _piece(book: Book, piece: Piece) -> dict[str, Any]:
    terms, steps = piece.terms, piece.steps
    rule = rule_at(terms.number) if terms.number else None
    return {
        "rule": terms.number,
        "way": str(terms.way),
        "words": rule.words if rule else "",
        "decision": rule.decision if rule else "",
        "starts": terms.starts.isoformat(),
        "from": piece.first.isoformat(),
        "to": piece.last.isoformat(),
        "days": piece.days,
        "partners": [book.names[partner].short_name for partner in terms.partners],
        "percents": _percents(rule, terms.partners) if terms.way is Way.PERCENTAGES else [],
        "drivers": [_driver(book, piece, place) for place in range(len(terms.weights))] if terms.way is Way.MIX else [],
        "mixed": _texts(steps.mixed),
        "member_days": list(steps.days),
        "weighted": _texts(steps.weighted),
        "floors": _texts(part.floor for part in terms.parts),
        "floored": _texts(steps.floored),
        "up": str(terms.limits.up) if terms.limits else "",
        "down": str(terms.limits.down) if terms.limits else "",
        "before": _texts(steps.before or ()),
        "limited": _texts(steps.limited),
    }


def _percents(rule: ShareRule | None, partners: Sequence[int]) -> list[str]:
    kept = {part.partner_id: part.percent for part in rule.parts} if rule else {}
    return [kept.get(partner, "") for partner in partners]


def _driver(book: Book, piece: Piece, place: int) -> dict[str, Any]:
    weight = piece.terms.weights[place]
    driver, values = book.drivers[weight.driver], piece.values[weight.driver]
    return {
        "name": driver.name,
        "unit": driver.unit,
        "decimals": driver.decimals,
        "weight": str(weight.weight),
        "year": year_label(piece.year),
        "values": [value.amount for value in values],
        "sources": [value.source for value in values],
        "provenances": [Provenance(value.provenance).word for value in values],
        "shares": _texts(piece.steps.by_driver[place]),
    }


def _texts(fractions: Any) -> list[str]:
    return [str(one) for one in fractions]


def read(text: str) -> dict[str, Any]:
    """Workings as a file brings them; Refused where they are none that were written here."""
    try:
        found = orjson.loads(text)
        good = isinstance(found, dict) and found.keys() == PARTS and _sound(found)
    except (ValueError, TypeError, KeyError, ZeroDivisionError, AttributeError):
        good = False
    if not good:
        raise Refused("This cannot be read as the workings of an apportionment: leave it as exported, or blank.")
    return dict(found)


def _sound(found: Mapping[str, Any]) -> bool:
    """Whether every list of a document is as long as it must be, and every share a number."""
    width = len(found["partners"])
    whole = all(len(found[name]) == width for name in ("shares", "exact", "cut", "parts"))
    numbers = [Fraction(one) for name in ("shares", "exact") for one in found[name]]
    return whole and len(numbers) == 2 * width and all(_sound_piece(piece) for piece in found["pieces"])


def _sound_piece(piece: Mapping[str, Any]) -> bool:
    width = len(piece["partners"])
    lists = ("mixed", "member_days", "weighted", "floors", "floored", "limited")
    texts = ("words", "decision", "starts", "from", "to", "up", "down")
    shares = [Fraction(one) for name in ("mixed", "weighted", "floors", "floored", "limited") for one in piece[name]]
    drivers = all(
        len(one["values"]) == width == len(one["sources"]) and Fraction(one["weight"]) >= 0 for one in piece["drivers"]
    )
    return (
        all(len(piece[name]) == width for name in lists)
        and all(isinstance(piece[name], str) for name in texts)
        and Way(piece["way"]) in Way
        and len(shares) == 5 * width
        and drivers
    )
