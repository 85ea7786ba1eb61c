"""What the open data hold: every column of a published decision or agreement, and what each of them says."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, NamedTuple

from govtrack.analytics.published import Added, Notice, Said
from govtrack.analytics.register import Heading
from govtrack.domain.publicagreements import FACTS as AGREEMENT_FACTS
from govtrack.domain.publicparts import FACTS, SIGNATURE


class Row(NamedTuple):
    """A published record on its way out: its lasting address, when it was published, what the public sees."""

    address: str
    published: str
    notice: Notice


class Field(NamedTuple):
    """One column: its name, what it holds, how it is read from a record."""

    name: str
    holds: str
    reads: Callable[[Row], str]


def _words(one: Said | Added) -> str:
    return f"Exempt: {one.exempt}" if one.exempt else one.words


def _part(what: str) -> Callable[[Row], str]:
    """The words of a part, or the ground on which it is withheld."""

    def read(row: Row) -> str:
        parts = (*row.notice.said, *row.notice.facts, *row.notice.signature)
        return next((_words(one) for one in parts if one.what == what), "")

    return read


def _papers(row: Row) -> str:
    return "\n".join(f"Exempt: {one.exempt}" if one.exempt else one.link or one.name for one in row.notice.documents)


COMMON = (
    Field("address", "Its lasting address, which is also its identity.", lambda row: row.address),
    Field("published", "The day it was published as it stands here.", lambda row: row.published),
    Field("title", "Its title.", lambda row: row.notice.title),
    Field("illustrative", "yes where it was made up to show how the register works.",
          lambda row: "yes" if row.notice.illustrative else ""),
    Field("openness", "How much of it is published.", lambda row: row.notice.openness),
    Field("exemption", "The ground on which it is withheld as a whole.", lambda row: row.notice.exemption),
    Field("withheld", "The names of the parts that are withheld, one a line.",
          lambda row: "\n".join(row.notice.withheld)),
    Field("about", "The collaborations it is about, one a line.",
          lambda row: "\n".join(one.name for one in row.notice.about)),
    Field("parties", "The parties, one a line.", lambda row: "\n".join(row.notice.parties)),
    Field("objective", "Its objective.", lambda row: row.notice.objective),
    Field("documents", "The documents published with it: link or name, one a line.", _papers),
)  # fmt: skip
DECISION = (
    *COMMON,
    Field("reference", "The body's own reference.", lambda row: row.notice.reference),
    Field("body", "The deciding body, as it was called when it decided.",
          lambda row: row.notice.body.name if row.notice.body else ""),
    Field("office", "The office that decided.", lambda row: row.notice.office),
    Field("decided", "When it was decided, as far as it is known: 2014-03-27, 2014-03 or 2014.",
          lambda row: row.notice.decided),
    Field("outcome", "What it came to.", lambda row: row.notice.outcome),
    *(Field(heading.name.lower(), f"{str(heading).capitalize()}, or the ground on which that is withheld.",
            _part(heading.name.lower())) for heading in Heading),
    *(Field(what, f"{name}.", _part(what)) for what, name in (
        ("agreement", "The agreement it decides on"), *FACTS.items(), ("urgent", "yes under the urgent procedure"),
        ("ratified", "When that was ratified"), ("source", "Where it can be read"), *SIGNATURE.items())),
    Field("added", "What was added to the record since, one a line.",
          lambda row: "\n".join(f"{one.day}: {_words(one)}" for one in row.notice.added)),
)  # fmt: skip
AGREEMENT = (*COMMON, *(Field(what, f"{name}.", _part(what)) for what, name in AGREEMENT_FACTS.items()))


def as_record(row: Row) -> dict[str, Any]:
    """A record whole, for JSON: every part with its words or its ground; links to others are left to the pages."""
    said = asdict(row.notice)
    for internal in ("earlier", "more"):
        del said[internal]
    return {"address": row.address, "published": row.published, **said}
