"""What the public is shown of a decision or an agreement: a plain value, written down whole when it is published."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Named:
    """A record that is named, by its number and the name it went by."""

    id: int
    name: str


@dataclass(frozen=True)
class Said:
    """One part of a notice: its words, or instead of them the ground on which they are withheld."""

    what: str
    name: str
    words: str = ""
    exempt: str = ""


@dataclass(frozen=True)
class Added:
    """What was added to the record since, on a day."""

    day: str
    words: str = ""
    exempt: str = ""


@dataclass(frozen=True)
class Earlier:
    """How a decision stands to an earlier one, by its number: its name is shown only where that is public too."""

    how: str
    decision: int


@dataclass(frozen=True)
class Paper:
    """A document that is published with a notice: a file by its number and digest, or a link. Withheld: its ground."""

    what: str
    id: int = 0
    name: str = ""
    kind: str = ""
    link: str = ""
    size: int = 0
    digest: str = ""
    exempt: str = ""


@dataclass(frozen=True)
class Notice:
    """Exactly what the public sees. Nothing that is withheld is in it."""

    title: str
    openness: str
    exemption: str = ""
    reference: str = ""
    body: Named | None = None
    """The deciding body, as it was called when it decided."""
    office: str = ""
    """The office that took the decision."""
    decided: str = ""
    outcome: str = ""
    about: tuple[Named, ...] = ()
    parties: tuple[str, ...] = ()
    objective: str = ""
    said: tuple[Said, ...] = ()
    """What is written under the heads of the notice, in their order."""
    facts: tuple[Said, ...] = ()
    """The short answers: agreement, officers, urgency, source."""
    signature: tuple[Said, ...] = ()
    added: tuple[Added, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    documents: tuple[Paper, ...] = ()
    more: dict[str, Any] = field(default_factory=dict)
    """Whatever a later version of this register wrote that this one does not know."""

    @property
    def withheld(self) -> list[str]:
        """The names of the parts that are withheld."""
        named = [one.name for one in (*self.said, *self.facts, *self.signature) if one.exempt]
        added = ["Addendum" for one in self.added if one.exempt]
        return [*named, *added, *("Document" for one in self.documents if one.exempt)]

    @property
    def illustrative(self) -> bool:
        """Whether it was made up to show how the register works: its source then says so first."""
        sources = [one.words for one in self.facts if one.what == "source"]
        return any(words.casefold().startswith("illustrative") for words in sources)

    def text(self) -> str:
        """All its words in one, for searching."""
        parts = [one.words for one in (*self.said, *self.facts, *self.signature)]
        names = [one.name for one in self.about]
        whose = [self.body.name if self.body else "", self.office]
        added = [one.words for one in self.added] + [one.name for one in self.documents]
        return "\n".join(filter(None, [self.reference, self.title, *whose, *names, *self.parties, self.objective,
                                       *parts, *added]))  # fmt: skip


def as_json(notice: Notice) -> str:
    """A notice in the one form it is kept in."""
    return json.dumps(asdict(notice), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Notice:
    """A notice that was kept, whatever version of the register wrote it."""
    said: dict[str, Any] = json.loads(text)
    body = said.pop("body", None)
    known: dict[str, Any] = {name: said.pop(name) for name in [*said] if name in Notice.__dataclass_fields__}
    known["parties"] = tuple(known.get("parties", ()))
    known["more"] = {**known.get("more", {}), **said}
    for name, kind in PARTS.items():
        known[name] = tuple(kind(**one) for one in known.get(name, ()))
    return Notice(**{**known, "body": Named(**body) if body else None})


PARTS: dict[str, type[Any]] = {
    "about": Named, "said": Said, "facts": Said, "signature": Said, "added": Added, "earlier": Earlier,
    "documents": Paper,
}  # fmt: skip


def digest(content: str) -> str:
    """What tells two contents apart in a few letters: a preview from what would be published now."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
