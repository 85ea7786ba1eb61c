"""The verbs of disputes: raise one about a figure, and settle it. Both figures stand until then."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from govtrack.analytics.kinds import Category, Kind, Settled
from govtrack.analytics.periods import Period, label
from govtrack.domain.checks import LARGEST, LONGEST_TEXT
from govtrack.domain.ledger import reason_given
from govtrack.domain.names import in_order
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import clock, disputes, ledger
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration, Membership
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.disputes import Dispute
from govtrack.store.events import deed
from govtrack.store.ledger import Figure


def dispute(
    line: int,
    partner: Organisation,
    *,
    reason: str,
    amount: int | None = None,
    source: str = "",
    opened: date | None = None,
    by: Any,
) -> Dispute:
    """Dispute the figure of a line in a partner's name; `amount` is what the partner says instead, as it is written.

    Refused for a stranger, for a partner that had left before the period, for one's own figure, or without a reason.
    """
    figure = ledger.figure_at(line)
    if figure is None:
        raise Refused("This figure was corrected or taken back meanwhile: open it again.")
    legs = ledger.standing(figure.figure)
    together = db.session.get_one(Collaboration, figure.collaboration_id)
    refuse_stranger(legs, partner, together)
    reason = reason_given(reason)
    if len(source) > LONGEST_TEXT:
        raise Refused(f"At most {LONGEST_TEXT:,} characters; this has {len(source):,}.", field="source")
    if amount is not None:
        _refuse_amount(amount, legs)
    if any(one.partner_id == partner.id for one in disputes.open_on([figure.figure]).get(figure.figure, ())):
        raise Refused(f"{partner.short_name} disputes this figure already: settle that first.", field="partner")
    opened = opened or clock.today()
    if opened > clock.today():
        raise Refused("A dispute is recorded once it is raised: the day lies ahead.", field="opened")
    with deed("disputed a figure", by=by, reason=reason):
        row = Dispute(
            figure=figure.figure,
            collaboration=together,
            partner=partner,
            amount=amount,
            reason=reason,
            source=source.strip(),
            opened=opened,
            person=str(getattr(by, "email", by)),
        )
        db.session.add(row)
    return row


def refuse_stranger(legs: Sequence[Figure], partner: Organisation, together: Collaboration) -> None:
    """Refuse who has no say in a figure: no partner, one that had left, or the one whose own figure it is."""
    spells = [spell for spell in together.memberships if spell.partner_id == partner.id]
    period = Period(legs[0].starts, legs[0].months)
    if not spells:
        raise Refused(
            f"{partner.short_name} is no partner of {together.short_name}: only its partners dispute its figures.",
            field="partner",
        )
    left = _left_before(spells, period)
    if left is not None:
        when = label(period, calendar=together.calendar)
        raise Refused(
            f"{partner.short_name} left on {left.day} {left:%B %Y}, before {when} began: "
            "a former partner disputes the figures of its own time.",
            field="partner",
        )
    if [leg.partner_id for leg in legs] == [partner.id]:
        raise Refused(f"This is {partner.short_name}’s own figure: correct it, or take it back.", field="partner")


def _left_before(spells: Sequence[Membership], period: Period) -> date | None:
    """The last day of a partner that had left before a period began; None where it had not."""
    days = [spell.left for spell in spells]
    last = max((day for day in days if day is not None), default=None)
    return last if last is not None and None not in days and last < period.start else None


def _refuse_amount(amount: int, legs: Sequence[Figure]) -> None:
    if abs(amount) > LARGEST:
        raise Refused("That amount is larger than any this register can hold: check for extra digits.", field="amount")
    if amount < 0 and legs[0].kind == Kind.TRANSFER:
        raise Refused("Write what was paid as a positive amount.", field="amount")
    if amount < 0 and legs[0].category == Category.DIS_BENEFIT:
        raise Refused("Write a dis-benefit as a positive amount: it is counted against benefit.", field="amount")
    if amount == disputes.claimed(legs):
        raise Refused(
            "That is what the figure says already. Give the amount you hold right, or leave it blank.", field="amount"
        )


def settle(
    row: Dispute,
    how: str,
    *,
    words: str = "",
    decision: Decision | None = None,
    settled: date | None = None,
    seen: int | None = None,
    by: Any,
) -> None:
    """End a dispute: by agreement or withdrawal, in words, or by a decision about the collaboration.

    Changed when somebody settled it first. The figure itself stays: what was agreed is entered as a correction.
    """
    if row.how or (seen is not None and seen != row.version):
        raise Changed(row)
    ending = Settled(how)
    words = words.strip()
    settled = settled or clock.today()
    if settled < row.opened or settled > clock.today():
        raise Refused("A dispute ends after it was raised, and not in the future.", field="settled")
    if len(words) > LONGEST_TEXT:
        raise Refused(f"At most {LONGEST_TEXT:,} characters; this has {len(words):,}.", field="words")
    if ending is Settled.DECIDED:
        _refuse_decision(row, decision)
    elif not words:
        what = "what was agreed" if ending is Settled.AGREED else "why it is withdrawn"
        raise Refused(f"Say {what}: the words are kept for good.", field="words")
    with deed(f"settled a dispute: {ending}", by=by, reason=words):
        row.how, row.settled, row.words = str(ending), settled, words
        row.decision = decision if ending is Settled.DECIDED else None
        row.settled_by = str(getattr(by, "email", by))


def _refuse_decision(row: Dispute, decision: Decision | None) -> None:
    if decision is None:
        raise Refused("Choose the decision that settles it; log it first if it is not there.", field="decision")
    if decision.collaboration_id != row.collaboration_id:
        raise Refused("That decision is about something else.", field="decision")
    in_order(
        row.opened.isoformat(),
        decision.decided,
        field="decision",
        sentence="That decision was taken before the dispute was raised.",
    )
