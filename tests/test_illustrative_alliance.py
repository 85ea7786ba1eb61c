"""The invented alliance: its files are what the generator makes, and its figures bear the story out."""

from collections import Counter

from govtrack.analytics.answer import Standing
from govtrack.analytics.kinds import Nature
from govtrack.analytics.look import Asked, Rows, look
from govtrack.analytics.words import POUNDS
from govtrack.domain import shipped
from tests.demonstration import DATA, sheet
from tests.illustrative import totals
from tests.illustrative.facts import HERO, misleading_years, untrue, windows_needed
from tests.illustrative.figures import lines
from tests.illustrative.files import texts
from tests.illustrative.reckoning import YEARS, Books, lit, signals
from tests.illustrative.story import EASTVALE_SHIFT, PARTNERS, members
from tests.illustrative.totals import NUMBERS


def test_the_shipped_alliance_is_what_the_generator_makes() -> None:
    for name, made in texts().items():
        shipped = (DATA / "illustrative" / f"{name}.csv").read_text(encoding="utf-8")

        assert shipped == made, f"{name}.csv differs: run python -m tests.illustrative"


def test_every_invented_figure_is_called_illustrative() -> None:
    assert {row["provenance"] for row in sheet("illustrative", "ledger")} == {"illustrative"}
    assert all("llustrative" in row["name"] for row in sheet("illustrative", "organisations"))
    assert sheet("illustrative", "collaborations")[0]["purpose"].startswith("Illustrative:")


def test_one_chain_of_decisions_reaches_back_to_a_police_authority() -> None:
    by_reference = {row["reference"]: row for row in sheet("illustrative", "decisions")}
    reference, chain = "ADPCC 2014-003", []

    while reference:
        chain.append(by_reference[reference])
        reference = chain[-1]["supersedes"]

    assert [row["decided"][:4] for row in chain] == ["2014", "2013", "2011"]
    assert "Police Authority" in chain[-1]["summary"]


def test_a_rule_of_the_alliance_names_the_decision_that_set_it() -> None:
    decided = {row["reference"] for row in sheet("illustrative", "decisions")}

    assert {row["decision"] for row in sheet("illustrative", "share_rules")} <= decided


def test_the_invented_figures_bear_their_story_out() -> None:
    assert untrue(lines()) == []


def test_the_hero_of_the_story_is_ahead_though_its_latest_year_is_bad() -> None:
    books = Books(lines())

    assert books.net(HERO, YEARS) > 0 > books.net(HERO, [2025])
    assert books.gap(HERO, list(YEARS)) > 0 > books.gap(HERO, [2025])
    assert misleading_years(books) == [2014, 2017, 2020, 2023, 2025]
    assert windows_needed(books) == (4, 5)


def test_turns_in_the_spotlight_go_round() -> None:
    books = Books(lines())

    assert {partner: lit(books, partner) for partner in PARTNERS} == {
        "Ashdale": [2019, 2025],
        "Brackenshire": [2016],
        "Coastshire": [2015, 2018, 2021],
        "Dunmore": [2017, 2020, 2023],
        "Eastvale": [2024],
    }


def test_the_real_change_begins_when_the_search_team_moved() -> None:
    books = Books(lines())
    quarters = books.quarters("Eastvale")
    shares = books.quarterly("Eastvale", as_share=True)

    named = signals(shares)

    mean = sum(shares) / len(shares)
    above = [quarters[at] for at in named if shares[at] > mean]
    assert min(above) == EASTVALE_SHIFT
    assert max(above) == quarters[-1] == (2026, 1)


def test_the_current_year_is_reported_in_part() -> None:
    rows = [row for row in sheet("illustrative", "ledger") if row["period"].startswith("2026-27 ")]
    reported = {(row["partner"], row["period"]) for row in rows if row["status"] == "claimed"}
    expected = {(row["partner"], row["period"]) for row in rows if row["status"] == "forecast"}
    due = {(partner, f"2026-27 Q{quarter}") for partner in members(2026, 1) for quarter in (1, 2, 3, 4)}

    assert Counter(period for _, period in reported) == {"2026-27 Q1": 4, "2026-27 Q2": 2}
    assert reported | expected == due
    assert not reported & expected


def test_the_alliance_costs_twelve_to_sixteen_million_a_year_in_figures_nobody_rounded() -> None:
    books = Books(lines(), real=False)
    pounds = [row["amount"] for row in sheet("illustrative", "ledger") if row["measure"] == "GBP" and row["partner"]]

    assert all(12_000_000_00 < books.whole("contribution", year) < 16_100_000_00 for year in YEARS)
    assert sum(amount.endswith(".00") for amount in pounds) < len(pounds) / 50
    assert len(sheet("illustrative", "ledger")) > 3000


def test_the_product_itself_says_that_the_last_year_misleads_the_hero() -> None:
    made = lines()
    asked = Asked(NUMBERS[HERO], POUNDS, Nature.FLOW, "benefit")

    seen = look(asked, totals.members(), Rows(totals.yearly(made), totals.quarterly(made)), shipped.release())

    own = seen.own
    assert own is not None
    assert own.misled is not None
    assert own.standing is Standing.AHEAD
    assert own.last_standing is Standing.BEHIND
    assert own.last_misleads
    assert [seen.record.labels[year] for year in own.misled.wrong] == [
        "2014-15", "2017-18", "2020-21", "2023-24", "2025-26"
    ]  # fmt: skip
    assert own.settling.window == 5
    assert seen.control.chart.signals == ()


def test_the_product_and_the_generator_agree_to_the_pound() -> None:
    made = lines()
    books = Books(made)
    record = look(
        Asked(NUMBERS[HERO], POUNDS, Nature.FLOW, "benefit"),
        totals.members(),
        Rows(totals.yearly(made), totals.quarterly(made)),
        shipped.release(),
    ).record

    for partner, number in NUMBERS.items():
        place = record.place(number)
        assert place is not None
        for year in YEARS:
            for kind, side in (("contribution", record.contribution), ("benefit", record.benefit)):
                shown = side[place][year - YEARS[0]].amount or 0
                assert abs(shown - books.year(kind, partner, year)) < 100, (partner, year, kind)
