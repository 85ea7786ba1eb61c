"""Taking in a body's forward plan: decisions to come, and those that have left it."""

from collections.abc import Iterable

from govtrack.domain import outgoing, plans
from govtrack.domain.import_decisions import NOT_YOURS
from govtrack.domain.incoming import Known, Row
from govtrack.domain.plans import Intended
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work, agree, take_each
from govtrack.store.bodies import Organisation
from govtrack.store.decisions import Decision, decision_of
from govtrack.store.plans import plan_known_as, planned_by

WORDS = ("title", "about", "who_decides", "expected", "influence", "contact")
PAST = ("announced", "changed_at", "sequence", "left", "ended", "reason", "first_expected")


def take_plans(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per decision to come, known by what calendars know it by, else by its body, title and day."""

    def take(row: Row) -> bool:
        body = work.names.organisations.named(row.texts["body"], field="body")
        if not work.rights.may_decide(body.id, None):
            raise Refused(NOT_YOURS, field="body")
        uid = row.texts["uid"]
        there = plan_known_as(uid) if uid else planned_by(body.id, row.texts["title"], row.values["expected"])
        became = _became(row, body)
        if there is not None:
            if there.body_id != body.id:
                raise Refused("Another body has a planned decision of this uid.", field="uid")
            together = there.collaboration.short_name if there.collaboration else ""
            decision = there.decision.reference if there.decision else ""
            cells = outgoing.planned(there, together=together, decision=decision)
            agree(known, row, cells, but=["body", "collaboration", "decision"])
            return False
        past = {name: row.values[name] for name in PAST if row.texts[name]}
        plans.bring(body, _intended(row, work), uid=uid, became=became, past=past, by=work.by)
        return True

    return take_each(known, rows, work, take)


def _intended(row: Row, work: Work) -> Intended:
    name = row.texts["collaboration"]
    together = work.names.collaborations.named(name, field="collaboration") if name else None
    words = {name: row.values.get(name) or "" for name in WORDS}
    return Intended(collaboration=together, until=row.values.get("until"), **words)


def _became(row: Row, body: Organisation) -> Decision | None:
    if not row.texts["decision"]:
        return None
    found = decision_of(body.id, row.texts["decision"])
    if found is None or not found.taken:
        raise Refused(f"{body.short_name} has taken no decision of this reference.", field="decision")
    return found
