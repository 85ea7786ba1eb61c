"""The invented alliance's forward plan: open, closed, past its day, withdrawn, and one not announced yet."""

from datetime import date, timedelta
from typing import Any

from govtrack.domain import plans
from govtrack.domain.plans import Intended
from govtrack.store import clock
from govtrack.store.bodies import organisation_named
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import transaction


def plan_ahead(together: Collaboration, *, by: Any) -> None:
    """Plan from the day the demonstration is built, so that some of it is always still to come."""
    today = clock.today()
    for body, intended, announced in _plans(together, today):
        whose = organisation_named(body)
        assert whose is not None, "it was imported just now"
        told = clock.now() - timedelta(days=announced or 0)
        with clock.set_to(told), transaction():
            row = plans.plan(whose, intended, by=by)
            if announced is not None:
                plans.announce(row, by=by)
        if body == "Eastvale":
            with clock.set_to(clock.now() - timedelta(days=12)), transaction():
                plans.withdraw(row, reason="The landlord lets us stay three more years (illustrative).", by=by)


def _plans(together: Collaboration, today: date) -> list[tuple[str, Intended, int | None]]:
    """Whose, what, and how many days ago it was announced; None for not yet."""

    def on(days: int) -> date:
        return today + timedelta(days=days)

    def whole(days: int) -> str:
        return on(days).isoformat()

    def of(title: str, expected: str, **more: Any) -> Intended:
        return Intended(title=f"{title} (illustrative)", expected=expected, collaboration=together, **more)

    office = "The office of the commissioner, decisions@coastshire.example"
    return [
        ("Coastshire", of(
            "Whether to stay in the alliance after the figures of 2025-26", whole(54), until=on(40), contact=office,
            about="The agreement lets each partner leave with a year’s notice. **Open:** whether we do, and what "
            "we ask for if we stay. **Not open:** the search teams themselves, which every partner needs.",
            who_decides="The commissioner, in public, on the advice of the joint board",
            influence="- Answer the survey in any library.\n- Write to us.\n- Speak at the board: it hears the public "
            "first.",
        ), 19),
        ("Coastshire", of(
            "How the cost of the boats is shared from next April", whole(110)[:7], until=on(75), contact=office,
            about="Shares follow the budgets of the partners. They could follow the days at sea.",
            who_decides="The five commissioners together; all must agree",
            influence="Harbours, crews and residents are asked by letter. Anybody may write.",
        ), 5),
        ("Coastshire", of(
            "Buy a drone with Dunmore", whole(200)[:7], who_decides="The commissioner", contact=office,
        ), None),
        ("Dunmore", of(
            "Which radios the divers use", whole(-9), until=on(-29), contact="Dunmore office, 01632 960 001",
            who_decides="The commissioner", influence="The consultation of divers and the coastguard has closed.",
        ), 80),
        ("Ashdale", of(
            "Renew the lease of the search base", whole(19), contact="office@ashdale.example",
            who_decides="The commissioner", influence="It cannot be any more: the tenders are in, and the law of "
            "buying holds until one is chosen.",
        ), 30),
        ("Eastvale", of(
            "Move the search team’s base", whole(60), until=on(30), contact="office@eastvale.example",
            who_decides="The commissioner", influence="Write to us.",
        ), 45),
    ]  # fmt: skip
