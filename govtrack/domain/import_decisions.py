"""Taking in decisions, each after the one it supersedes."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from govtrack.analytics.exemptions import Openness
from govtrack.analytics.register import UNDECIDED, Linked, Step
from govtrack.domain import deciding, decisions, notices, outgoing, publishing
from govtrack.domain.incoming import Known, Row
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work, agree, dependent, take_each
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Agreement, Collaboration, agreements_of
from govtrack.store.decisions import Decision, decision_of, references
from govtrack.store.names import key_of

NOT_YOURS = "You may record decisions of your own organisation, or about a collaboration that you keep."


OPENNESS = ("openness", "exemption", "public_objective")
"""Columns about what the public may read: they are the office's to change, and no part of what was decided."""


class Key(NamedTuple):
    """What tells decisions apart: the body that took it, and its reference."""

    body: int
    reference: str


def take_decisions(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per decision, known by its body and reference."""
    listed = list(rows)
    found = _Found(listed, work)

    def take(row: Row) -> bool:
        body = work.names.organisations.named(row.values["body"], field="body")
        about = _about(row, work)
        supersedes = found.superseded(body, row.texts["supersedes"])
        follows = [found.earlier(body, reference, field="follows") for reference in _references(row.texts["follows"])]
        there = decision_of(body.id, row.texts["reference"])
        if there is not None and found.readable(there):
            _same_told(known, row, there, supersedes, about)
            return False
        if not work.rights.may_decide(body.id, about):
            raise Refused(NOT_YOURS, field="body")
        if there is not None:
            raise Refused(f"{body.short_name} already has another decision of this reference.", field="reference")
        added = _added(row, work, body=body, supersedes=supersedes, collaboration=about)
        for earlier in dict.fromkeys(follows):
            notices.bring_link(added, Linked.FOLLOWS, earlier, by=work.by)
        _open(added, row, work)
        work.decisions.add(added.id)
        found.read(added)
        return True

    ordered = dependent(known, listed, work, keys=found.keys, needs=found.needs, column="supersedes")
    return take_each(known, ordered, work, take)


def _open(decision: Decision, row: Row, work: Work) -> None:
    """How much of it the public is to read, where the row says so; nothing is published by a file."""
    said = [str(row.values.get(name, "")) for name in OPENNESS]
    if any(said):
        publishing.bring_openness(decision, said[0] or str(Openness.OPEN), said[1], said[2], by=work.by)


def _added(row: Row, work: Work, *, collaboration: Collaboration | None, **found: Any) -> Decision:
    """The decision of a row, or the paper, brought to the step that the row says."""
    given = {name: value for name, value in row.values.items() if name not in {*OPENNESS, "follows"}}
    answers: dict[str, Any] = {**given, **found, "collaboration": collaboration}
    step = Step(answers.pop("step", Step.DECIDED))
    answers["also"] = [
        work.names.collaborations.named(name, field="also_about")
        for name in answers.pop("also_about", "").splitlines()
        if name.strip()
    ]
    if answers.get("agreement"):
        answers["agreement"] = _agreement(collaboration, answers["agreement"])
    if step not in UNDECIDED:
        if "outcome" not in answers:
            raise Refused("Say what it came to, or that it is a draft.", field="outcome")
        return decisions.record(**answers, by=work.by)
    if answers.pop("outcome", ""):
        raise Refused(f"A decision that is {step} has no outcome yet.", field="outcome")
    paper = decisions.draft(**answers, by=work.by)
    if step == Step.FOR_DECISION:
        deciding.put_for_decision(paper, by=work.by)
    elif step == Step.WITHDRAWN:
        deciding.withdraw(paper, words="Brought in as withdrawn.", by=work.by)
    return paper


def _agreement(collaboration: Collaboration | None, title: str) -> Agreement:
    there = [] if collaboration is None else agreements_of([collaboration.id])
    found = next((one for one in there if key_of(one.title) == key_of(title)), None)
    if found is None:
        raise Refused("The collaboration named has no agreement of this title.", field="agreement")
    return found


def _about(row: Row, work: Work) -> Collaboration | None:
    name = row.texts["collaboration"]
    return work.names.collaborations.named(name, field="collaboration") if name else None


def _references(cell: str) -> list[str]:
    """The references in one cell: one a line, or parted by semicolons."""
    return [tidy for part in cell.replace(";", "\n").splitlines() if (tidy := " ".join(part.split()))]


def _same_told(known: Known, row: Row, there: Decision, *others: Any) -> None:
    """The same, saying which decision it is that stands there already."""
    try:
        _same(known, row, there, *others)
    except Refused as refusal:
        is_there = f"{there.body.short_name} already has {there.reference}, “{there.title}”."
        raise Refused(f"{is_there} {refusal.sentence}", field=refusal.field) from None


def _same(known: Known, row: Row, there: Decision, supersedes: Decision | None, about: Collaboration | None) -> None:
    agree(
        known,
        row,
        outgoing.decision(there, supersedes=""),
        but=["reference", "body", "collaboration", "supersedes", "step", "follows", *OPENNESS],
    )
    if about is not None and about.id != there.collaboration_id:
        kept = there.collaboration.short_name if there.collaboration else "none"
        sentence = f"The register has “{kept}” here. A decision once recorded does not change."
        raise Refused(sentence, field="collaboration")
    if supersedes is not None and supersedes.id != there.supersedes_id:
        raise Refused(
            "The register has another decision here, or none. A decision once recorded does not change.",
            field="supersedes",
        )


class _Found:
    """Where references lead: in the file and in the register."""

    def __init__(self, rows: list[Row], work: Work) -> None:
        self._work = work
        self._keys = {(row.number): self._key(row) for row in rows}
        self._bodies: dict[str, set[int]] = {}
        self._read = {Key(body, reference) for body, reference in self._standing()}
        for body, reference in [*self._read, *(key for key in self._keys.values() if key)]:
            self._bodies.setdefault(reference, set()).add(body)

    def _standing(self) -> Iterable[tuple[int, str]]:
        """Which body has which reference already, as far as who sends the file may read."""
        knows = self._work.rights.knows
        if knows is None:
            return references()
        return references(
            body_ids=sorted(knows.bodies), collaboration_ids=sorted(knows.collaborations), until=knows.until
        )

    def readable(self, decision: Decision) -> bool:
        """Whether who sends the file may read a decision, or has just sent it."""
        return Key(decision.body_id, decision.reference_key) in self._read

    def read(self, decision: Decision) -> None:
        """Take in a decision that a row has added."""
        self._read.add(Key(decision.body_id, decision.reference_key))

    def _key(self, row: Row) -> Key | None:
        body = self._work.names.organisations.get(row.texts["body"])
        return Key(body.id, key_of(row.texts["reference"])) if body else None

    def keys(self, row: Row) -> Iterable[Key]:
        key = self._keys[row.number]
        return [key] if key else []

    def needs(self, row: Row) -> Iterable[Key]:
        own = self._keys[row.number]
        named = [row.texts["supersedes"], *_references(row.texts["follows"])]
        return [key for reference in named if own and reference for key in self._meant(own.body, reference)]

    def _meant(self, body: int, reference: str) -> Iterator[Key]:
        """The decision that a reference means: of the same body, else the only one of any, else `body: reference`."""
        holders = self._bodies.get(key_of(reference), set())
        if body in holders:
            yield Key(body, key_of(reference))
        elif len(holders) == 1:
            yield Key(next(iter(holders)), key_of(reference))
        elif not holders and ":" in reference:
            name, _, rest = reference.partition(":")
            other = self._work.names.organisations.get(name)
            if other is not None and other.id in self._bodies.get(key_of(rest), set()):
                yield Key(other.id, key_of(rest))

    def superseded(self, body: Organisation, reference: str) -> Decision | None:
        """The decision that is superseded, None where the cell is blank."""
        return self.earlier(body, reference, field="supersedes") if reference else None

    def earlier(self, body: Organisation, reference: str, *, field: str) -> Decision:
        """The decision that a reference leads to; Refused where none or several are meant."""
        key = next(self._meant(body.id, reference), None)
        found = decision_of(key.body, key.reference) if key else None
        if found is not None and self.readable(found):
            return found
        if len(self._bodies.get(key_of(reference), ())) > 1:
            sentence = f"Several bodies have a decision {reference}: write which, as “Surrey: {reference}”."
            raise Refused(sentence, field=field)
        raise Refused(f"There is no decision {reference} of {body.short_name}, nor of another.", field=field)
