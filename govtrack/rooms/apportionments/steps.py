"""The steps of a split as tables and sentences, drawn from the workings as they are kept."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from govtrack.analytics.kinds import Way
from govtrack.analytics.rounding import half_up
from govtrack.analytics.words import Unit, counted, decimal, exact, listed, signed
from govtrack.web.formats import day
from govtrack.web.rulewords import by_drivers, plain_percent

Cell = dict[str, Any] | str | None
WAYS = {Way.PERCENTAGES: "by fixed percentages", Way.EQUAL: "in equal parts"}


class Column(NamedTuple):
    """One column of steps: its heading, what it is counted in, and a cell for each partner."""

    name: str
    unit: str
    cells: Sequence[Cell]


class Piece(NamedTuple):
    """The steps of one rule: when it held, how it divides, a row for each partner, and what must be said besides."""

    when: str
    how: str
    words: str
    decision: str
    columns: list[Any]
    rows: list[list[Cell]]
    notes: list[str]


class Pence(NamedTuple):
    """The last step: what each part is exactly, cut to the penny, and which were given a penny more."""

    columns: list[Any]
    rows: list[list[Cell]]
    said: str


def pieces(document: Mapping[str, Any]) -> list[Piece]:
    """Every rule that shared out some of the period, oldest first."""
    whole = sum(piece["days"] for piece in document["pieces"])
    return [_piece(piece, whole) for piece in document["pieces"]]


def _piece(piece: Mapping[str, Any], whole: int) -> Piece:
    columns = [*_driver_columns(piece), *_share_columns(piece)]
    when = f"{day(piece['from'])} to {day(piece['to'])}"
    if piece["days"] != whole:
        when += f", {piece['days']} of {whole} days"
    return Piece(
        when,
        f"The rule in force from {day(piece['starts'])} divides {_how(piece)}.",
        piece["words"],
        piece["decision"],
        ["Partner", *({"name": one.name, "numeric": True, "unit": one.unit} for one in columns)],
        [
            [name, *cells]
            for name, cells in zip(piece["partners"], zip(*(one.cells for one in columns), strict=True), strict=True)
        ],
        list(_notes(piece)),
    )


def _how(piece: Mapping[str, Any]) -> str:
    if piece["way"] != Way.MIX:
        return WAYS[Way(piece["way"])]
    return f"by {by_drivers([(one['name'], Fraction(one['weight'])) for one in piece['drivers']])}"


def _driver_columns(piece: Mapping[str, Any]) -> Iterator[Column]:
    for one in piece["drivers"]:
        unit = Unit("", one["decimals"], one["unit"] == "pounds")
        cells = [
            {"text": exact(value, unit).rstrip(), "title": source, "mark": "" if known == "recorded" else known}
            for value, source, known in zip(one["values"], one["sources"], one["provenances"], strict=True)
        ]
        yield Column(one["name"], f"{one['unit']}, {one['year']}", cells)
        if one["shares"] and len(piece["drivers"]) > 1:
            yield Column("Its share", "per cent", _shares(one["shares"]))


def _share_columns(piece: Mapping[str, Any]) -> Iterator[Column]:
    """The shares after each step that did something, the last of them always."""
    mixed = "By the mix" if len(piece["drivers"]) > 1 else "Share"
    yield Column(mixed, "per cent", _shares(piece["mixed"]))
    if any(days != piece["days"] for days in piece["member_days"]):
        yield Column("Days as a partner", f"of {piece['days']}", [str(days) for days in piece["member_days"]])
        yield Column("By days", "per cent", _shares(piece["weighted"]))
    if any(Fraction(low) for low in piece["floors"]):
        lows = [
            cell if Fraction(low) else "no floor"
            for cell, low in zip(_shares(piece["floors"]), piece["floors"], strict=True)
        ]
        yield Column("Never less than", "per cent", lows)
        yield Column("With floors", "per cent", _shares(piece["floored"]))
    if piece["up"] and piece["before"]:
        yield Column("The year before", "per cent", _shares(piece["before"]))
        yield Column("Within the limits", "per cent", _shares(piece["limited"]))


def _notes(piece: Mapping[str, Any]) -> Iterator[str]:
    empty = [one["name"] for one in piece["drivers"] if not one["shares"]]
    if empty:
        verb = "is" if len(empty) == 1 else "are"
        yield f"{listed(empty)} {verb} nought for everybody, so the weight went to the other drivers in proportion."
    if not piece["up"]:
        return
    up, down = (plain_percent(Fraction(piece[name]) * 100) for name in ("up", "down"))
    limits = f"A share may rise by {up}% of itself in a year and fall by {down}% of itself (not percentage points)"
    if piece["before"]:
        yield f"{limits}: one factor scales what lies between, so that the shares make 100%."
    else:
        yield f"{limits}. No limit was applied: the year before had no shares for the same partners to hold to."


def _shares(texts: Sequence[str]) -> list[Cell]:
    return [{"text": finely(Fraction(text)), "title": f"{float(Fraction(text) * 100):.12f}%"} for text in texts]


def finely(share: Fraction) -> str:
    """A share in per cent with four decimals: fine enough to follow, never to work from.

    >>> finely(Fraction(1, 3))
    '33.3333'
    """
    return decimal(half_up(share * 1_000_000), 4)


def pence(document: Mapping[str, Any], given: Mapping[str, int]) -> Pence:
    """From exact parts to whole pence; `given` are the parts recorded, by name, where some were typed over."""
    names = document["partners"]
    exacts = [Fraction(text) for text in document["exact"]]
    extra = [part - cut for part, cut in zip(document["parts"], document["cut"], strict=True)]
    over = any(given.get(name, part) != part for name, part in zip(names, document["parts"], strict=True))
    columns: list[Any] = ["Partner", *_numeric("Share", "per cent"), *_numeric("Exactly"), *_numeric("Cut to pence")]
    columns += [*_numeric("Left over"), *_numeric("By the rule"), *(_numeric("Recorded") if over else [])]
    rows: list[list[Cell]] = []
    for at, name in enumerate(names):
        row: list[Cell] = [
            name,
            *_shares([document["shares"][at]]),
            {"text": _exactly(exacts[at]), "title": document["exact"][at] + " pence"},
            exact(document["cut"][at]),
            signed(extra[at], f"{abs(extra[at])}p") if extra[at] else "0p",
            exact(document["parts"][at]),
        ]
        if over:
            recorded = given.get(name, document["parts"][at])
            row.append({"text": exact(recorded), "mark": "typed over" if recorded != document["parts"][at] else ""})
        rows.append(row)
    return Pence(columns, rows, _left_over(names, exacts, extra))


def _numeric(name: str, unit: str = "") -> list[dict[str, Any]]:
    return [{"name": name, "numeric": True, "unit": unit}]


def _exactly(part: Fraction) -> str:
    """Pence and parts of a penny as pounds with four more decimals."""
    return signed(-1 if part < 0 else 1, f"£{decimal(half_up(abs(part) * 10_000), 6)}")


def _left_over(names: Sequence[str], exacts: Sequence[Fraction], extra: Sequence[int]) -> str:
    takers = [(name, abs(part) % 1) for name, part, more in zip(names, exacts, extra, strict=True) if more]
    if not takers:
        return "Every part comes out at a whole penny: nothing was left over."
    left = counted(len(takers), "penny", "pence")
    cuts = [f"{name} ({float(cut):.4f}p cut off)" for name, cut in takers]
    rest = [abs(part) % 1 for part, more in zip(exacts, extra, strict=True) if not more]
    tie = any(cut == other for _, cut in takers for other in rest)
    order = " Where as much was cut off, the larger part goes first, then the agreed order of partners." if tie else ""
    return f"{left} left over went to whom the most was cut off from: {listed(cuts)}.{order}"
