"""What stands behind a benefit: the claim, an amount given as so far, its way to verified or reversed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from govtrack.analytics.kinds import Category, Counted, Kind, Provenance, Status
from govtrack.domain import claims as verbs
from govtrack.domain import disputes, outfiles
from govtrack.domain import ledger as ledger_verbs
from govtrack.domain.refusals import Refused
from govtrack.store import audit, claims, ledger, totals
from govtrack.store.db import db, transaction
from tests import make
from tests.filling import fill, follow, offered_on, resend
from tests.test_exports import contents, forget_everything, take_in
from tests.test_longrun import unwrapped

SignIn = Callable[[str], Any]


class Alliance:
    """One partner with a recorder and an approver, and the recorder of another."""

    def __init__(self) -> None:
        self.west, self.warwick = make.body("West Mercia"), make.body("Warwickshire")
        self.together = make.collaboration("Alliance")
        make.membership(self.together, self.west)
        make.membership(self.together, self.warwick)
        make.person("recorder@example.org", "recorder", organisation=self.west)
        make.person("approver@example.org", "approver", organisation=self.west)
        make.person("other@example.org", "approver", organisation=self.warwick)

    def benefit(self, period: str, amount: int, **more: Any) -> int:
        return make.figure(self.together, self.west, period, amount, kind=Kind.BENEFIT, **more)


@pytest.fixture
def alliance(app: Flask) -> Alliance:
    return Alliance()


def saving(**answers: str) -> dict[str, str]:
    return {
        "collaboration": "Alliance", "partner": "West Mercia", "period": "2023-24",
        "category": str(int(Category.CASHABLE_SAVING)), "amount": "12.4m", **answers,
    }  # fmt: skip


def standing(figure: int) -> Any:
    db.session.rollback()
    return ledger.standing(figure)[0]


def test_an_amount_given_as_so_far_is_converted_once_and_both_are_shown(alliance: Alliance, sign_in: SignIn) -> None:
    alliance.benefit("2021-22", 6_000_000_00)
    alliance.benefit("2022-23", 5_000_000_00, status=Status.VERIFIED)
    alliance.benefit("2022-23", 900_00, category=Category.EFFICIENCY)
    alliance.benefit("2023-24", 700_00, status=Status.FORECAST)
    browser = sign_in("recorder@example.org")

    page = follow(browser, fill(browser, "/ledger/new", **saving(so_far="yes", claimant="Finance", recurs="recurring")))

    said = unwrapped(page.text)
    assert "£12,400,000.00 so far, of which £1,400,000.00 in 2023-24: £11,000,000.00 stood already" in said
    assert "Finance" in said
    years = totals.series(alliance.together.id, 1, Counted.CLAIMED_AND_VERIFIED.statuses).years
    assert sum(row.amount for row in years) == 12_400_000_00 + 900_00, "the sum is what was said to have come so far"


def test_an_earlier_figure_that_is_restated_leaves_what_was_converted_alone(alliance: Alliance) -> None:
    line = alliance.benefit("2022-23", 5_000_00)
    entry = make.entry(alliance.together, alliance.west, "2023-24", 7_000_00, kind=Kind.BENEFIT)
    with transaction():
        number = verbs.record([entry], verbs.Stated(so_far=True), by=make.BY)[0]
    with transaction():
        ledger_restate(line, make.entry(alliance.together, alliance.west, "2022-23", 4_000_00, kind=Kind.BENEFIT))

    claim = claims.claim_of(number)

    assert standing(number).amount == 2_000_00
    assert claim is not None
    assert (claim.so_far, claim.earlier) == (7_000_00, 5_000_00)


def ledger_restate(line: int, entry: Any) -> None:

    ledger_verbs.restate(line, entry, reason="It was less", by=make.BY)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"so_far": "yes", "amount": "1"}, "£1.00 so far is less than the £50.00 that stands already"),
        ({"so_far": "maybe"}, "not one of the answers offered"),
        ({"category": str(int(Category.CASH)), "claimant": "Finance"}, "Only a benefit carries a claim"),
        ({"status": str(int(Status.VERIFIED))}, "A benefit is verified by an approver who did not claim it"),
        ({"recurs": "never"}, "not one of the answers offered"),
        ({"method": "a" * 10_000}, "At most 4,000 characters"),
        ({"claimant": "a\x00b"}, "cannot be shown"),
    ],
)
def test_what_cannot_be_claimed_is_refused_beside_its_answer(
    alliance: Alliance, sign_in: SignIn, answers: dict[str, str], sentence: str
) -> None:
    alliance.benefit("2022-23", 50_00)

    page = fill(sign_in("recorder@example.org"), "/ledger/new", **saving(**answers))

    assert page.status_code == 200
    assert sentence in page.text
    assert "<title>Error: " in page.text
    assert ledger.count_figures(alliance.together.id) == 1
    assert claims.claims_in([alliance.together.id]) == []


def test_a_benefit_goes_from_forecast_to_verified_by_somebody_else_and_is_reversed(
    alliance: Alliance, sign_in: SignIn
) -> None:
    recorder, approver = sign_in("recorder@example.org"), sign_in("approver@example.org")
    page = follow(recorder, fill(recorder, "/ledger/new", **saving(status=str(int(Status.FORECAST)))))
    number = int(page.request.path.rsplit("/", 1)[1])
    step = f"/claims/figures/{number}/step"

    follow(recorder, fill(recorder, step, to=str(int(Status.CLAIMED)), reason="The year is over"))
    own = recorder.get(step)
    other = sign_in("other@example.org").get(step)
    follow(approver, fill(approver, step, to=str(int(Status.VERIFIED)), reason="Audit checked the invoices"))
    verified = standing(number)
    no_reason = fill(recorder, step, to=str(int(Status.REVERSED)), reason="")
    done = follow(recorder, fill(recorder, step, to=str(int(Status.REVERSED)), reason="The contract ended"))

    assert "Verifying is for approvers" in own.text
    assert str(int(Status.VERIFIED)) not in offered_on(own, "to")
    assert other.status_code == 403
    assert verified.status == Status.VERIFIED
    assert "Say why" in no_reason.text
    for word in ("forecast", "claimed", "verified", "reversed", "Audit checked the invoices", "The contract ended"):
        assert word in done.text.split('class="stages"')[1].split("</ol>")[0]
    assert standing(number).status == Status.REVERSED
    assert "reversed" in recorder.get("/ledger/Alliance").text
    years = totals.series(alliance.together.id, 1, Counted.CLAIMED_AND_VERIFIED.statuses).years
    assert [row for row in years if row.lines] == []
    assert list(audit.faults()) == []


def test_who_claimed_a_benefit_does_not_verify_it_though_an_approver(alliance: Alliance, sign_in: SignIn) -> None:
    approver = sign_in("approver@example.org")
    page = follow(approver, fill(approver, "/ledger/new", **saving()))
    number = int(page.request.path.rsplit("/", 1)[1])

    answer = fill(approver, f"/claims/figures/{number}/step", to=str(int(Status.VERIFIED)), reason="I am sure")

    assert "You claimed it yourself: somebody else verifies it." in answer.text
    assert standing(number).status == Status.CLAIMED


def test_a_step_that_does_not_follow_is_refused_and_a_verified_amount_is_not_quietly_changed(
    alliance: Alliance, sign_in: SignIn
) -> None:
    line = alliance.benefit("2023-24", 50_00, status=Status.VERIFIED)
    with pytest.raises(Refused, match="A verified figure does not become target"), transaction():
        verbs.step(line, Status.TARGET, reason="Why not", by=make.BY)
    browser = sign_in("recorder@example.org")

    kept = fill(browser, f"/ledger/figures/{line}/restate", amount="60", reason="It was more")
    done = fill(
        browser, f"/ledger/figures/{line}/restate", amount="60", reason="It was more", how_far=str(int(Status.CLAIMED))
    )

    assert "What was verified is what it said before" in kept.text
    assert done.status_code == 302
    assert standing(line).status == Status.CLAIMED


def test_a_figure_that_was_reversed_may_be_stated_again_for_the_same_months(alliance: Alliance) -> None:
    line = alliance.benefit("2023-24", 50_00)
    with transaction():
        verbs.step(line, Status.REVERSED, reason="It did not last", by=make.BY)

    again = make.figures(make.entry(alliance.together, alliance.west, "2023-24 Q1", 10_00, kind=Kind.BENEFIT))

    assert standing(again[0]).amount == 10_00


def test_two_who_change_a_claim_meet_and_neither_is_lost(alliance: Alliance, sign_in: SignIn) -> None:
    line = alliance.benefit("2023-24", 50_00)
    browser = sign_in("recorder@example.org")
    one, other = (browser.get(f"/claims/figures/{line}") for _ in range(2))

    resend(browser, one, "", claimant="Finance", method="Invoices")
    late = resend(browser, other, "", claimant="The board")

    assert late.status_code == 409
    assert "Finance" in late.text
    assert "The board" in late.text
    row = claims.claim_of(line)
    assert row is not None
    assert row.claimant == "Finance"


def test_claims_and_evidence_go_out_and_come_back_byte_for_byte(alliance: Alliance, tmp_path: Path) -> None:
    first = alliance.benefit("2023-24", 50_00, note="=1+1")
    twin = alliance.benefit("2023-24", 50_00, note="=1+1")
    make.claim(first, method="@SUM(1)", baseline="Five teams", recurs="one-off")
    make.claim(twin, method="Otherwise")
    make.evidence(first)
    with transaction():
        entry = make.entry(alliance.together, alliance.west, "2024-25", 120_00, kind=Kind.BENEFIT)
        verbs.record([entry], verbs.Stated(so_far=True), by=make.BY)
    outfiles.folder(tmp_path / "first")

    forget_everything()
    take_in(tmp_path / "first")
    outfiles.folder(tmp_path / "second")
    again = take_in(tmp_path / "first")

    assert contents(tmp_path / "first") == contents(tmp_path / "second")
    assert again.new == 0
    assert "120,100" in (tmp_path / "second" / "claims.csv").read_text("utf-8-sig")


def test_a_finance_officer_finds_every_benefit_with_its_claim_and_evidence_from_the_collaboration(
    alliance: Alliance, sign_in: SignIn
) -> None:
    line = alliance.benefit("2022-23", 5_000_00)
    alliance.benefit("2021-22", 900_00, status=Status.VERIFIED)
    make.claim(line, claimant="Finance <b>West</b>")
    make.evidence(line)
    make.shared(alliance.together, {alliance.west: "60", alliance.warwick: "40"}, "2020-21", 100_00)
    browser = sign_in("recorder@example.org")

    assert 'href="/claims/Alliance"' in browser.get("/collaborations/Alliance").text
    page = unwrapped(browser.get("/claims/Alliance").text)

    assert "3 benefits stand here: 1 verified and 2 claimed." in page
    assert "Finance &lt;b&gt;West&lt;/b&gt;" in page
    assert "1 piece" in page
    assert "nobody has said" in page
    assert "The dive school: split 60% West Mercia, 40% Warwickshire" in page
    for strange in ("0", "-1", "9" * 30, "x"):
        assert browser.get(f"/claims/Alliance?page={strange}").status_code == 200
    assert browser.get("/claims/Nowhere").status_code == 404


def test_the_list_of_benefits_says_first_what_is_left_to_do_and_narrows_to_it(
    alliance: Alliance, sign_in: SignIn
) -> None:
    line = alliance.benefit("2022-23", 5_000_00)
    alliance.benefit("2021-22", 900_00, status=Status.VERIFIED)
    alliance.benefit("2023-24", 70_00, status=Status.FORECAST, provenance=Provenance.ILLUSTRATIVE)
    make.claim(line, claimant="Finance")
    make.evidence(line)
    make.shared(alliance.together, {alliance.west: "60", alliance.warwick: "40"}, "2020-21", 100_00)
    with transaction():
        disputes.dispute(line, partner=alliance.warwick, reason="Too high.", by="test")
    browser = sign_in("recorder@example.org")

    page = unwrapped(browser.get("/claims/Alliance").text)
    seen = {
        asked: unwrapped(browser.get(f"/claims/Alliance?{asked}").text).split("<tbody>")[-1].count("<tr>")
        for asked in ("status=3", "lacking=evidence", "lacking=claimant", "lacking=agreement", "partner=Warwickshire")
    }

    assert "4 benefits stand here: 1 verified, 2 claimed and 1 forecast." in page
    assert "Of £6k claimed or verified, in cash, £900 is verified." in page
    assert ">2 claimed, to be verified by somebody else than who claimed it</a>" in page
    assert ">2 claimed or verified without any evidence</a>" in page
    assert ">2 claimed or verified, and nobody has said who claims it</a>" in page
    assert ">1 disputed</a>" in page
    assert page.split("<tbody>")[1].count(">illustrative<") == 1
    assert page.split("<tbody>")[1].count(">disputed<") == 1
    assert seen == {
        "status=3": 2, "lacking=evidence": 2, "lacking=claimant": 2, "lacking=agreement": 1, "partner=Warwickshire": 1,
    }  # fmt: skip
    assert "No benefit matches what you chose." in browser.get("/claims/Alliance?status=1").text
    for strange in ("status=x", "lacking=nonsense", "partner=%3Cscript%3E", "status=" + "9" * 40):
        assert "4 benefits stand here" in browser.get(f"/claims/Alliance?{strange}").text


def test_a_result_in_two_parts_is_one_row_on_one_screen(alliance: Alliance, sign_in: SignIn) -> None:
    for at in range(49):
        alliance.benefit("2022-23", 100_00 + at)
    make.shared(alliance.together, {alliance.west: "60", alliance.warwick: "40"}, "2020-21", 100_00)
    browser = sign_in("recorder@example.org")

    page = unwrapped(browser.get("/claims/Alliance").text)

    assert "50 benefits stand here" in page
    assert page.split("<tbody>")[1].count("<tr>") == 50
    assert 'aria-label="Pages of the list"' not in page


def test_the_long_run_says_how_many_benefits_were_reversed_and_are_left_out(
    alliance: Alliance, sign_in: SignIn
) -> None:
    alliance.benefit("2021-22", 900_00)
    alliance.benefit("2022-23", 5_000_00, status=Status.REVERSED)
    browser = sign_in("recorder@example.org")

    page = unwrapped(browser.get("/collaborations/Alliance/long-run?partner=West+Mercia").text)
    told = browser.get("/collaborations/Alliance/long-run.json").json
    before = unwrapped(browser.get("/collaborations/Alliance/long-run?last=2021").text)

    sentence = "Reversed, and so in no sum and no share: 1 figure of West Mercia (£5k in cash)."
    assert sentence in page
    assert any(line.startswith(sentence) for line in told["remarks"])
    assert "Reversed, and so" not in before
