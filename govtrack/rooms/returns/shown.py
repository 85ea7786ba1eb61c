"""What the pages of the reporting cycle show: the grid, one period, one return, each with its finding first."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import url_for
from flask_security import current_user

from govtrack.analytics.returns import Step
from govtrack.analytics.words import listed
from govtrack.domain.inturn import latest_act
from govtrack.rooms.returns.figures import in_words, sides_of, standing_in
from govtrack.rooms.returns.forms import AgreeAllForm
from govtrack.rooms.returns.history import agreement_on, done
from govtrack.rooms.returns.ways import let_in_words, waiting_for_me, ways_of
from govtrack.store import clock
from govtrack.store.collaborations import Collaboration
from govtrack.store.cycle import Return, Round
from govtrack.store.returns import ReportingPeriod
from govtrack.web import formats
from govtrack.web.access import allowed
from govtrack.web.returns import OUTSIDE, Cell, awaited_in, cell_of, finding, name_of, next_for

COLUMNS = 4
STEPS = tuple(Step)


class Row(NamedTuple):
    """One partner's returns, a cell a period."""

    name: str
    cells: list[Cell]


class Heading(NamedTuple):
    """One reporting period: its name, the day it is due, whether it is closed, and its page."""

    name: str
    due: str
    closed: str
    href: str


def rows_of(rounds: Sequence[Round]) -> list[Row]:
    """Partners by periods: every partner of any of them, a word for each return."""
    names: dict[int, str] = {one.partner.id: one.partner.short_name for whole in rounds for one in whole.returns}
    return [
        Row(name, [cell_of(one) if (one := whole.of(number)) else Cell(OUTSIDE, "off") for whole in rounds])
        for number, name in sorted(names.items(), key=lambda one: one[1].casefold())
    ]


def headings_of(rounds: Sequence[Round]) -> list[Heading]:
    """The periods of a grid, each leading to its page."""
    return [
        Heading(
            name_of(one.period),
            formats.day(one.period.due),
            "closed" if one.closing else "",
            url_for(".period", short_name=one.period.collaboration.short_name, number=one.period.id),
        )
        for one in rounds
    ]


def finding_of(whole: Round) -> str:
    """What the page of one period has to say first."""
    name, waiting = name_of(whole.period), awaited_in(whole)
    agreed = [one for one in whole.returns if one.standing.step in {Step.AGREED, Step.CLOSED}]
    if whole.closing is not None:
        loose = [one.partner.short_name for one in whole.returns if one.standing.provisional]
        begin = f"{name} is closed"
        return f"{begin}, and provisional for {listed(loose)}." if loose else f"{begin}, every return agreed."
    if whole.period.period.end >= clock.today():
        return f"{name} is not over: returns are due by {formats.day(whole.period.due)}."
    if waiting:
        return f"{name} waits for {listed(waiting)}."
    if len(agreed) < len(whole.returns):
        return f"Every return of {name} is in; {len(agreed)} of {len(whole.returns)} are agreed."
    return f"Every return of {name} is agreed: it can be closed."


def about_closing(whole: Round) -> str:
    """Who closed a period, when and why; empty while it is open."""
    act = whole.closing
    return "" if act is None else f"{act.person} closed it on {formats.day(act.day)}: {act.words}"


def comes_to(one: Return) -> dict[str, Any]:
    """What a return's figures are, and what each side of it comes to."""
    found = standing_in(one)
    return {"sides": sides_of(found), "figures": in_words(found, calendar=one.period.collaboration.calendar)}


def one_page(one: Return) -> dict[str, Any]:
    """Everything on the page of one return."""
    about = {one.partner.id, None}
    return {
        "one": one,
        "together": one.period.collaboration,
        "name": name_of(one.period),
        "steps": [{"name": str(step).capitalize(), "here": step is one.standing.step} for step in STEPS],
        "next": next_for(one),
        **comes_to(one),
        "ways": ways_of(one),
        "done": done(act for act in one.period.acts if act.partner_id in about),
        "agreement": agreement_on(one),
        "let_in": let_in_words(one),
        "period_at": url_for(".period", short_name=one.period.collaboration.short_name, number=one.period.id),
    }


def periods_page(together: Collaboration, rounds: Sequence[Round]) -> dict[str, Any]:
    """Everything on the page of a collaboration's periods, the latest first."""
    latest = [one for one in rounds if one.period.period.start <= clock.today()][-COLUMNS:]
    return {
        "together": together,
        "finding": finding(rounds),
        "periods": headings_of(latest),
        "rows": rows_of(latest),
        "every": [(heading, finding_of(one)) for heading, one in zip(headings_of(rounds), rounds, strict=True)][::-1],
        "may_keep": allowed(current_user, "keep periods", collaboration_id=together.id),
    }


def period_page(whole: Round, form: AgreeAllForm | None = None) -> dict[str, Any]:
    """Everything on the page of one period."""
    period, together = whole.period, whole.period.collaboration
    keeps = allowed(current_user, "keep periods", collaboration_id=together.id)
    over = period.period.end < clock.today()
    return {
        "whole": whole,
        "together": together,
        "name": name_of(period),
        "due": f"{'are' if period.due >= clock.today() else 'were'} due on {formats.day(period.due)}",
        "finding": finding_of(whole),
        "closing": about_closing(whole),
        "returns": [(one, cell_of(one), next_for(one), sides_of(standing_in(one))) for one in whole.returns],
        "done": done(period.acts),
        "waiting": waiting_for_me(whole),
        "form": form or AgreeAllForm(formdata=None, data={"version": latest_act(period)}),
        "may_close": keeps and over and whole.closing is None,
        "may_move": keeps and whole.closing is None,
        "may_reopen": keeps and whole.closing is not None,
    }


def act_address(period: ReportingPeriod, endpoint: str) -> str:
    """Where something is done about a period as a whole."""
    return url_for(endpoint, short_name=period.collaboration.short_name, number=period.id)


def page_of(together: Collaboration) -> str:
    """Where a collaboration's reporting periods are."""
    return url_for("returns.show", short_name=together.short_name)
