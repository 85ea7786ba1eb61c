"""A hundred thousand figures by the steps of the web: looked through, written, undone; as a CSV file and a workbook."""

import csv
from pathlib import Path
from typing import NamedTuple

from govtrack.domain import account
from govtrack.domain.acts import act_of
from govtrack.domain.undoing import undo
from govtrack.papers import xlsx
from govtrack.papers.xlsx import Column, Table
from govtrack.rooms.imports import staged, writing
from govtrack.rooms.imports.looking import looked_through, plan_of
from govtrack.rooms.imports.staged import Staged
from govtrack.store import rollups
from govtrack.store.db import db, transaction
from govtrack.store.imports import ImportBatch
from govtrack.store.people import User
from tests.benchmarks.national import reopened
from tests.benchmarks.timing import Spent, spent


class Taken(NamedTuple):
    """What looking a file through and writing it took, and the memory that they needed more (MiB)."""

    rows: int
    looked: Spent
    written: Spent
    memory: float


class Undone(NamedTuple):
    """What undoing an import took, and the memory that it needed more (MiB)."""

    took: Spent
    memory: float


def take_in(folder: Path, kind: str) -> Taken:
    """Take the file that `importing.prepare` made in as the web does; in a process of its own."""
    app, source = reopened(folder), folder / "ledger.csv"
    target = source if kind == "csv" else _as_workbook(source)
    with app.app_context():
        number = _administrator()
        with target.open("rb") as sent:
            file = staged.keep(folder / "uploads", sent, name=target.name, sheet="ledger", person=number)
        before = _memory("VmRSS")
        looked = spent(lambda: _look(file, number))
        file = staged.staged_or_404(file.folder, file.token, person=number)
        plan = plan_of(file)
        assert plan.fault_count == 0, plan.faults[:3]
        written = spent(lambda: _write(file, number))
        return Taken(plan.new, looked, written, _memory("VmHWM") - before)


def undo_it(folder: Path) -> Undone:
    """Undo the import as a whole; in a process of its own."""
    app = reopened(folder)
    with app.app_context():
        before = _memory("VmRSS")
        took = spent(_undo)
        memory = _memory("VmHWM") - before
        assert rollups.differences() == []
    return Undone(took, memory)


def _administrator() -> int:
    with transaction():
        person = account.invite(email="staging@example.org", name="Staging", password_hash="", by="the benchmarks")
        account.grant(person, "administrator", by="the benchmarks")
        return int(person.id)


def _look(file: Staged, number: int) -> None:
    looked_through(file, db.session.get_one(User, number))


def _write(file: Staged, number: int) -> None:
    with transaction():
        writing.take_in(file, db.session.get_one(User, number), mark=plan_of(file).mark, name="")


def _undo() -> None:
    with transaction():
        batch = db.session.scalars(db.select(ImportBatch).order_by(ImportBatch.id.desc())).first()
        assert batch is not None
        undo(act_of(batch), by="the benchmarks", why="A trial")


def _as_workbook(source: Path) -> Path:
    target = source.with_suffix(".xlsx")
    with source.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        columns = [Column(name, name == "amount") for name in next(rows)]
        about = Table("about", [Column("about")], [])
        xlsx.write(target, [Table("ledger", columns, rows)], last=lambda _counts: about)
    return target


def _memory(what: str) -> float:
    """What this process holds (VmRSS), or the most it ever held (VmHWM), in MiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) / 1024
