"""Finding what a file means by a name: organisations, collaborations and measures, looked up once for all rows."""

from collections.abc import Iterable, Set
from difflib import get_close_matches
from typing import Generic, TypeVar

from govtrack.domain.refusals import Refused
from govtrack.store import bodies, collaborations, measures
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.measures import Measure
from govtrack.store.names import key_of

Thing = TypeVar("Thing")


class Directory(Generic[Thing]):
    """Things by their short and their full names, whatever the case; a short name goes before a full one."""

    def __init__(self, what: str, things: Iterable[tuple[str, str, Thing]]) -> None:
        self._what = what
        self._short: dict[str, tuple[str, Thing]] = {}
        self._full: dict[str, tuple[str, Thing]] = {}
        self._faulty: set[str] = set()
        for short, full, thing in things:
            self.add(short, full, thing)

    def add(self, short: str, full: str, thing: Thing) -> None:
        """Make a thing known by its names; of two with one full name, the earlier keeps it."""
        self._short[key_of(short)] = short, thing
        self._full.setdefault(key_of(full), (short, thing))

    def formerly(self, short: str, full: str, thing: Thing) -> None:
        """Make a thing known by names it had, unless something goes by them now."""
        now = next(name for name, one in self._short.values() if one is thing)
        for name in (short, full):
            self._full.setdefault(key_of(name), (now, thing))

    def faulty(self, *names: str) -> None:
        """Note that a row by these names has a fault, so that rows that rest on it say so."""
        self._faulty.update(key_of(name) for name in names if name)

    def get(self, name: str) -> Thing | None:
        """What goes by a name, if anything does."""
        found = self._short.get(key_of(name)) or self._full.get(key_of(name))
        return found[1] if found else None

    def all(self) -> list[Thing]:
        """Everything in it, once each."""
        return [thing for _, thing in self._short.values()]

    def short(self, name: str) -> Thing | None:
        """What has a short name, if anything has."""
        found = self._short.get(key_of(name))
        return found[1] if found else None

    def named(self, name: str, *, field: str) -> Thing:
        """What goes by a name; Refused, with the nearest name there is, where nothing does."""
        found = self.get(name)
        if found is not None:
            return found
        if key_of(name) in self._faulty:
            raise Refused(
                f"“{name}” stands in a row of these files that has a fault: mend that row first.", field=field
            )
        raise Refused(f"There is no {self._what} of this name. {self._nearest(name)}", field=field)

    def near(self, name: str, *, most: int, alike: float = 0.7) -> list[str]:
        """The short names of what goes by nearly that name, the likeliest first."""
        known = self._short | self._full
        found = get_close_matches(key_of(name)[:60], known, n=2 * most, cutoff=alike)
        return list(dict.fromkeys(known[one][0] for one in found))[:most]

    def shorts(self) -> list[str]:
        """The short names of everything in it."""
        return [short for short, _ in self._short.values()]

    def _nearest(self, name: str) -> str:
        near = self.near(name, most=1)
        if near:
            return f"Is “{near[0]}” meant?"
        return "Use the short or the full name it has in the register, or add it first."


class Names:
    """Everything that rows may name; what a file adds is added here as its rows are taken in.

    `organisations` and `together` are the numbers of what may be named, where that is not everything.
    """

    def __init__(self, organisations: Set[int] | None = None, together: Set[int] | None = None) -> None:
        named = (one for one in bodies.organisations() if organisations is None or one.id in organisations)
        self.organisations: Directory[Organisation] = Directory(
            "organisation", ((one.short_name, one.name, one) for one in named)
        )
        for former in bodies.former_names():
            if organisations is None or former.organisation_id in organisations:
                self.organisations.formerly(former.short_name, former.name, former.organisation)
        found = collaborations.collaborations_of(None if together is None else sorted(together))
        self.collaborations: Directory[Collaboration] = Directory(
            "collaboration", ((one.short_name, one.title, one) for one in found)
        )
        self.measures: Directory[Measure] = Directory(
            "measure", ((one.name, one.name, one) for one in measures.measures())
        )
