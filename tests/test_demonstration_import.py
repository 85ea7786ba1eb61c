"""The demonstration's folders taken in by the import that anyone uses."""

from flask import Flask

from govtrack.domain import imports
from govtrack.papers.books import opened
from govtrack.store.db import transaction
from tests.demonstration import DATA, FOLDERS, sheet


def test_both_folders_are_taken_in_without_a_fault_and_a_second_time_add_nothing(app: Flask) -> None:
    with transaction():
        first = [imports.carry_out(opened(DATA / folder), by="the tests") for folder in FOLDERS]

    with transaction():
        second = [imports.carry_out(opened(DATA / folder), by="the tests") for folder in FOLDERS]

    rows = sum(len(sheet(folder, path.stem)) for folder in FOLDERS for path in (DATA / folder).glob("*.csv"))
    assert sum(plan.new + plan.there for plan in first) == rows
    assert sum(plan.there for plan in first) == 1, "people found is a measure of both"
    assert sum(plan.new for plan in second) == 0
