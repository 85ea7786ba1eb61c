"""Kept totals put in order, and the sentences that come of them: part years, spans, joiners and leavers."""

from datetime import date

import pytest

from govtrack.analytics.kinds import Kind, Nature
from govtrack.analytics.look import Asked, Look, Prices, Rows, look
from govtrack.analytics.periods import Period, month_of
from govtrack.analytics.realterms import OUTTURN, Deflators
from govtrack.analytics.record import Member, State
from govtrack.analytics.sentences import headline, why_misleads
from govtrack.analytics.totals import JOINT, Total
from govtrack.analytics.words import POUNDS, Unit

A, B = 1, 2
PAID, HAD, MOVED = Kind.CONTRIBUTION, Kind.BENEFIT, Kind.TRANSFER
WHOLE = 0b111111111111


def apr(year: int) -> int:
    return year * 12 + 3


def row(
    partner: int, kind: Kind, year: int, amount: int, *, months: int = 12, covered: int = WHOLE, **more: int
) -> Total:
    zeros = dict.fromkeys(("in_kind", "costed", "judged", "published", "inferred", "illustrative"), 0)
    return Total(
        partner=partner, kind=kind, starts=apr(year), months=months, amount=amount, covered=covered,
        **{"lines": 1, "counted": 1, **zeros, **more},
    )  # fmt: skip


def both(first: int, a: list[tuple[int, int]], b: list[tuple[int, int]]) -> list[Total]:
    """Years of (paid, had) in pence for two partners."""
    return [
        row(partner, kind, first + at, amount)
        for partner, years in ((A, a), (B, b))
        for at, year in enumerate(years)
        for kind, amount in zip((PAID, HAD), year, strict=True)
    ]


def seen(totals: list[Total], *, eyes: int | None = A, members: list[Member] | None = None, **more: object) -> Look:
    members = members or [Member(A, "Ashdale", ((None, None),), 1), Member(B, "Brackenshire", ((None, None),), 1)]
    asked = Asked(eyes, POUNDS, Nature.FLOW, "benefit", **{"prices": Prices.CASH, **more})  # type: ignore[arg-type] # a test's own
    deflators = Deflators.of([(year, "100", OUTTURN) for year in range(2000, 2031)], release="of the tests")
    return look(asked, members, Rows(totals, []), deflators)


def said(one: Look, key: str) -> str:
    return next(sentence.text for sentence in one.sentences if sentence.key == key)


GOOD = [(100_00, 150_00)] * 5 + [(100_00, 20_00)]


def test_one_bad_year_after_good_ones_is_told_in_that_order() -> None:
    one = seen(both(2018, GOOD, [(100_00, 100_00)] * 6))

    assert headline(one.own, one.told) == (
        "Since 2018-19 Ashdale has put in £600 and had back benefits worth £770, in cash: £170 ahead. "
        "The latest whole year, 2023-24, says the opposite on its own, and would mislead."
    )
    assert said(one, "misled").startswith(
        "In 1 of 6 years, that year alone would have said the opposite. The latest, 2023-24, is one"
    )
    assert "2023-24 alone misleads: it says behind, and 6 years together say ahead." in why_misleads(one.own, one.told)


@pytest.mark.parametrize("years", [0, 1, 2])
def test_fewer_than_three_years_allow_no_verdict(years: int) -> None:
    one = seen(both(2020, GOOD[:years], GOOD[:years]))

    assert not any(sentence.said for sentence in one.sentences)
    assert "too early to say" in headline(one.own, one.told).lower()


def test_a_part_year_is_in_the_sums_and_in_no_comparison() -> None:
    totals = [
        *both(2019, GOOD[:4], GOOD[:4]),
        row(A, PAID, 2023, 50_00, covered=0b111),
        row(A, HAD, 2023, 10_00, covered=0b111),
    ]
    one = seen(totals)

    assert one.own.part_years == (4,)
    assert one.own.to_date.paid == 450_00
    assert one.own.misled.defined == 4
    assert one.record.benefit[0][4].state is State.PART
    assert "2023-24" in " ".join(one.sentences[0].workings)


def test_a_year_waits_for_every_member_before_it_has_shares() -> None:
    totals = [one for one in both(2019, GOOD[:5], GOOD[:5]) if not (one.partner == B and one.starts == apr(2023))]
    one = seen(totals)

    assert one.own.shares.years == (0, 1, 2, 3)
    assert one.own.years == (0, 1, 2, 3, 4)


