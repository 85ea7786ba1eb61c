"""The demonstration's data: both folders held against the format of the import and the rules of the ledger."""

import re
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from govtrack.analytics.kinds import (
    CATEGORIES,
    About,
    Basis,
    Better,
    Category,
    Kind,
    Model,
    Nature,
    OfficeKind,
    OrganisationKind,
    Outcome,
    Provenance,
    State,
    Status,
)
from govtrack.analytics.periods import parse
from tests.demonstration import DATA, FOLDERS, cells, everywhere, organisations, sheet
from tests.illustrative.files import HEADERS

TODAY = date(2026, 11, 22)
PART_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
AMOUNT = re.compile(r"-?\d+(\.\d+)?")


@pytest.mark.parametrize("folder", FOLDERS)
@pytest.mark.parametrize("name", HEADERS)
def test_every_file_has_exactly_the_columns_of_the_format(folder: str, name: str) -> None:
    text = (DATA / folder / f"{name}.csv").read_text(encoding="utf-8")

    assert text.splitlines()[0] == HEADERS[name]
    assert sheet(folder, name), "a file of the demonstration is not empty"
    assert all(None not in row and None not in row.values() for row in sheet(folder, name)), "a row too long or short"
    assert "—" not in text, "product text has no em dashes"
    assert "\r" not in text


def test_short_names_are_short_and_unique_whatever_their_case() -> None:
    names = [*organisations(), *(row["short_name"] for row in everywhere("collaborations"))]
    collaborations = [row["short_name"].casefold() for row in everywhere("collaborations")]

    assert all(0 < len(name) <= 15 for name in names)
    assert not any(set(name) & set("/\\?#%") for name in names), "a short name is part of an address"
    assert len({name.casefold() for name in organisations()}) == len(organisations())
    assert len(set(collaborations)) == len(collaborations)


def test_every_name_that_a_row_leans_on_is_there() -> None:
    collaborations = {row["short_name"] for row in everywhere("collaborations")}
    measures = {"GBP", *(row["name"] for row in everywhere("measures"))}

    for name, column in (
        ("offices", "organisation"), ("memberships", "partner"), ("share_rules", "partner"),
        ("ledger", "partner"), ("decisions", "body"),
    ):  # fmt: skip
        assert {row[column] for row in everywhere(name)} - {""} <= organisations(), name
    for name in ("memberships", "share_rules", "ledger", "decisions"):
        assert {row["collaboration"] for row in everywhere(name)} - {""} <= collaborations, name
    assert {row["measure"] for row in everywhere("ledger")} <= measures


def test_every_word_with_a_choice_is_one_of_the_choices() -> None:
    for row in everywhere("ledger"):
        assert Category.of(row["category"]) in CATEGORIES[Kind.of(row["kind"])], row
        assert Status.of(row["status"])
        assert Basis.of(row["basis"])
        assert Provenance.of(row["provenance"])
    for name, column, choices in (
        ("organisations", "kind", OrganisationKind), ("offices", "kind", OfficeKind),
        ("collaborations", "model", Model), ("collaborations", "state", State),
        ("measures", "nature", Nature), ("measures", "better", Better),
        ("share_rules", "about", About), ("decisions", "outcome", Outcome),
    ):  # fmt: skip
        assert {row[column] for row in everywhere(name)} <= set(choices), (name, column)


def test_every_date_parses_and_none_lies_ahead() -> None:
    for name, columns in (
        ("offices", ("from", "to")), ("collaborations", ("started", "ended")), ("decisions", ("decided",)),
    ):  # fmt: skip
        for row in everywhere(name):
            for text in filter(None, (row[column] for column in columns)):
                assert PART_DATE.fullmatch(text), (name, row)
                assert text <= TODAY.isoformat()
                if len(text) == 10:
                    date.fromisoformat(text)
    for name, columns in (("memberships", ("joined", "left")), ("share_rules", ("from", "to"))):
        for row in everywhere(name):
            for text in filter(None, (row[column] for column in columns)):
                assert date.fromisoformat(text) <= TODAY


