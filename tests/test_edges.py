"""What a figure that is out of the ordinary does to the answer, and the words by which the page says so."""

from datetime import date

import pytest

from govtrack.analytics.kinds import Kind, Nature
from govtrack.analytics.look import Asked, Prices, Rows, look
from govtrack.analytics.periods import month_of
from govtrack.analytics.realterms import OUTTURN, Deflators
from govtrack.analytics.record import Member
from govtrack.analytics.remarks import memberships
from govtrack.analytics.words import POUNDS
from tests.test_record import HAD, PAID, A, B, apr, both, row, said, seen

EVEN = [(100_00, 100_00)] * 6


def changed(year: int, a: int, b: int) -> list[object]:
    """Six even years, but for what both had in one of them."""
    rows = [one for one in both(2018, EVEN, EVEN) if not (one.kind == HAD and one.starts == apr(year))]
    return [*rows, row(A, HAD, year, a), row(B, HAD, year, b)]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (changed(2021, 0, 0), "No benefit is recorded in 2021-22, so that there are no shares of it."),
        (changed(2021, -60_00, 20_00), "In 2021-22 corrections outweighed the benefit"),
        (changed(2021, -5_00, 20_00), "Ashdale's benefit in 2021-22 is below nought: it includes a repayment"),
        (
            [one for one in both(2018, EVEN, EVEN) if not (one.partner == A and one.starts == apr(2020))],
            "Ashdale: 5 of 6 years reported in full.",
        ),
        (
            [one for one in both(2018, EVEN, EVEN) if not (one.partner == B and one.starts == apr(2023))],
            "2023-24 waits for Brackenshire.",
        ),
        (
            [one._replace(in_kind=one.amount if one.kind == PAID else 0) for one in both(2018, EVEN, EVEN)],
            "Ashdale paid in kind only",
        ),
    ],
)  # fmt: skip
def test_what_is_out_of_the_ordinary_is_said_in_words(rows: list[object], words: str) -> None:
    one = seen(rows)  # type: ignore[arg-type] # rows, as both() gives them

    assert any(remark.startswith(words) for remark in one.remarks), one.remarks


def test_nothing_is_remarked_on_where_nothing_is_out_of_the_ordinary() -> None:
    assert seen(both(2018, EVEN, EVEN)).remarks == []


def test_corrections_that_outweigh_all_benefit_leave_money_and_no_shares() -> None:
    one = seen(both(2018, [(100_00, -50_00)] * 4, [(100_00, 10_00)] * 4))

    assert "behind" in said(one, "net")
    assert said(one, "shares") == "Shares cannot be worked out: over these years one side comes to nothing, or to less."


def test_a_partner_alone_has_no_shares_to_compare() -> None:
    rows = [one for one in both(2018, EVEN, EVEN) if one.partner == A]

    one = seen(rows, members=[Member(A, "Ashdale", ((None, None),), 1)])

    assert said(one, "shares") == "There is one partner alone, so that there are no shares to compare."


def test_joining_leaving_and_coming_back_are_dated() -> None:
    def at(year: int, month: int) -> int:
        return month_of(date(year, month, 1))

    members = [
        Member(A, "Ashdale", ((at(2012, 4), None),), 1),
        Member(B, "Brackenshire", ((at(2012, 4), at(2019, 3)), (at(2020, 10), at(2023, 2))), 1),
    ]

    one = seen(both(2018, EVEN, EVEN), members=members)

    assert memberships(one.record) == "Brackenshire: left Mar 2019, a member again since Oct 2020, left Feb 2023"


def test_who_was_no_member_in_the_years_shown_is_not_waited_for() -> None:
    members = [
        Member(A, "Ashdale", ((None, month_of(date(2019, 3, 1))),), 1),
        Member(B, "Brackenshire", ((None, None),)),
    ]

    one = seen([one for one in both(2020, EVEN, EVEN) if one.partner == B], members=members)

    assert said(one, "net") == "No net position: Ashdale was no member in the years shown."
    assert said(one, "shares") == "There are no shares: Ashdale was no member in the years shown."


@pytest.mark.parametrize(
    ("covered", "words"), [(0b000000111111, "2 of 4 quarters"), (0b000000001111, "4 of 12 months")]
)
def test_a_part_year_says_how_much_of_it_is_known(covered: int, words: str) -> None:
    part = [row(A, kind, 2024, 10_00, covered=covered) for kind in (PAID, HAD)]

    one = seen([*both(2018, EVEN, EVEN), *part])

    assert f"2024-25 ({words})" in " ".join(one.sentences[0].workings)


def test_years_that_never_vary_have_limits_on_their_average_and_no_signal() -> None:
    one = seen(both(2018, EVEN, EVEN))

    assert said(one, "control").startswith("No variation is recorded: every year with figures is 50%.")


def test_no_year_that_points_the_other_way_is_said_plainly() -> None:
    one = seen(both(2018, [(100_00, 150_00)] * 4, EVEN[:4]))

    assert said(one, "misled") == "None of the 4 years, taken alone, would have said the opposite."


def test_a_level_says_where_its_figures_come_from_though_nothing_is_added() -> None:
    rows = [row(A, Kind.BENEFIT, 2018, 19_0, months=3, illustrative=1)]
    asked = Asked(A, POUNDS, Nature.LEVEL, "minutes", Prices.CASH)
    deflators = Deflators.of([(2024, "100", OUTTURN)], release="of the tests")

    one = look(asked, [Member(A, "Ashdale", ((None, None),), 1)], Rows([], rows), deflators)

    assert [source.illustrative for source in one.sources] == [1]
    assert one.record.totals == ()
