"""Shared results: one benefit entered once, split to the penny, never counted twice, moved and taken back as one."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from govtrack.analytics.allocation import apportion
from govtrack.analytics.kinds import Category, Kind, Status
from govtrack.domain import claims, outfiles, sheet
from govtrack.domain import ledger as verbs
from govtrack.domain.refusals import Refused
from govtrack.store import audit, ledger, totals
from govtrack.store.collaborations import collaboration_named
from govtrack.store.db import db, transaction
from govtrack.store.shared import shared_in
from tests import make
from tests.filling import answers_on, fill, follow
from tests.test_exports import contents, forget_everything, take_in
from tests.test_longrun import PATH, unwrapped

SignIn = Callable[[str], Any]


class Alliance:
    """Two partners, a recorder of one, and the secretariat of both."""

    def __init__(self) -> None:
        self.west, self.warwick = make.body("West Mercia"), make.body("Warwickshire")
        self.together = make.collaboration("Alliance")
        make.membership(self.together, self.west)
        make.membership(self.together, self.warwick)
        make.person("recorder@example.org", "recorder", organisation=self.west)
        make.person("secretary@example.org", "secretariat", collaboration=self.together)

    def share(self, amount: int = 100_01, period: str = "2023-24", *percents: str, **more: Any) -> int:
        parts = dict(zip((self.west, self.warwick), percents or ("50", "50"), strict=True))
        return make.shared(self.together, parts, period, amount, **more)

    def form(self, **answers: str) -> dict[str, str]:
        return {
            "name": "The dive school", "period": "2023-24", "category": str(int(Category.CASHABLE_SAVING)),
            "amount": "100.01", f"part_{self.west.id}": "50", f"part_{self.warwick.id}": "50", **answers,
        }  # fmt: skip


@pytest.fixture
def alliance(app: Flask) -> Alliance:
    return Alliance()


def amounts(figure: int) -> list[int]:
    db.session.rollback()
    return [leg.amount for leg in ledger.standing(figure)]


def test_it_is_entered_once_split_to_the_penny_and_called_so_on_each_part(alliance: Alliance, sign_in: SignIn) -> None:
    browser = sign_in("secretary@example.org")

    page = follow(browser, fill(browser, "/claims/Alliance/shared", **alliance.form(agreed="Board, 3 June")))

    assert "Shared result: split 50/50" in page.text
    assert "Warwickshire £50.01" in page.text
    assert "West Mercia £50.00" in page.text
    assert "Agreed: Board, 3 June" in page.text
    rows = browser.get("/ledger/Alliance").text
    assert rows.count("Shared result: split 50/50") == 2
    assert "corrected" not in rows
    assert list(audit.faults()) == []
    db.session.rollback()
    years = totals.series(alliance.together.id, 1, (Status.CLAIMED,)).years
    assert sorted(row.amount for row in years) == [50_00, 50_01]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"west": "60"}, "The percentages come to 110, not to 100."),
        ({"west": "0", "warwick": "100"}, "write a percentage above 0"),
        ({"west": "NaN"}, "write a percentage above 0"),
        ({"west": ""}, "a part for two partners at least"),
        ({"how": "amounts", "west": "60", "warwick": "40.00"}, "£0.01 short"),
        ({"how": "amounts", "west": "1e309"}, "Write an amount in figures"),
        ({"amount": "9" * 30}, "digits or fewer"),
        ({"category": str(int(Category.CASH))}, "not one of the answers offered"),
        ({"name": ""}, "Say what the result is."),
        ({"period": "9999-00"}, "period"),
    ],
)
def test_what_cannot_be_shared_is_refused_beside_its_answer(
    alliance: Alliance, sign_in: SignIn, answers: dict[str, str], sentence: str
) -> None:
    numbers = {"west": alliance.west.id, "warwick": alliance.warwick.id}
    sent = {f"part_{numbers[name]}" if name in numbers else name: text for name, text in answers.items()}

    page = fill(sign_in("secretary@example.org"), "/claims/Alliance/shared", **alliance.form(agreed="kept", **sent))

    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert answers_on(page)["agreed"] == "kept"
    assert ledger.count_figures(alliance.together.id) == 0


def test_who_records_for_one_partner_alone_is_told_who_enters_it(alliance: Alliance, sign_in: SignIn) -> None:
    alliance.share()
    browser = sign_in("recorder@example.org")
    line = ledger.figures(alliance.together.id)[0].line

    assert "the secretariat of the collaboration enters it" in browser.get("/claims/Alliance/shared").text
    assert browser.get(f"/claims/figures/{line}/shared").status_code == 403
    assert browser.get(f"/ledger/figures/{line}/withdraw").status_code == 403


def test_the_same_benefit_is_not_counted_by_two(alliance: Alliance, sign_in: SignIn) -> None:
    alliance.share()
    browser = sign_in("recorder@example.org")
    own = {
        "collaboration": "Alliance", "partner": "West Mercia", "period": "2023-24",
        "category": str(int(Category.CASHABLE_SAVING)),
    }  # fmt: skip

    for amount in ("100.01", "50.01", "50.00"):
        page = fill(browser, "/ledger/new", **own, amount=amount)
        assert "is in the shared result “The dive school” already, split 50/50" in page.text
        assert 'href="/ledger/figures/1"' in page.text
    other = fill(browser, "/ledger/new", **own, amount="50.01", note="The kennels")
    assert other.status_code == 302
    with pytest.raises(Refused, match="stands already as figure"):
        alliance.share(2 * 50_01)


def test_its_parts_are_corrected_and_taken_back_together_and_never_one_alone(
    alliance: Alliance, sign_in: SignIn
) -> None:
    number = alliance.share()
    browser = sign_in("secretary@example.org")
    one = ledger.standing(number)[0]
    with pytest.raises(Refused, match="part of a shared result"), transaction():
        verbs.restate(one.line, verbs.entry_of(one)._replace(amount=1), reason="Why", by=make.BY)
    page = sheet.Sheet(alliance.together.id, alliance.west.id, verbs.entry_of(one).period)
    box = sheet.Box("box", sheet.Place(one.measure_id, one.kind, one.category), 1, one.line)
    with pytest.raises(Refused, match="part of a shared result"), transaction():
        sheet.enter(page, [box], reason="Why", by=make.BY)

    done = follow(
        browser,
        fill(
            browser, f"/claims/figures/{number}/shared", amount="300", reason="The rent came back",
            **{f"part_{alliance.west.id}": "66.67", f"part_{alliance.warwick.id}": "33.33"},
        ),
    )  # fmt: skip

    assert amounts(number) == [99_99, 200_01]
    assert "split 66.67% West Mercia, 33.33% Warwickshire" in done.text
    with transaction():
        claims.step(ledger.standing(number)[0].line, Status.REVERSED, reason="It did not last", by=make.BY)
    assert {leg.status for leg in ledger.standing(number)} == {Status.REVERSED}
    line = ledger.standing(number)[0].line
    follow(browser, fill(browser, f"/ledger/figures/{line}/withdraw", reason="Wrong altogether"))
    assert amounts(number) == []
    assert list(audit.faults()) == []


def test_a_shared_result_is_disputed_as_a_whole_and_both_parts_change(alliance: Alliance, sign_in: SignIn) -> None:
    number = alliance.share(90_00, "2023-24", "66.67", "33.33")
    make.figures(*(make.entry(alliance.together, one, "2023-24", 10_00) for one in (alliance.west, alliance.warwick)))
    make.dispute(number, alliance.warwick, amount=30_00)

    page = unwrapped(sign_in("recorder@example.org").get(f"{PATH}?prices=cash&partner=all").text)

    assert "Cashable saving, West Mercia and Warwickshire, 2023-24" in page
    assert "<td>£50</td><td>£10</td>" in page.replace("\n", "").replace("  ", "")


def test_shared_results_go_out_and_come_back_byte_for_byte(alliance: Alliance, tmp_path: Path) -> None:
    alliance.share(note="=1+1")
    alliance.share(700_00, "2022-23 Q1", "30", "70")
    make.figure(alliance.together, alliance.west, "2023-24", 4_00, kind=Kind.BENEFIT, note="After")
    make.dispute(1, alliance.west, amount=5)
    outfiles.folder(tmp_path / "first")

    forget_everything()
    take_in(tmp_path / "first")
    outfiles.folder(tmp_path / "second")
    again = take_in(tmp_path / "first")

    assert contents(tmp_path / "first") == contents(tmp_path / "second")
    assert again.new == 0
    together = collaboration_named("Alliance")
    assert together is not None
    assert [row.split for row in shared_in([together.id])] == ["split 30% West Mercia, 70% Warwickshire", "split 50/50"]


@given(st.integers(0, 10**14), st.lists(st.integers(1, 10_000), min_size=2, max_size=9))
def test_parts_make_the_whole_and_miss_their_exact_share_by_less_than_a_penny(whole: int, weights: list[int]) -> None:
    parts = apportion(whole, weights)

    assert sum(parts) == whole
    assert all(
        abs(part - Fraction(whole * weight, sum(weights))) < 1 for part, weight in zip(parts, weights, strict=True)
    )
