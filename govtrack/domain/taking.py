"""What taking in the rows of any sheet shares: who sends them, what was found wrong, what is already there."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple

from govtrack.domain.incoming import Faults, Grade, Known, Row
from govtrack.domain.naming import Names
from govtrack.domain.outgoing import Cells
from govtrack.domain.refusals import Refused
from govtrack.store.collaborations import Collaboration

BARRED = "You may "
"""What every sentence begins with that says whose rows one may send."""


class Reach(NamedTuple):
    """What a person knows to be in the register: what lies beyond it is to their files as if it were not there."""

    organisations: frozenset[int]
    collaborations: frozenset[int]
    bodies: frozenset[int]
    """The organisations all of whose decisions they read."""
    until: Mapping[int, date] = MappingProxyType({})
    """The last day they see of a collaboration, where there is one."""


class Rights(NamedTuple):
    """What a person may import; None means all. Figures may be recorded for a partner or for a collaboration."""

    sheets: frozenset[str] | None = None
    partners: frozenset[int] | None = None
    collaborations: frozenset[int] | None = None
    knows: Reach | None = None

    def may_record(self, collaboration_id: int, partner_id: int | None) -> bool:
        """Whether a figure of a partner (None: joint) in a collaboration may be recorded."""
        if self.partners is None or self.collaborations is None:
            return True
        return collaboration_id in self.collaborations or partner_id in self.partners

    def may_meet(self, collaboration_id: int, partner_id: int | None, begins: date) -> bool:
        """Whether a row may be compared with the figures of its period: a former partner's only until it left."""
        until = self.knows.until.get(collaboration_id) if self.knows else None
        return until is None or begins <= until or self.may_record(collaboration_id, partner_id)

    def may_decide(self, body_id: int, together: Collaboration | None) -> bool:
        """Whether a decision may be recorded: of an own body, or of a partner's about a collaboration that is kept."""
        if self.partners is None or self.collaborations is None or body_id in self.partners:
            return True
        if together is None or together.id not in self.collaborations:
            return False
        return any(spell.partner_id == body_id for spell in together.memberships)


ALL = Rights()


class Count(NamedTuple):
    """Of one sheet: how many rows are new, and how many are there already."""

    sheet: str
    file: str
    new: int
    there: int


class Spelled(NamedTuple):
    """A membership as a row of a file states it."""

    sheet: str
    row: int
    joined: date | None
    left: date | None


@dataclass
class Work:
    """One import as it goes on."""

    by: Any
    rights: Rights = ALL
    faults: Faults = field(default_factory=Faults)
    names: Names = field(init=False)
    decisions: set[int] = field(default_factory=set)
    """The numbers of the decisions that this import adds: what belongs to their notices comes with them."""
    spelled: dict[tuple[int, int], list[Spelled]] = field(default_factory=dict)
    """By collaboration and partner, the memberships that rows of these files state."""

    def __post_init__(self) -> None:
        knows = self.rights.knows
        self.names = Names(knows.organisations, knows.collaborations) if knows else Names()

    def refuse(self, known: Known, row: Row, refusal: Refused) -> None:
        """Take in what a rule said of a row, beside the cell it is about."""
        value = row.texts.get(refusal.field, "")
        column = refusal.field if refusal.field in row.texts else ""
        barred = refusal.sentence.startswith(BARRED)
        grade = Grade.BARRED if barred else Grade.RULE
        self.faults.add(known.sheet, row.number, column, value, refusal.sentence, grade)


def take_each(
    known: Known, rows: Iterable[Row], work: Work, take: Callable[[Row], bool], *, names: Sequence[str] = ()
) -> Count:
    """Take in rows one by one: `take` says whether a row was new; a refusal becomes a fault.

    `names` are the columns that name what a row adds, so that rows that rest on a faulty one say so.
    """
    new = there = 0
    for row in rows:
        try:
            if take(row):
                new += 1
            else:
                there += 1
        except Refused as refusal:
            work.refuse(known, row, refusal)
            _remember(known, row, work, names)
    return Count(known.form.name, known.sheet.file, new, there)


def _remember(known: Known, row: Row, work: Work, names: Sequence[str]) -> None:
    directory = getattr(work.names, known.form.name, None)
    if directory is not None:
        directory.faulty(*(row.texts[name] for name in names))


def agree(known: Known, row: Row, there: Cells, *, but: Sequence[str] = ()) -> None:
    """Refuse a row that says something else than the record it repeats; a blank cell says nothing.

    `but` names the columns that were compared in another way, or are what the record was found by.
    """
    for column, kept in zip(known.form.columns, there, strict=True):
        if column.name in but or not row.texts[column.name]:
            continue
        said = shown(row.values[column.name])
        if said != kept:
            has = f"The register has “{_short(kept)}” here" if kept else "The register leaves this blank"
            raise Refused(
                f"{has}, the file says “{_short(said)}”. Change the register first, or leave this cell blank.",
                field=column.name,
            )


def shown(value: Any) -> str:
    """A value that was read from a cell, as an export writes it."""
    if isinstance(value, bool):
        return "yes" if value else ""
    isoformat = getattr(value, "isoformat", None)
    return isoformat() if isoformat else str(value)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"


def dependent(
    known: Known,
    rows: Iterable[Row],
    work: Work,
    *,
    keys: Callable[[Row], Iterable[Hashable]],
    needs: Callable[[Row], Iterable[Hashable]],
    column: str,
) -> Iterator[Row]:
    """The rows, each after those of the same file that it needs; those that go round in a ring are faults."""
    listed = list(rows)
    places = {key: at for at, row in reversed(list(enumerate(listed))) for key in keys(row)}
    waiting = [[places[key] for key in needs(row) if key in places] for row in listed]
    done, ringed = [False] * len(listed), set[int]()
    for start in range(len(listed)):
        path = [] if done[start] else [(start, iter(waiting[start]))]
        on_path = {place for place, _ in path}
        while path:
            place, rest = path[-1]
            following = next((one for one in rest if not done[one]), None)
            if following is None:
                path.pop()
                on_path.discard(place)
                done[place] = True
                if place not in ringed:
                    yield listed[place]
                    continue
                value = listed[place].texts[column]
                sentence = "These rows go round in a ring: what comes later cannot also come before."
                work.faults.add(known.sheet, listed[place].number, column, value, sentence)
            elif following in on_path:
                at = next(at for at, (one, _) in enumerate(path) if one == following)
                ringed.update(one for one, _ in path[at:])
            else:
                path.append((following, iter(waiting[following])))
                on_path.add(following)
