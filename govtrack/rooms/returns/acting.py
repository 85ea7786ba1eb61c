"""What every act about a return or a period goes through: its page, its write, and who acted first."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue

from govtrack.analytics.returns import Act
from govtrack.domain.inturn import latest_act
from govtrack.domain.refusals import Changed
from govtrack.domain.returns import SAY_WHY
from govtrack.rooms.returns import shown
from govtrack.rooms.returns.asking import Asking, asking
from govtrack.rooms.returns.forms import ActForm, LetInForm, MoveDueForm
from govtrack.rooms.returns.history import done
from govtrack.store.bodies import Organisation
from govtrack.store.cycle import Return, Round
from govtrack.store.db import db
from govtrack.store.returns import ReportingPeriod
from govtrack.web.returns import address_of, name_of
from govtrack.web.saving import leads_to, saving
from govtrack.web.versions import Both

Does = Callable[[ActForm], object]


def about_return(one: Return, act: Act, does: Does, *, voices: Sequence[Organisation] = ()) -> ResponseReturnValue:
    """The page of an act about one return; done, it leads to the return's own page."""
    words = asking(act, partner=one.partner.short_name, period=name_of(one.period))
    form = _form(act, words, voices, latest_act(one.period, one.partner.id))
    return _acted(form, words, one.period, one, address_of(one), does)


def about_period(whole: Round, act: Act, does: Does) -> ResponseReturnValue:
    """The page of an act about a period as a whole; done, it leads to the period's own page."""
    words = asking(act, partner="", period=name_of(whole.period))
    form = _form(act, words, (), latest_act(whole.period))
    return _acted(form, words, whole.period, None, shown.act_address(whole.period, ".period"), does)


def _form(act: Act, words: Asking, voices: Sequence[Organisation], latest: int) -> ActForm:
    kind = {Act.LET_IN: LetInForm, Act.MOVE: MoveDueForm}.get(act, ActForm)
    asked = {"question": words.question, "hint": words.hint, "needs_words": act in SAY_WHY}
    return kind(voices=voices, **asked, data={"version": latest})  # type: ignore[arg-type] # each keeps its own type


def _acted(
    form: ActForm, words: Asking, period: ReportingPeriod, one: Return | None, back: str, does: Does
) -> ResponseReturnValue:
    if form.validate_on_submit():
        with _saving(form, period, one.partner if one else None):
            does(form)
            leads_to(form, back)
        if form.saved:
            flash(words.done)
            return redirect(back)
    page = {"form": form, "words": words, "back": back, "together": period.collaboration, "name": name_of(period)}
    page |= shown.comes_to(one) if one else {"sides": (), "figures": ()}
    return render_template("returns/act.html", **page), form.status


@contextmanager
def _saving(form: ActForm, period: ReportingPeriod, partner: Organisation | None) -> Iterator[None]:
    """As `saving`; when somebody acted first, what they did stands beside what was about to be done."""
    seen = int(form.seen or 0)
    try:
        with saving(form):
            yield
    except Changed:
        db.session.rollback()
        about = {partner.id, None} if partner else {act.partner_id for act in period.acts}
        since = [act for act in period.acts if act.id > seen and act.partner_id in about]
        form.met = [Both(one.when, f"{one.title}. {one.text}", "Not seen yet") for one in done(since)]
        form.saw(latest_act(period, partner.id if partner else None))
