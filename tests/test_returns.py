"""The reporting cycle: opened, filled in, submitted, agreed, closed, each by whom it belongs to, each act for good."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from govtrack.analytics.kinds import Kind, Status
from govtrack.domain import collaborations, ledger
from govtrack.domain.refusals import Refused
from govtrack.store import audit
from govtrack.store import ledger as lines
from govtrack.store.bodies import Organisation
from govtrack.store.clock import set_to
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import transaction
from govtrack.store.returns import ReportingPeriod
from tests import make
from tests.filling import fill, follow
from tests.pages import Client

SignIn = Callable[[str], Client]
AsOf = Callable[[tuple[int, int], str], Client]
Q1 = "2026-27 Q1"


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
