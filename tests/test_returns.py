"""The reporting cycle: opened, filled in, submitted, agreed, closed, each by whom it belongs to, each act for good."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from govtrack.analytics.kinds import Kind, Status
from govtrack.domain import collaborations, imports, ledger, reminding, returns
from govtrack.domain.quick import Quick
from govtrack.domain.refusals import Refused
from govtrack.papers import books
from govtrack.store import audit
from govtrack.store import ledger as lines
from govtrack.store.bodies import Organisation
from govtrack.store.clock import set_to
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db, transaction
from govtrack.store.returns import ReportingPeriod, periods_in
from tests import make
from tests.filling import fill, follow, led_to, resend
from tests.pages import Client

SignIn = Callable[[str], Client]
AsOf = Callable[[tuple[int, int], str], Client]
Q1 = "2026-27 Q1"
DAYS = (7, 12, 20, 22, 23, 24)
DUNS_YEAR = b"""collaboration,partner,period,kind,category,amount,status,basis
Rivers,Dun,2025-26,contribution,cash,900,claimed,counted
Rivers,Dun,2025-26,benefit,cashable saving,950,claimed,counted
"""


class World(NamedTuple):
    """Three partners, an approver and a recorder for each, the secretariat, and one open quarter."""

    together: Collaboration
    ash: Organisation
    coast: Organisation
    dun: Organisation
    quarter: ReportingPeriod

    def at(self, rest: str = "", number: int | None = None) -> str:
        return f"/returns/Rivers/{number or self.quarter.id}{rest}"


@pytest.fixture
def world(app: Flask) -> World:
    with set_to(datetime(2026, 7, 1, 9, tzinfo=UTC)):
        together = make.collaboration("Rivers")
        partners = [make.organisation(name) for name in ("Ash", "Coast", "Dun")]
        for partner in partners:
            make.membership(together, partner)
            make.person(f"approver@{partner.short_name}.example".lower(), "approver", organisation=partner)
            make.person(f"recorder@{partner.short_name}.example".lower(), "recorder", organisation=partner)
        make.person("secretariat@example.org", "secretariat", collaboration=together)
        with transaction():
            collaborations.agree(together, title="Agreement", signed="2014-04-01", silence_days=14, by=make.BY)
        quarter = make.reporting_period(together, Q1)
    return World(together, *partners, quarter)


@pytest.fixture
def as_of(sign_in: SignIn) -> Iterator[Callable[..., Client]]:
    """Live on a day of 2026 from here on, and sign somebody in then: a session does not outlive its day."""
    with ExitStack() as stack:

        def enter(day: tuple[int, int], who: str) -> Client:
            stack.close()
            stack.enter_context(set_to(datetime(2026, day[1], day[0], 10, tzinfo=UTC)))
            return sign_in(who if "@" in who else f"approver@{who}.example")

        yield enter


def report(world: World, partner: Organisation, paid: int = 100_00, had: int = 120_00) -> None:
    make.figures(
        make.entry(world.together, partner, Q1, paid), make.entry(world.together, partner, Q1, had, kind=Kind.BENEFIT)
    )


def done(browser: Client, address: str, **answers: Any) -> str:
    """Do something through its page, and read where it leads."""
    answer = fill(browser, address, **answers)
    assert answer.status_code == 302, answer.text
    return follow(browser, answer).text


def refused(answer: TestResponse) -> str:
    """Why a form was not done, in words."""
    assert answer.status_code == 200, answer.status
    assert "Error: " in answer.text.split("<title>")[1].split("</title>")[0]
    return answer.text.split("There is a problem</h2>")[1].split("</div>")[0]


def acts(world: World) -> list[str]:
    """What was done about the open quarter, in order."""
    db.session.rollback()
    return [
        act.act for period in periods_in([world.together.id]) if period.id == world.quarter.id for act in period.acts
    ]


def known_on(day: int, form: str = "") -> str:
    """The long run of Dun as known on a day of July 2026."""
    return (
        f"/collaborations/Rivers/long-run{form}?partner=Dun&prices=cash&known-day={day}&known-month=7&known-year=2026"
    )


def test_a_return_goes_its_steps_and_every_step_is_told(world: World, as_of: AsOf) -> None:
    report(world, world.ash)
    ash = as_of((8, 7), "ash")
    page = ash.get(world.at("/of/Ash")).text
    assert "Ash submits the return next." in page
    assert '<li aria-current="step">In progress' in page

    page = done(ash, world.at("/of/Ash/submit"), words="Payroll is that of June")
    assert "The return is submitted." in page
    assert "Coast and Dun have still to agree. Silence counts as agreement after 22 July 2026." in page
    assert "Payroll is that of June" in page
    assert "Dun has still to agree" in done(as_of((9, 7), "coast"), world.at("/of/Ash/agree"))
    page = done(as_of((9, 7), "dun"), world.at("/of/Ash/object"), words="The boats are ours")
    assert "Dun does not agree: Ash answers, or takes its return back." in page
    dun = as_of((25, 7), "dun")
    assert "Dun does not agree" in dun.get(world.at("/of/Ash")).text, "who objects is not silent"
    assert "Every partner has agreed" in done(dun, world.at("/of/Ash/agree"))
    assert '<li aria-current="step">Agreed' in dun.get(world.at("/of/Ash")).text
    assert list(audit.faults()) == []


def test_what_is_submitted_or_closed_stands_still_and_says_whom_to_ask(world: World, as_of: AsOf) -> None:
    report(world, world.ash)
    ash = as_of((8, 7), "ash")
    line = lines.figures(world.together.id)[0].line
    done(ash, world.at("/of/Ash/submit"))
    grid = f"/ledger/Rivers/grid?partner=Ash&period={Q1}"

    submitted = refused(fill(ash, grid, m1c2="5"))
    taken_back = refused(fill(ash, f"/ledger/figures/{line}/withdraw", reason="A slip"))
    assert "return for 2026-27 Q1 was submitted on 8 July 2026. Take the return back first" in submitted
    assert "Take the return back first" in taken_back
    secretariat = as_of((1, 8), "secretariat@example.org")
    done(secretariat, world.at("/close"), words="The board meets tomorrow")
    closed = refused(fill(secretariat, f"/ledger/Rivers/grid?partner=Dun&period={Q1}", m1c1="5"))
    assert "secretariat@example.org closed it on 1 August 2026, because: The board meets tomorrow." in closed
    assert "let Dun back in" in closed
    whole = refused(fill(secretariat, f"/ledger/Rivers/grid?partner=joint&period={Q1}", m1c1="5"))
    assert "is closed" in whole
    with pytest.raises(Refused, match="is closed"), transaction():
        ledger.record([make.entry(world.together, world.dun, "2026-27", 1)], by=make.BY)
    make.figure(world.together, world.dun, Q1, 5, status=Status.FORECAST)
    assert len(lines.figures(world.together.id)) == 3


def test_one_partner_is_let_back_in_until_a_named_time_and_nobody_else(world: World, as_of: AsOf) -> None:
    report(world, world.dun)
    done(as_of((8, 7), "dun"), world.at("/of/Dun/submit"))
    done(as_of((1, 8), "secretariat@example.org"), world.at("/close"), words="All that will come is in")
    dun = as_of((3, 8), "dun")
    until = {"until-day": "5", "until-month": "8", "until-year": "2026", "at": "12:00", "words": "A late invoice"}

    alone = refused(fill(dun, world.at("/of/Dun/let-in"), **until))
    past = refused(fill(as_of((3, 8), "coast"), world.at("/of/Dun/let-in"), **{**until, "until-month": "7"}))
    page = done(as_of((3, 8), "coast"), world.at("/of/Dun/let-in"), **until)
    assert "Nobody lets their own organisation back in" in alone
    assert "That time is past" in past
    assert "It is let back in until 12:00 on 5 August 2026, and is to be submitted again." in page
    assert "A late invoice" in page
    dun = as_of((4, 8), "dun")
    answer = fill(dun, f"/ledger/Rivers/grid?partner=Dun&period={Q1}", m1c2="7", reason="Late")
    assert answer.status_code == 302, answer.text
    coast = refused(fill(as_of((4, 8), "coast"), f"/ledger/Rivers/grid?partner=Coast&period={Q1}", m1c1="7"))
    assert "let Coast back in" in coast
    late = refused(fill(as_of((6, 8), "dun"), f"/ledger/Rivers/grid?partner=Dun&period={Q1}", m1c3="7"))
    assert "Dun was let back in until 12:00 on 5 August 2026, and that time is over." in late
    assert "Coast and Ash have still to agree" in done(as_of((6, 8), "dun"), world.at("/of/Dun/submit")).replace(
        "Ash and Coast", "Coast and Ash"
    )


def test_a_nil_return_counts_as_nought_and_no_return_as_unknown(world: World, as_of: AsOf) -> None:
    report(world, world.ash)
    ash, coast = as_of((8, 7), "ash"), as_of((8, 7), "coast")
    contradicted = refused(fill(ash, world.at("/of/Ash/nil")))
    done(coast, world.at("/of/Coast/nil"), words="Nobody was sent")

    db.session.rollback()
    noughts = lines.figures(world.together.id, partner_ids=[world.coast.id])
    assert "which a nil return would contradict" in contradicted
    assert [(figure.kind, figure.amount) for figure in noughts] == [(Kind.CONTRIBUTION, 0), (Kind.BENEFIT, 0)]
    assert lines.figures(world.together.id, partner_ids=[world.dun.id]) == []
    done(as_of((9, 7), "coast"), world.at("/of/Coast/take-back"), words="An invoice came after all")
    db.session.rollback()
    assert lines.figures(world.together.id, partner_ids=[world.coast.id]) == [], "blank again, and not nought"
    assert list(audit.faults()) == []


@pytest.mark.parametrize("quickly", [True, False])
def test_every_row_of_a_file_meets_the_refusal_of_the_form(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quickly: bool
) -> None:
    report(world, world.ash)
    with set_to(datetime(2026, 7, 8, 9, tzinfo=UTC)), transaction():
        returns.submit(world.quarter, world.ash, by=make.BY)
    head = "collaboration,partner,period,kind,category,amount,status,basis,note"
    rows = [
        f"Rivers,{partner},{period},contribution,staff,{number},{status},counted,{number}"
        for number, (partner, period, status) in enumerate(
            [
                ("Coast", "2025-26 Q4", "claimed"), ("Ash", "2025-26 Q4", "claimed"), ("Coast", Q1, "claimed"),
                ("Ash", Q1, "claimed"), ("Ash", "2025-26 Q4", "claimed"), ("Ash", Q1, "forecast"),
                ("Ash", "Jun 2026", "verified"),
            ]
        )
    ]  # fmt: skip
    (tmp_path / "ledger.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    if not quickly:
        monkeypatch.setattr(Quick, "entry", lambda _self, _row: None)

    with set_to(datetime(2026, 7, 9, 9, tzinfo=UTC)):
        plan = imports.preview(books.opened(tmp_path), by=make.BY)

    assert [fault.row for fault in plan.faults] == [5, 8]
    assert {fault.column for fault in plan.faults} == {"period"}
    assert all("Take the return back first" in fault.sentence for fault in plan.faults)


def test_who_has_no_say_or_comes_too_late_is_told_so(world: World, as_of: AsOf) -> None:
    make.membership(world.together, make.organisation("Gone"), joined=date(2020, 4, 1), left=date(2026, 6, 30))
    make.person("approver@gone.example", "approver", organisation=make.body("Gone"))
    report(world, world.ash)
    ash = as_of((8, 7), "ash")
    early = ash.get(world.at("/of/Ash/agree"))
    done(ash, world.at("/of/Ash/submit"))

    own = refused(resend(ash, early, world.at("/of/Ash/agree"), version=""))
    left = refused(fill(as_of((9, 7), "gone"), world.at("/of/Ash/agree")))
    coast = as_of((9, 7), "coast")
    seen = coast.get(world.at("/of/Ash/agree"))
    done(as_of((9, 7), "ash"), world.at("/of/Ash/take-back"), words="A slip")
    stale = resend(coast, seen, world.at("/of/Ash/agree"))
    assert "A partner does not agree to its own return" in own
    assert "Gone left on 30 June 2026: since then it has no say about returns." in left
    assert stale.status_code == 409
    assert "Ash took its return back" in stale.text
    assert acts(world)[-1] == "taken back", "nothing was agreed to"


def test_what_cannot_be_meant_is_told_beside_its_box_and_nothing_is_written(world: World, as_of: AsOf) -> None:
    secretariat = as_of((8, 8), "secretariat@example.org")
    late = {"until-day": "31", "until-month": "2", "until-year": "9999", "at": "25:61", "words": "x" * 10_000}

    opened = refused(fill(secretariat, "/returns/Rivers/open", period="2026-27", each="quarters", due_days="1e309"))
    twice = refused(fill(secretariat, "/returns/Rivers/open", period="2026-27", each="quarters", due_days="30"))
    whole = refused(fill(secretariat, "/returns/Rivers/open", period="2027-28 Q1", each="quarters", due_days="30"))
    silent = refused(fill(secretariat, world.at("/close"), words=" "))
    done(secretariat, world.at("/close"), words="It is time")
    let_in = refused(fill(secretariat, world.at("/of/Ash/let-in"), **late))
    assert "due_days" in opened
    assert "2026-27 Q1 is a reporting period already" in twice or "2026-27 Q1 is open already" in twice
    assert "Give a whole year above to open its quarters" in whole
    assert "Say why it is closed now" in silent
    assert "The year must lie between" in let_in
    assert "Write the time as hours and minutes" in let_in
    assert "1,000 characters" in let_in
    assert secretariat.get(world.at("/of/Nobody")).status_code == 404
    assert secretariat.get("/returns/Rivers/999999999999").status_code == 404
    assert secretariat.post(world.at("/reopen"), data={"words": "x"}).status_code == 400
    assert acts(world) == ["closed"]


def test_a_period_goes_round_and_the_long_run_tells_of_it_as_known_on_each_day(world: World, as_of: AsOf) -> None:
    secretariat = as_of((1, 7), "secretariat@example.org")
    page = done(secretariat, "/returns/Rivers/open", period="2025-26", each="whole", due_days="120")
    year = next(one for one in periods_in([world.together.id]) if one.months == 12).id
    assert "2025-26 is open for returns." in page
    for day, name in ((6, "ash"), (7, "coast")):
        browser = as_of((day, 7), name)
        grid = f"/ledger/Rivers/grid?partner={name.capitalize()}&period=2025-26"
        assert fill(browser, grid, m1c1="1000", m1c11=f"{1000 + day}").status_code == 302
        done(browser, world.at(f"/of/{name.capitalize()}/submit", year))
    browser = as_of((8, 7), "dun")
    sent = resend(browser, browser.get("/imports/"), "/imports/", file=(BytesIO(DUNS_YEAR), "Dun 2025-26.csv"))
    page = led_to(browser, sent)
    assert resend(browser, page, page.request.path).status_code == 303
    db.session.rollback()
    kept = next(one for one in lines.figures(world.together.id) if one.amount == 900_00).line
    answer = fill(as_of((8, 7), "ash"), f"/disputes/figures/{kept}", amount="850", reason="The invoice says £850.")
    assert answer.status_code == 302, answer.text
    done(as_of((9, 7), "dun"), world.at("/of/Dun/submit", year))
    assert "this figure may still change" in as_of((9, 7), "ash").get(f"/ledger/figures/{kept}").text
    page = as_of((10, 7), "ash").get(world.at("", year)).text
    assert "Agree to all 2" in page
    for name in ("ash", "coast", "dun"):
        browser = as_of((10, 7), name)
        answer = fill(browser, world.at("", year))
        assert answer.status_code == 302, answer.text
    done(as_of((20, 7), "secretariat@example.org"), world.at("/close", year), words="Every partner has agreed")
    until = {"until-day": "24", "until-month": "7", "until-year": "2026", "at": "17:00", "words": "A late invoice"}
    done(as_of((22, 7), "ash"), world.at("/of/Dun/let-in", year), **until)
    browser = as_of((23, 7), "dun")
    assert fill(browser, "/ledger/Rivers/grid?partner=Dun&period=2025-26", m1c2="10").status_code == 302
    done(browser, world.at("/of/Dun/submit", year))
    for name in ("ash", "coast"):
        done(as_of((24, 7), name), world.at("/of/Dun/agree", year))

    browser = as_of((25, 7), "ash")
    told = {day: browser.get(known_on(day)).text for day in DAYS}
    assert {day: "Provisional: <span" in text for day, text in told.items()} == {
        7: True, 12: True, 20: False, 22: True, 23: True, 24: False,
    }  # fmt: skip
    csv = browser.get(known_on(23, ".csv")).text
    assert "Dun,2025-26,910.00,950.00,provisional,provisional" in csv
    figure = browser.get(f"/ledger/figures/{kept}").text
    assert "£900.00 as claimed; Ash says £850.00" in figure
    assert "this figure may still change" not in figure
    assert 'tag-inferred">provisional' not in figure
    report_ = browser.get(known_on(22, ".json")).json
    assert any("Provisional: 2025-26 (Dun)" in line for line in report_["remarks"])
    assert "closed" in browser.get("/").text
    assert list(audit.faults()) == []


def test_the_day_a_period_is_due_is_moved_with_a_reason_and_reminders_follow_it(world: World, as_of: AsOf) -> None:
    report(world, world.ash)
    page = as_of((8, 7), "secretariat@example.org").get(world.at()).text
    assert "Move the day it is due" in page
    assert "Move the day it is due" not in as_of((8, 7), "ash").get(world.at()).text
    assert as_of((8, 7), "ash").get(world.at("/move")).status_code == 403
    with set_to(datetime(2026, 7, 29, 9, tzinfo=UTC)), transaction():
        first = reminding.messages(days=5)
        for message in first:
            reminding.note(message)
    day = {"due-day": "28", "due-month": "8", "due-year": "2026"}

    secretariat = as_of((29, 7), "secretariat@example.org")
    silent = refused(fill(secretariat, world.at("/move"), words=" ", **day))
    early = refused(fill(secretariat, world.at("/move"), words="x", **{**day, "due-month": "6"}))
    far = refused(fill(secretariat, world.at("/move"), words="x", **{**day, "due-year": "2028"}))
    strange = refused(fill(secretariat, world.at("/move"), words="a\x00b" * 500, **{**day, "due-day": "10" * 20}))
    moved = done(secretariat, world.at("/move"), words="The auditors come <b>late</b>.", **day)

    assert "Say why the day is moved" in silent
    assert "give a later day" in early
    assert "at most 365 days" in far
    assert strange
    assert "Returns are due on 28 August 2026." in moved
    assert "The day it is due was moved to 28 August 2026" in moved
    assert "The auditors come &lt;b&gt;late&lt;/b&gt;. It was due on 30 July 2026." in moved
    assert acts(world) == ["due day moved"]
    with set_to(datetime(2026, 7, 30, 9, tzinfo=UTC)):
        assert reminding.messages(days=5) == []
    with set_to(datetime(2026, 8, 26, 9, tzinfo=UTC)):
        again = reminding.messages(days=5)
    assert {one.person.email for one in again} == {one.person.email for one in first}
    assert all("is due on 28 August 2026" in line.words for one in again for line in one.lines)
    done(as_of((30, 7), "secretariat@example.org"), world.at("/close"), words="It is time")
    assert "closed already" in refused(
        fill(as_of((30, 7), "secretariat@example.org"), world.at("/move"), words="x", **day)
    )
    assert list(audit.faults()) == []