def test_every_period_and_amount_parses_in_the_unit_of_its_measure() -> None:
    decimals = {"GBP": 2, **{row["name"]: int(row["decimals"]) for row in everywhere("measures")}}

    for row in everywhere("ledger"):
        parse(row["period"])
        assert AMOUNT.fullmatch(row["amount"]), row
        amount = Decimal(row["amount"])
        assert amount == round(amount, decimals[row["measure"]])
        assert bool(row["low"]) == bool(row["high"])
        if row["low"]:
            assert row["basis"] == "judged"
            assert Decimal(row["low"]) <= amount <= Decimal(row["high"])
        assert amount > 0 or row["kind"] == "transfer", "a dis-benefit is written positive"


def test_a_measure_named_in_both_folders_is_the_same_measure() -> None:
    named = defaultdict(set)

    for row in everywhere("measures"):
        named[row["name"].casefold()].add(tuple(row.values()))

    assert all(len(ways) == 1 for ways in named.values())


def test_nothing_that_is_claimed_has_still_to_begin() -> None:
    for row in everywhere("ledger"):
        if row["status"] in ("claimed", "verified"):
            assert parse(row["period"]).start <= TODAY, row


def test_no_month_is_stated_by_periods_of_different_lengths() -> None:
    for key, periods in cells():
        within_a_year = sorted(period for period in periods if period.months <= 12 and key[2] != "transfer")
        for earlier, later in pairwise(within_a_year):
            assert earlier.starts + earlier.months <= later.starts, (key, earlier, later)


def test_spans_that_overlap_for_one_partner_are_said_to_be_disputed() -> None:
    for key, periods in cells():
        spans = sorted(period for period in periods if period.months > 12)
        if any(one.starts + one.months > two.starts for one, two in pairwise(spans)):
            rows = [row for row in everywhere("ledger") if row["collaboration"] == key[0] and " to " in row["period"]]
            assert all("Disputed" in row["note"] for row in rows), key


def test_no_two_rows_of_the_ledger_are_the_same() -> None:
    rows = Counter(tuple(row.values()) for row in everywhere("ledger"))

    assert max(rows.values()) == 1


def test_transfers_between_two_partners_come_to_nil() -> None:
    legs = defaultdict(list)

    for row in everywhere("ledger"):
        if row["kind"] == "transfer":
            assert row["partner"], "a transfer names who pays or receives"
            legs[row["collaboration"], row["period"]].append(Decimal(row["amount"]))

    assert len(legs) == 13
    assert all(len(amounts) == 2 and sum(amounts) == 0 for amounts in legs.values()), legs


def test_figures_fall_within_a_partners_time_in_the_collaboration() -> None:
    spells = {(row["collaboration"], row["partner"]): row for row in everywhere("memberships")}

    for row in everywhere("ledger"):
        if not row["partner"]:
            continue
        spell, period = spells[row["collaboration"], row["partner"]], parse(row["period"])
        if row["kind"] != "transfer":
            assert not spell["joined"] or date.fromisoformat(spell["joined"]) <= period.end, row
            assert not spell["left"] or date.fromisoformat(spell["left"]) >= period.start, row


def test_a_decision_supersedes_only_an_earlier_one_of_its_own_body() -> None:
    for folder in FOLDERS:
        taken: dict[tuple[str, str], str] = {}
        for row in sheet(folder, "decisions"):
            key = (row["body"], row["reference"].casefold())
            assert key not in taken, f"{key} is there twice"
            if row["supersedes"]:
                assert taken[row["body"], row["supersedes"].casefold()] <= row["decided"]
            taken[key] = row["decided"]


def test_the_shares_of_every_rule_come_to_a_hundred_and_follow_the_members() -> None:
    rules: dict[tuple[str, ...], dict[str, Decimal]] = defaultdict(dict)
    spells = {(row["collaboration"], row["partner"]): row for row in everywhere("memberships")}

    for row in everywhere("share_rules"):
        assert bool(row["percent"]) is (row["way"] == "percentages")
        percent = Decimal(row["percent"]) if row["percent"] else Decimal(0)
        rules[row["collaboration"], row["about"], row["from"], row["to"], row["way"]][row["partner"]] = percent

    for (collaboration, _, since, until, way), parts in rules.items():
        assert way == "mix" or sum(parts.values()) == 100
        for partner in parts:
            spell = spells[collaboration, partner]
            assert spell["joined"] <= since
            assert not spell["left"] or spell["left"] >= (until or "9999")
