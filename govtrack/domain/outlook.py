"""Whether an act can still be undone: what was built on it since, and what has to stay because the ledger names it."""

from collections.abc import Iterator, Mapping, Set
from datetime import datetime
from typing import NamedTuple

from govtrack.analytics.periods import Period, label
from govtrack.domain.acts import APART, Act, Place
from govtrack.store import events, references
from govtrack.store import figures as figure_store
from govtrack.store.bodies import Organisation
from govtrack.store.clock import LONDON
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import db
from govtrack.store.figures import Later

MOST = 10
"""How many things that stand in the way are named."""

FOR_GOOD = {
    "users": "An account is changed on its own page: it cannot be undone from here.",
    "return_acts": "What was said of a return stays. Take the return back on its own page instead.",
    "grants": "A role is given and taken away on the account's own page: it cannot be undone from here.",
    "decision_acts": "A step of a decision stays, with who and when: it changes only by a later one.",
    "positions": "A position stays: state where the partner stands now, and the earlier one stays readable.",
    "decision_reviews": "A review stays: record another one.",
    "review_days": "The day a decision is looked at again is changed on its own page, with a reason.",
    "documents": "A document is taken back on its own page, with a reason.",
    "engagements": "An engagement is struck out on its own page, with a reason.",
    "engaged_groups": "An engagement is struck out on its own page, with a reason.",
    "plans": "A planned decision is withdrawn on its own page, with a reason.",
    "publications": "What was published stays on record: take it down, or publish it anew.",
    "decision_addenda": "What was added to a decision stays: correct it by adding to the decision again.",
}
"""Records that no undoing touches by themselves, each with why; with what they belong to they go as they came."""

Numbers = dict[str, set[int]]


class Outlook(NamedTuple):
    """What stands in the way of undoing an act, each a sentence; and the records that would stay, by table."""

    hindrances: tuple[str, ...]
    staying: Mapping[str, Set[int]]


def outlook(act: Act) -> Outlook:
    """What undoing an act would meet. Nothing is changed."""
    if act.imported is not None and act.imported.undone_at:
        return Outlook(("This import was undone already.",), {})
    leaving = act.made()
    kept = sorted({place.record for place in act.changes if place.record in FOR_GOOD and not _came_with(act, place)})
    if kept:
        return Outlook(tuple(FOR_GOOD[record] for record in kept), {})
    staying = _staying(act, leaving)
    met = [
        *_changed_since(act),
        *_restated_since(act),
        *_figures_named_since(act, leaving),
        *_named_since(act, leaving, staying),
    ]
    return Outlook(tuple(dict.fromkeys(met[:MOST])), staying)


def _came_with(act: Act, place: Place) -> bool:
    """Whether a record was added with what it belongs to, as a role with the collaboration one registers."""
    state, made = act.changes[place].after or {}, act.made()
    return place.number in made.get(place.record, ()) and any(
        state.get(column) in made.get(owner, ())
        for column, owner in references.owners(place.record)
        if owner != "users"
    )


def _staying(act: Act, leaving: Numbers) -> Numbers:
    """The records that the act's own lines of the ledger name, and what those name: taken out of what leaves."""
    staying: Numbers = {}
    if not act.batches:
        return staying
    fresh = {
        record: references.named_by_figures(record, ids, act.batches, others=False) for record, ids in leaving.items()
    }
    while any(fresh.values()):
        for record, ids in fresh.items():
            staying.setdefault(record, set()).update(ids)
            leaving[record] -= ids
        fresh = {
            record: {
                one.named for one in references.rows_naming(record, ids) if one.row_id in staying.get(one.record, ())
            }
            for record, ids in leaving.items()
        }
    return staying


def _changed_since(act: Act) -> Iterator[str]:
    for event in events.since(act.span, limit=MOST):
        if event.record not in APART:
            yield f"{event.person} {event.deed} that this is about, on {_when(event.at)}."


def _restated_since(act: Act) -> Iterator[str]:
    if not act.batches:
        return
    for later in figure_store.taken_back_since(act.batches, limit=MOST):
        verb = "restated" if later.deed == "restated" else "withdrew"
        yield f"{later.person} {verb} one of its figures since, on {_when(later.at)}: {_said(later)}."


def _figures_named_since(act: Act, leaving: Numbers) -> Iterator[str]:
    """What others recorded about its figures, such as a dispute: it would be left without what it is about."""
    for one in references.naming_figures(act.batches) if act.batches else ():
        later = events.latest_of(one.record, one.row_id) > act.span.last
        if later and one.row_id not in leaving.get(one.record, ()):
            yield f"One of its figures is named by {one.record.replace('_', ' ')} that were recorded since."


def _said(later: Later) -> str:
    figure = later.figure
    together = db.session.get_one(Collaboration, figure.collaboration_id)
    partner = db.session.get(Organisation, figure.partner_id) if figure.partner_id else None
    when = label(Period(figure.starts, figure.months), calendar=together.calendar)
    return f"{together.short_name}, {partner.short_name if partner else 'joint'}, {when}"


def _named_since(act: Act, leaving: Numbers, staying: Numbers) -> Iterator[str]:
    for record, ids in leaving.items():
        for named in sorted(
            references.named_by_figures(record, ids | staying.get(record, set()), act.batches, others=True)
        ):
            yield f"Figures have been recorded since for {_called(act, record, named)}."
        for one in references.rows_naming(record, ids):
            there = leaving.get(one.record, set()) | staying.get(one.record, set())
            if one.row_id not in there:
                what = one.record.replace("_", " ")
                yield f"{_called(act, record, one.named)} is named by other {what} that were recorded since."
    for number in leaving.get("memberships", ()):
        state = next(net.after for place, net in act.changes.items() if place == ("memberships", number)) or {}
        if references.figures_stand(state["collaboration_id"], state["partner_id"], but=act.batches):
            yield "Figures have been recorded since for a partner that it admitted: they would have no membership."


def _called(act: Act, record: str, number: int) -> str:
    state = next(net.after for place, net in act.changes.items() if place == (record, number)) or {}
    name = next((state[one] for one in ("short_name", "reference", "title", "name", "holder") if state.get(one)), "")
    return f"“{name}”" if name else f"One of its {record.replace('_', ' ')}"


def _when(at: str) -> str:
    """A moment of the trail as people of the register read it.

    >>> _when("2026-07-01T13:02:00.000000Z")
    '1 July 2026 at 14:02'
    """
    moment = datetime.fromisoformat(at).astimezone(LONDON)
    return f"{moment.day} {moment:%B %Y at %H:%M}"
