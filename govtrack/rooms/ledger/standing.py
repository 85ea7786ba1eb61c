"""One figure as its pages need it: what stands of it, who may change it, and what to show when two people meet."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from flask import abort, url_for
from flask_security import current_user

from govtrack.domain.ledger import entry_of
from govtrack.domain.refusals import Changed
from govtrack.rooms.ledger.forms import RestateForm, WithdrawForm
from govtrack.rooms.ledger.shown import COMPARED, Shown, Turn, shown, story
from govtrack.store import figures, shared
from govtrack.store import ledger as lines
from govtrack.store.apportionments import ApportionedPart, part_behind
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.ledger import Figure
from govtrack.store.measures import Measure
from govtrack.store.shared import SharedResult
from govtrack.web.access import figure_or_404, may_record
from govtrack.web.claims import Behind, behind
from govtrack.web.disputes import Told, disputing, of_figure
from govtrack.web.saving import saving
from govtrack.web.versions import Both


class FigurePage(NamedTuple):
    """What every page about one figure shows."""

    one: Shown
    stands: bool
    """Whether the figure still counts; if not, `one` is what it said last."""
    sides: Sequence[Shown]
    """Both sides of a transfer; one side of anything else."""
    changeable: bool
    turns: Sequence[Turn]
    part: ApportionedPart | None
    """The part of a joint total that it came from, where it did."""
    disputes: Sequence[Told]
    may_dispute: bool
    behind: Behind | None
    """The claim, the steps and the evidence of a benefit."""
    result: SharedResult | None
    """The shared result that it is a part of."""


def the_figure(line: int, verb: str) -> Figure:
    """The figure of an address; a transfer is changed by who records for both its sides."""
    found = figure_or_404(line, verb)
    if verb == "record figures" and not _changeable(found):
        abort(403)
    return found


def _changeable(figure: Figure) -> bool:
    sides = lines.standing(figure.figure) or [figure]
    return all(may_record(current_user, side.collaboration_id, side.partner_id) for side in sides)


def stands(figure: Figure) -> Figure | None:
    """What stands of a figure now, whichever of its lines is in hand; None once it was taken back."""
    legs = lines.standing(figure.figure)
    return next((leg for leg in legs if leg.partner_id == figure.partner_id), None)


def not_latest(figure: Figure) -> bool:
    """Whether a line no longer stands: its figure was restated or taken back since."""
    now = stands(figure)
    return now is None or now.line != figure.line


def latest_address(figure: Figure, endpoint: str) -> str:
    """Where to go on with a figure whose line no longer stands: the same page of what stands, or its story."""
    now = stands(figure)
    return url_for(endpoint, line=now.line) if now else url_for(".figure", line=figure.line)


def stands_or_409(figure: Figure) -> Figure:
    """What stands of a figure that somebody restated; 409 when they took it back altogether."""
    return stands(figure) or abort(409)


def page_of(figure: Figure, person: Any) -> FigurePage:
    """A figure in words, as it stands or as it last stood."""
    now = stands(figure)
    legs = lines.standing(figure.figure) if now else [_last(figure)]
    words = shown(legs, person)
    one = next(said for said, leg in zip(words, legs, strict=True) if leg.partner_id == figure.partner_id)
    return FigurePage(
        one,
        now is not None,
        words,
        now is not None and _changeable(now),
        story(figure, person),
        part_behind(figure.figure),
        of_figure(figure, person),
        now is not None and any([leg.partner_id for leg in legs] != [partner] for partner in disputing(person, figure)),
        behind(now or figure, person),
        shared.shared_of([figure.figure]).get(figure.figure),
    )


def _last(figure: Figure) -> Figure:
    """What a figure that was taken back said last, for the partner that was asked for."""
    told = [one.figure for one in figures.story(figure.figure) if one.reverses is None]
    return next(one for one in reversed(told) if one.partner_id == figure.partner_id)


def restate_form(figure: Figure, *, saved: bool = False) -> RestateForm:
    """The form that corrects a figure, filled in as it was; `saved`: as the record has it, and why, not as was sent."""
    together = db.session.get_one(Collaboration, figure.collaboration_id)
    measure = db.session.get_one(Measure, figure.measure_id)
    reason = figures.story(figure.figure)[-1].reason if saved else None
    return RestateForm(
        entry_of(figure),
        figure.line,
        measure=measure,
        calendar=together.calendar,
        kept_at=first_address(figure, ".restate"),
        saved=reason,
    )


def first_address(figure: Figure, endpoint: str) -> str:
    """The address of a page about a figure that stays the same however often it is restated: that of its first line."""
    return url_for(endpoint, line=figure.figure)


@contextmanager
def taking_back(form: WithdrawForm, seen: Figure) -> Iterator[None]:
    """As `saving`; when somebody restated the figure first, what it says now is shown beside what was seen."""
    try:
        with saving(form):
            yield
    except Changed:
        db.session.rollback()
        now, before = shown([stands_or_409(seen), seen], current_user)
        form.met = [
            Both(name, getattr(now, field), getattr(before, field))
            for field, name in COMPARED.items()
            if getattr(now, field) or getattr(before, field)
        ]