def test_who_joins_late_or_leaves_is_not_waited_for_outside_its_years() -> None:
    members = [
        Member(A, "Ashdale", ((None, None),), 1),
        Member(B, "Brackenshire", ((month_of(date(2020, 4, 1)), month_of(date(2022, 3, 31))),), 1),
    ]
    totals = [one for one in both(2019, GOOD[:5], GOOD[:5]) if one.partner == A or one.starts in {apr(2020), apr(2021)}]
    one = seen(totals, members=members)

    assert one.own.shares.years == (0, 1, 2, 3, 4)
    assert one.answers[1].shares.years == (1, 2)
    assert one.record.benefit[1][0].state is State.OUTSIDE


def test_a_joiner_in_mid_year_owes_only_the_months_it_was_there() -> None:
    members = [Member(A, "Ashdale", ((month_of(date(2019, 10, 1)), None),))]
    one = seen([row(A, PAID, 2019, 5, covered=0b111111000000), row(A, HAD, 2019, 5, covered=WHOLE)], members=members)

    assert one.record.contribution[0][0].state is State.WHOLE


def test_a_span_counts_only_over_its_whole_and_never_twice() -> None:
    span = row(A, HAD, 2018, 70_00, months=36)
    paid = row(A, PAID, 2018, 60_00, months=36)
    alone = seen([span, paid, *both(2021, GOOD[:3], GOOD[:3])])
    beside = seen([span, paid, *both(2018, GOOD[:3], GOOD[:3])])
    cut = seen([span, paid, *both(2021, GOOD[:3], GOOD[:3])], first=apr(2019))

    assert alone.own.to_date.back == 70_00 + 450_00
    assert beside.own.to_date.back == 450_00
    assert [one.counted for one in beside.record.spans] == [False, False]
    assert cut.record.spans == ()


def test_joint_figures_stand_apart_and_enter_no_share() -> None:
    one = seen([*both(2019, GOOD[:4], GOOD[:4]), row(JOINT, HAD, 2019, 999_00)])

    assert [span.amount for span in one.record.joint] == [999_00]
    assert one.own.shares.had == seen(both(2019, GOOD[:4], GOOD[:4])).own.shares.had


def test_transfers_move_money_and_no_share() -> None:
    plain = seen(both(2019, GOOD[:4], GOOD[:4]))
    moved = seen([*both(2019, GOOD[:4], GOOD[:4]), row(A, MOVED, 2021, -500_00), row(B, MOVED, 2021, 500_00)])

    assert moved.own.to_date.net == plain.own.to_date.net - 500_00
    assert moved.answers[1].to_date.net == plain.answers[1].to_date.net + 500_00
    assert moved.own.shares == plain.own.shares
    assert "paid to other partners" in " ".join(moved.sentences[0].workings)


def test_a_year_without_a_deflator_falls_back_to_cash_and_says_so() -> None:
    one = seen(both(2029, GOOD[:4], GOOD[:4]), prices=Prices.REAL)

    assert one.prices is Prices.CASH
    assert "Shown in cash" in one.notes[0]


def test_a_measure_that_is_not_money_has_shares_against_what_was_paid_and_no_net_position() -> None:
    members = [Member(A, "Ashdale", ((None, None),)), Member(B, "Brackenshire", ((None, None),))]
    people = [row(p, HAD, 2019 + at, 30 if p == A else 10) for p in (A, B) for at in range(4)]
    pounds = both(2019, [(100_00, 0)] * 4, [(100_00, 0)] * 4)
    asked = Asked(A, Unit("people", 0, money=False), Nature.FLOW, "people found", prices=Prices.CASH)
    deflators = Deflators.of([(2020, "100", OUTTURN)], release="of the tests")

    one = look(asked, members, Rows(people, [], pounds), deflators)

    assert one.own.to_date is None
    assert said(one, "shares") == "Over four years Ashdale paid 50% of the cost and had 75% of the people found."


def test_a_provisional_year_is_in_the_sums_and_in_no_comparison_and_is_called_so() -> None:
    members = [
        Member(A, "Ashdale", ((None, None),), 1),
        Member(B, "Brackenshire", ((None, None),), 1, provisional=(Period(apr(2023) + 9, 3),)),
    ]
    years = both(2020, [(100_00, 110_00)] * 4, [(100_00, 120_00)] * 4)
    one = seen(years, members=members)
    other = seen(years, members=members, eyes=B)

    assert one.record.benefit[1][3].state is State.PROVISIONAL
    assert one.own is not None
    assert one.own.years == (0, 1, 2, 3)
    assert one.own.shares.years == (0, 1, 2), "shares wait for everybody"
    assert other.own is not None
    assert other.own.part_years == (3,)
    assert other.own.to_date is not None
    assert other.own.to_date.back == 480_00
    assert "Provisional: 2023-24 (Brackenshire)." in " ".join(one.remarks)
    assert "in the sums to date, and in no comparison" in " ".join(one.remarks)
    assert "2023-24 (provisional)" in " ".join(line for each in other.sentences for line in each.workings)
