"""The published record: real collaborations, each figure with its source and never made more than it is."""

import csv
import re

from tests.demonstration import DATA, sheet


def test_forces_are_shortened_only_where_they_must_be() -> None:
    with (DATA / "forces.csv").open(encoding="utf-8", newline="") as file:
        forces = [row["force"] for row in csv.DictReader(file)]
    with (DATA / "forces_short.csv").open(encoding="utf-8", newline="") as file:
        short = {row["force"]: row["short_name"] for row in csv.DictReader(file)}

    assert list(short) == forces
    assert len(forces) == 43
    assert all((short[force] == force) is (len(force) <= 15) for force in forces)


def test_every_published_figure_has_its_address_and_none_is_upgraded() -> None:
    rows = sheet("published", "ledger")

    assert {row["provenance"] for row in rows} == {"published", "inferred"}
    assert all(re.match(r"https?://\S+$", row["source"]) and row["note"] for row in rows)
    verified = [(row["collaboration"], row["category"]) for row in rows if row["status"] == "verified"]
    assert verified == [("WM-Warks", "settlement")] * 2, "only what both sides agreed"
    assert all(row["source"] for name in ("offices", "decisions") for row in sheet("published", name))


def test_figures_that_contradict_each_other_are_all_there_and_say_so() -> None:
    disputed = {
        (row["collaboration"], row["amount"]) for row in sheet("published", "ledger") if "isputed" in row["note"]
    }

    assert {("Kent-Essex", "2800000"), ("Kent-Essex", "6000000"), ("Norfolk-Suffolk", "20000000")} <= disputed
    assert ("WM-Warks", "35000000") in disputed


def test_west_mercia_and_warwickshire_are_told_from_beginning_to_end() -> None:
    members, decisions, ledger = (
        [row for row in sheet("published", name) if row["collaboration"] == "WM-Warks"]
        for name in ("memberships", "decisions", "ledger")
    )
    votes = {row["partner"]: row["votes"] for row in members}
    decided = [row["decided"] for row in decisions]
    holders = {row["holder"] for row in sheet("published", "offices") if row["organisation"] in votes}
    paid = {row["partner"]: row["amount"] for row in ledger if row["category"] == "settlement"}

    assert votes == {"West Mercia": "1", "Warwickshire": "1"}
    assert decided == ["2011-06-28", "2011-06-29", "2018-10-09", "2019-10", "2020-03-30", "2020-03-30"]
    assert {"Bill Longmore", "John Campion", "Ron Ball", "Philip Seccombe"} <= holders
    assert paid == {"West Mercia": "-10500000", "Warwickshire": "10500000"}
