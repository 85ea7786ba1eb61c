"""Everything at once: `python -m tests.benchmarks`, with `--ten-million` for the largest ledger as well."""

import multiprocessing
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.benchmarks import pages, writing
from tests.benchmarks.national import KEPT, filled, opened, reopened
from tests.benchmarks.timing import Timed, timed

SIZES = {"100 thousand": 28, "1 million": 300}
LARGEST = {"10 million": 2778}
BODY = "/briefings/Bedfordshire"


def main() -> None:
    """Build each ledger, time each page beside its floor, then import and write; print ratios and goals."""
    console = Console(width=110)
    sizes = SIZES | (LARGEST if "--ten-million" in sys.argv else {})
    columns = ("ledger", "entries", "page, ms", "floor, ms", "page ÷ floor", "briefing ÷ page")
    table = Table(*columns, title="Pages, SQLite")
    found: dict[str, Timed] = {}
    with tempfile.TemporaryDirectory() as place:
        for name, wanted in sizes.items():
            folder = Path(place) / name.replace(" ", "-")
            app = opened(folder)
            with console.status(f"Building a ledger of {name} entries…"):
                entries = filled(app, wanted)
            found[name] = timed(pages.page(app, pages.PATH, "in 2024-25 prices"))
            least = timed(pages.floor(app, folder))
            briefing = timed(pages.page(app, BODY, "Briefing for Bedfordshire"), times=10)
            table.add_row(
                name, f"{entries:,}", f"{found[name].median:.1f}", f"{least.median:.1f}",
                f"{found[name].median / least.median:.2f}", f"{briefing.median / found[name].median:.2f}",
            )  # fmt: skip
        console.print(table)
        medians = [one.median for one in found.values()]
        growth = medians[-1] / medians[0]
        console.print(f"Growth of the page from the smallest to the largest ledger: {growth:.2f} (goal 1.10)")
        console.print("Goals: page ÷ floor 1.70 or less; briefing ÷ page 1.00 or less at 1 million.")
        _writes(console, Path(place))


def _writes(console: Console, place: Path) -> None:
    with console.status("Importing 1.08 million rows into 300 collaborations, in a process of its own…"):
        alone = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(1, mp_context=alone) as another:
            one = another.submit(writing.imported, place / "import", 300).result()
    app = reopened(place / "import")
    console.print(
        f"Import of {one.rows:,} rows with totals and trail: {one.seconds:.1f} s; bare executemany: {one.bare:.1f} s; "
        f"{one.seconds / one.bare:.2f} × (goal 2.00), {one.memory:.0f} MiB (goal 150)"
    )
    wanted, got, ninth = writing.crowded(app, KEPT)
    console.print(f"Eight writers and eight readers: {got} of {wanted} writes there, nine in ten within {ninth:.0f} ms")


if __name__ == "__main__":
    main()
