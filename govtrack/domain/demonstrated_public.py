"""What the demonstration has published: the record with its sources, and the invented alliance as its offices would."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from govtrack.analytics.exemptions import Openness
from govtrack.domain.decisions import record
from govtrack.domain.publicagreements import publish_agreement
from govtrack.domain.publicparts import Choice
from govtrack.domain.publishing import publish
from govtrack.store import clock
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Agreement, Collaboration
from govtrack.store.db import db, transaction
from govtrack.store.decisions import Decision

CHOSEN = {
    "ADPCC 2017-022": Choice(
        Openness.TITLE, "section 31", "To send the nearest free search team, whoever's it is (illustrative)."
    ),
    "EXE0003/21": Choice(Openness.PARTLY, withheld={"reasons": "section 43"}),
}
"""The invented decisions of which less than everything is published, by reference."""
WAITING = {"022/2026"}
"""The invented decision that still waits to be published."""
TAKES = timedelta(days=6)
"""How long the invented offices take to publish."""


def publish_invented(decisions: Sequence[Decision], agreements: Sequence[Agreement], *, by: Any) -> None:
    """Publish what the invented alliance decided, each decision some days after it was taken."""
    whole = [one for one in decisions if len(one.decided) == len("2014-03-27") and one.reference not in WAITING]
    for one in sorted(whole, key=lambda row: row.decided):
        moment = datetime.fromisoformat(one.decided).replace(hour=10, tzinfo=UTC) + TAKES
        with clock.set_to(min(moment, clock.now())), transaction():
            publish(one, CHOSEN.get(one.reference), by=by)
    _publish_agreements(agreements, by=by)


def record_late(body: Organisation, together: Collaboration, *, by: Any) -> None:
    """Record one invented decision that should have been published by now."""
    with transaction():
        record(
            reference="023/2026", title="Sell the oldest survey boat", body=body, collaboration=together,
            outcome="approved", decided="2026-11-06", significant=True, signed_by="The commissioner (illustrative)",
            summary="Offers it to the partners first.", reasons="It costs more to keep than to hire one.",
            source="Illustrative: made for this demonstration", by=by,
        )  # fmt: skip


def publish_record(*, by: Any) -> None:
    """Publish every decision that was seen on a public site, and has not been published yet, with its source."""
    everywhere = select(Decision).where(Decision.source.startswith("http")).order_by(Decision.decided, Decision.id)
    for one in db.session.scalars(everywhere).unique().all():
        with transaction():
            publish(one, by=by)
    seen = select(Agreement).where(Agreement.source.startswith("http")).order_by(Agreement.id)
    _publish_agreements(db.session.scalars(seen).all(), by=by)


def _publish_agreements(agreements: Sequence[Agreement], *, by: Any) -> None:
    for one in agreements:
        with transaction():
            publish_agreement(one, Choice(objective=one.collaboration.purpose or one.title), by=by)
