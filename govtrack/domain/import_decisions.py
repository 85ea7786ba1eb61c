"""Taking in decisions, each after the one it supersedes."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from govtrack.domain import decisions, outgoing
from govtrack.domain.incoming import Known, Row
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work, agree, dependent, take_each
from govtrack.store.bodies import Organisation
from govtrack.store.decisions import Decision, decision_of, references
from govtrack.store.names import key_of


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
        supersedes = found.superseded(body, row.texts["supersedes"])
        there = decision_of(body.id, row.texts["reference"])
        if there is not None:
            _same(known, row, there, supersedes, work)
            return False
        answers = dict(row.values)
        answers.update(body=body, supersedes=supersedes)
        if row.texts["collaboration"]:
            answers["collaboration"] = work.names.collaborations.named(
                row.texts["collaboration"], field="collaboration"
            )
        decisions.record(**answers, by=work.by)
        return True

    ordered = dependent(known, listed, work, keys=found.keys, needs=found.needs, column="supersedes")
    return take_each(known, ordered, work, take)


def _same(known: Known, row: Row, there: Decision, supersedes: Decision | None, work: Work) -> None:
    agree(
        known,
        row,
        outgoing.decision(there, supersedes=""),
        but=["reference", "body", "collaboration", "supersedes"],
    )
    if row.texts["collaboration"]:
        about = work.names.collaborations.named(row.texts["collaboration"], field="collaboration")
        if about.id != there.collaboration_id:
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
        for body, reference in [*references(), *(key for key in self._keys.values() if key)]:
            self._bodies.setdefault(reference, set()).add(body)

    def _key(self, row: Row) -> Key | None:
        body = self._work.names.organisations.get(row.texts["body"])
        return Key(body.id, key_of(row.texts["reference"])) if body else None

    def keys(self, row: Row) -> Iterable[Key]:
        key = self._keys[row.number]
        return [key] if key else []

    def needs(self, row: Row) -> Key | None:
        own = self._keys[row.number]
        if own is None or not row.texts["supersedes"]:
            return None
        return next(self._meant(own.body, row.texts["supersedes"]), None)

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
        """The decision that is superseded, None where the cell is blank; Refused where none or several are meant."""
        if not reference:
            return None
        key = next(self._meant(body.id, reference), None)
        found = decision_of(key.body, key.reference) if key else None
        if found is not None:
            return found
        if len(self._bodies.get(key_of(reference), ())) > 1:
            sentence = f"Several bodies have a decision {reference}: write which, as “Surrey: {reference}”."
            raise Refused(sentence, field="supersedes")
        raise Refused(f"There is no decision {reference} of {body.short_name}, nor of another.", field="supersedes")
