"""What the pages of apportionments show: the list, one split with its steps, and two of them beside each other."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import url_for

from govtrack.analytics.kinds import Basis, Category, Provenance, Status
from govtrack.analytics.periods import Period, label
from govtrack.analytics.words import exact, listed
from govtrack.domain.apportionments import Joint, standing
from govtrack.domain.workings import Working
from govtrack.rooms.apportionments import steps
from govtrack.store.apportionments import Apportionment, apportionments_of, follower_of
from govtrack.store.collaborations import Collaboration
from govtrack.web.access import allowed, sees_until
from govtrack.web.formats import day


class Row(NamedTuple):
    """One apportionment in the list, in words."""

    period: str
    what: str
    total: str
    made: str
    address: str
    note: str


class Page(NamedTuple):
    """One apportionment with its steps as they were kept."""

    row: Apportionment
    period: str
    what: str
    said: str
    facts: list[tuple[str, str]]
    columns: list[Any]
    parts: list[list[Any]]
    pieces: list[steps.Piece]
    pence: steps.Pence | None
    earlier: Apportionment | None
    later: Apportionment | None
    may_run_again: bool


def listing(together: Collaboration, person: Any) -> list[Row]:
    """The apportionments of a collaboration that a person may see, newest first."""
    until = sees_until(person, together)
    found = apportionments_of(together.id)
    done = {one.again_of_id for one in found}
    return [
        Row(
            period_of(one),
            f"{one.about}, {Category(one.category).word}",
            exact(one.total),
            f"{day(date.fromordinal(one.day))}, {one.person}",
            url_for("apportionments.show", short_name=together.short_name, number=one.id),
            "run again since" if one.id in done else "",
        )
        for one in found
        if until is None or Period(one.starts, one.months).start <= until
    ]


def period_of(row: Apportionment) -> str:
    return label(Period(row.starts, row.months), calendar=row.collaboration.calendar)


def page(row: Apportionment, person: Any) -> Page:
    """One apportionment: what was split, into what, and how."""
    document = row.steps
    over = [part for part in row.parts if part.typed_over]
    names = listed([part.partner.short_name for part in over])
    said = "Each part is what the rule makes it." if not over else f"Typed over for {names}: {row.reason}"
    given = {part.partner.short_name: part.given for part in row.parts}
    follower = follower_of(row.id)
    return Page(
        row,
        period_of(row),
        f"{Category(row.category).word.capitalize()}, a joint {row.about}",
        said,
        _facts(row, over=bool(over)),
        ["Partner", _numeric("By the rule"), _numeric("Recorded"), _numeric("Stands now")],
        [_part(part) for part in row.parts],
        steps.pieces(document) if document else [],
        steps.pence(document, given) if document else None,
        row.again_of,
        follower,
        follower is None and allowed(person, "apportion", collaboration_id=row.collaboration_id),
    )


def _facts(row: Apportionment, *, over: bool) -> list[tuple[str, str]]:
    pairs = [
        ("Joint total", exact(row.total)),
        ("Made on", f"{day(date.fromordinal(row.day))}, by {row.person}"),
        ("Status and basis", f"{Status(row.status).word}, {Basis(row.basis).word}"),
        ("Provenance", Provenance(row.provenance).word),
        ("Source", row.source),
    ]
    if row.reason and not over:
        pairs.append(("Why again" if row.again_of_id else "Note", row.reason))
    return pairs


def _numeric(name: str) -> dict[str, Any]:
    return {"name": name, "numeric": True}


def _part(part: Any) -> list[Any]:
    now = standing(part)
    if now is None:
        stands: dict[str, Any] | str = "Taken back" if part.figure is not None else "Not linked"
    else:
        stands = {
            "text": exact(now.amount),
            "href": url_for("ledger.figure", line=now.line),
            "mark": "" if abs(now.amount) == abs(part.given) else "corrected since",
        }
    mark = "typed over" if part.typed_over else ""
    return [part.partner.short_name, exact(part.derived), {"text": exact(part.given), "mark": mark}, stands]


class Draft(NamedTuple):
    """A working before it is recorded, in the same words."""

    said: str
    pieces: list[steps.Piece]
    pence: steps.Pence


def draft(joint: Joint, working: Working, together: Collaboration) -> Draft:
    """How a joint total would be split."""
    names = working.document["partners"]
    parts = [f"{name} {exact(part)}" for name, part in zip(names, working.split.parts, strict=True)]
    when = label(joint.period, calendar=together.calendar)
    return Draft(
        f"{exact(joint.total)} of {joint.category.word} for {when}: {listed(parts)}.",
        steps.pieces(working.document),
        steps.pence(working.document, {}),
    )


def beside(earlier: Apportionment, working: Working) -> list[list[Any]]:
    """What was recorded, what stands now and what the rule makes it today, by partner."""
    now: Mapping[str, int] = dict(zip(working.document["partners"], working.split.parts, strict=True))
    then = {part.partner.short_name: part for part in earlier.parts}
    rows = []
    for name in dict.fromkeys([*then, *now]):
        figure = standing(then[name]) if name in then else None
        stands = figure.amount if figure else None
        rows.append([
            name,
            exact(then[name].given) if name in then else None,
            None if stands is None else exact(stands),
            exact(now.get(name, 0)),
            _difference(now.get(name, 0) - (stands or 0)),
        ])  # fmt: skip
    return rows


def _difference(pence: int) -> str:
    return "none" if not pence else f"{exact(abs(pence))} {'more' if pence > 0 else 'less'}"


BESIDE: Sequence[Any] = (
    "Partner", _numeric("Recorded then"), _numeric("Stands now"), _numeric("The rule makes it today"),
    _numeric("Difference"),
)  # fmt: skip
