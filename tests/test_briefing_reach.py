"""What a briefing keeps from the people of a partner that has left."""

from collections.abc import Callable
from datetime import date

from flask import Flask

from tests import make
from tests.pages import Client


def test_the_briefing_of_a_former_member_ends_when_it_left(app: Flask, sign_in: Callable[[str], Client]) -> None:
    alliance = make.collaboration("Two Rivers")
    kent, essex, surrey = make.body("Kent"), make.body("Essex"), make.body("Surrey")
    make.membership(alliance, kent, left=date(2018, 3, 31))
    make.membership(alliance, essex)
    make.membership(alliance, surrey, joined=date(2020, 4, 1))
    make.decision("E/1", body=essex, collaboration=alliance, title="Begin with Kent", decided="2017-05-01")
    make.decision("E/2", body=essex, collaboration=alliance, title="Carry on without Kent", decided="2019-05-01")
    make.person("left@example.org", "reader", organisation=kent)

    page = sign_in("left@example.org").get("/briefings/Kent").text

    assert "Begin with Kent" in page
    assert "Carry on without Kent" not in page
    assert "Surrey" not in page
