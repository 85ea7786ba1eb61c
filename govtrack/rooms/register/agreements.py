"""The public doors of collaborations and their agreements, as section 23E of the Police Act 1996 asks."""

from flask import render_template
from flask.typing import ResponseReturnValue

from govtrack.rooms.register.shown import address, public_collaboration, public_collaborations_page
from govtrack.rooms.register.views import published, room, there
from govtrack.store.publications import About
from govtrack.web import formats
from govtrack.web.access import LARGEST_ID, open_to_all
from govtrack.web.openly import openly


@room.get("/collaborations/")
@open_to_all
def collaborations() -> ResponseReturnValue:
    """The collaborations that something is public of, and every published agreement."""
    return openly(render_template("register/collaborations.html", page=public_collaborations_page()))


@room.get("/collaborations/<int:number>")
@open_to_all
def collaboration(number: int) -> ResponseReturnValue:
    """What is public of one collaboration."""
    found = there(public_collaboration(min(number, LARGEST_ID)))
    return openly(render_template("register/collaboration.html", page=found))


@room.get("/agreements/<int:number>")
@open_to_all
def agreement(number: int) -> ResponseReturnValue:
    """One published agreement, at the address it keeps for good."""
    row = published(About.AGREEMENT, number)
    extra = [("Published", formats.day(row.day)), ("Lasting address", address(row))]
    return openly(render_template("register/agreement.html", notice=row.notice, extra=extra))
