"""Everything at once: `python -m tests.benchmarks`, with `--ten-million` for the largest ledger as well."""

import multiprocessing
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from rich.console import Console
from rich.table import Table

from tests import postgres
from tests.benchmarks import deciding, importing, pages, staging, writing
from tests.benchmarks.national import EACH, KEPT, filled, opened, reopened
from tests.benchmarks.timing import Spent, timed_beside

SIZES = {"100 thousand": 28, "1 million": 300}
LARGEST = {"10 million": 2778}
BODY, LIST = "/briefings/Bedfordshire", "/collaborations/"
IMPORTED = 300
Given = TypeVar("Given")


def main() -> None:
    """Build each ledger, time each page beside its floor, then import and write; print ratios and goals."""
    console = Console(width=120)
    with tempfile.TemporaryDirectory() as place:
        _pages(console, Path(place), SIZES | (LARGEST if "--ten-million" in sys.argv else {}))
        _decided(console, Path(place) / "decided")
        _imports(console, Path(place))
        _staged(console, Path(place))
        crowd = writing.crowded(reopened(Path(place) / "import"), KEPT)
    console.print(
        f"Eight writers and eight readers: of {crowd.tried} writes {crowd.acknowledged} were acknowledged, and "
        f"{crowd.found} are there; nine in ten within {crowd.ninth:.0f} ms"
    )


def _pages(console: Console, place: Path, sizes: dict[str, int]) -> None:
    """All ledgers side by side in one run, so that the machine's other work falls on each alike."""
    columns = ("ledger", "entries", "page, ms", "floor, ms", "page ÷ floor", "briefing ÷ page", "list ÷ page")
    table = Table(*columns, title="Pages, SQLite")
    calls: list[Callable[[], object]] = []
    for name, wanted in sizes.items():
        folder = place / name.replace(" ", "-")
        app = opened(folder)
        with console.status(f"Building a ledger of {name} entries…"):
            filled(app, wanted)
        calls += [
            pages.page(app, pages.PATH, "in 2024-25 prices"),
            pages.floor(app, folder),
            pages.page(app, BODY, "Briefing for Bedfordshire"),
            pages.page(app, LIST, "Shared"),
        ]
    found = timed_beside(*calls)
    medians = [found[at].median for at in range(0, len(found), 4)]
    for at, (name, wanted) in enumerate(sizes.items()):
        page, least, briefing, listed = (one.median for one in found[4 * at : 4 * at + 4])
        ratios = (f"{one:.2f}" for one in (page / least, briefing / page, listed / page))
        table.add_row(name, f"{wanted * EACH:,}", f"{page:.1f}", f"{least:.1f}", *ratios)
    console.print(table)
    growth = medians[-1] / medians[0]
    console.print(f"Growth of the page from the smallest to the largest ledger: {growth:.2f} (goal 1.10)")
    console.print("Goals: page ÷ floor 1.70; briefing ÷ page 1.00 at 1 million; list of collaborations ÷ page 3.00.")


def _decided(console: Console, folder: Path) -> None:
    """Sixty thousand decisions, listed, narrowed and searched, each beside the bare query."""
    app = opened(folder)
    with console.status(f"Building a register of {deciding.MANY:,} decisions…"):
        deciding.filled(app)
    asked, least = deciding.questions(app), deciding.floors(app, folder)
    found = timed_beside(*asked.values(), *least.values())
    spans = dict(zip([*asked, *(f"floor of {name}" for name in least)], found, strict=True))
    table = Table("asked of 60,000 decisions", "ms", "floor, ms", "÷ floor", "goal", title="Decisions, SQLite")
    for name in asked:
        own, bare = spans[name].median, spans.get(f"floor of {name}")
        ratio = f"{own / bare.median:.1f}" if bare else ""
        table.add_row(
            name, f"{own:.1f}", f"{bare.median:.1f}" if bare else "", ratio, str(deciding.GOALS.get(name, ""))
        )
    console.print(table)


def _imports(console: Console, place: Path) -> None:
    folder = place / "import"
    with console.status("Importing 1.08 million rows, in a process of its own, beside the bare insert in another…"):
        _alone(importing.prepare, folder, IMPORTED)
        found = _alone(importing.take_in, folder)
        bare = _alone(importing.bare_sqlite, folder)
    _say(console, "SQLite, beside executemany", found, bare)
    try:
        server = postgres.server()
    except (pytest.skip.Exception, pytest.fail.Exception) as missing:
        console.print(str(missing))
        return
    url = f"{server}/benchmarks"
    postgres.replace("benchmarks", template="template0")
    with console.status("The same on PostgreSQL, beside COPY…"):
        _alone(importing.prepare, place / "server", IMPORTED, url)
        found = _alone(importing.take_in, place / "server", url)
        bare = _alone(importing.bare_postgresql, url)
    _say(console, "PostgreSQL, beside COPY", found, bare)


def _staged(console: Console, place: Path) -> None:
    for kind in ("csv", "xlsx"):
        folder = place / f"staged {kind}"
        with console.status(f"100 thousand rows of {kind.upper()} by the steps of the web, each in its own process…"):
            _alone(importing.prepare, folder, SIZES["100 thousand"])
            found = _alone(staging.take_in, folder, kind)
            bare = _alone(importing.bare_sqlite, folder)
            undone = _alone(staging.undo_it, folder)
        steps = (("previewed", found.looked), ("written", found.written), ("undone", undone.took))
        said = ", ".join(f"{name} in {one.clock:.1f} s ({one.own / bare.own:.1f} ×)" for name, one in steps)
        console.print(
            f"{kind.upper()} of {found.rows:,} rows: {said}; in brackets beside executemany, of the process alone; "
            f"{max(found.memory, undone.memory):.0f} MiB more at most (goal 150)"
        )


def _say(console: Console, where: str, found: importing.Imported, bare: Spent) -> None:
    clock, own = found.took.clock / bare.clock, found.took.own / bare.own
    console.print(
        f"Import of {found.rows:,} rows with rules, trail and totals, {where}: {clock:.2f} × by the clock (goal 2.00), "
        f"{own:.2f} × of the process alone; {found.memory:.0f} MiB at most (goal 150)"
    )


def _alone(call: Callable[..., Given], *given: object) -> Given:
    """Call something in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as another:
        return another.submit(call, *given).result()


if __name__ == "__main__":
    main()
