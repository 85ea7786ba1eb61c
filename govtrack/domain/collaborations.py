"""The verbs of collaborations: register and change them, admit partners, let them go, sign agreements."""

from datetime import date
from typing import Any

from govtrack.analytics.kinds import Model, Role, State
from govtrack.domain import account
from govtrack.domain.names import in_order, part_date, short
from govtrack.domain.refusals import Changed, Refused
from govtrack.store import ledger
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Agreement, Collaboration, Membership, collaboration_named, hold
from govtrack.store.db import db
from govtrack.store.events import deed
from govtrack.store.names import key_of

APRIL, JANUARY = 3, 0


def register(*, by: Any, **answers: Any) -> Collaboration:
    """Add a collaboration; Refused when its short name is taken, whatever the case. Answers as `_kept` takes them."""
    short_name = short(answers["short_name"])
    there = collaboration_named(short_name)
    if there is not None:
        raise Refused(f"“{there.short_name}” is already in the register: {there.title}.", field="short_name")
    with deed("registered a collaboration", by=by):
        row = Collaboration(**_kept(**answers))
        db.session.add(row)
    return row


def register_and_keep(*, by: Any, **answers: Any) -> Collaboration:
    """Register a collaboration and make the person who does so its secretariat, so that somebody can keep it."""
    row = register(by=by, **answers)
    if not any(held.role == Role.ADMINISTRATOR for held in by.grants):
        account.grant(by, Role.SECRETARIAT, collaboration=row, by=by)
    return row


def change(collaboration: Collaboration, *, version: int | None = None, by: Any, **answers: Any) -> Collaboration:
    """Change a collaboration's own answers; Changed when it was saved since `version` was opened."""
    if version is not None and version != collaboration.version:
        raise Changed(collaboration)
    kept = _kept(**answers)
    there = collaboration_named(kept["short_name"])
    if there is not None and there.id != collaboration.id:
        raise Refused(f"“{there.short_name}” is already in the register: {there.title}.", field="short_name")
    if kept["year_from"] != collaboration.year_from and ledger.days_written(collaboration.id):
        raise Refused(
            "Its figures are already kept by the other kind of year: this can no longer change.", field="calendar"
        )
    _refuse_a_ring(collaboration, answers.get("reforms"))
    with deed("changed a collaboration", by=by):
        for name, value in kept.items():
            setattr(collaboration, name, value)
    return collaboration


def _refuse_a_ring(collaboration: Collaboration, earlier: Collaboration | None) -> None:
    """What a collaboration re-forms must not, however far back, re-form it."""
    while earlier is not None:
        if earlier.id == collaboration.id:
            raise Refused("A collaboration cannot re-form itself, nor what re-forms it.", field="reforms")
        earlier = earlier.reforms


def _kept(
    *,
    short_name: str,
    title: str,
    purpose: str = "",
    model: str = "",
    state: str = "live",
    started: str = "",
    ended: str = "",
    calendar: bool = False,
    reforms: Collaboration | None = None,
) -> dict[str, Any]:
    started, ended = part_date(started, field="started"), part_date(ended, field="ended")
    in_order(started, ended, field="ended", sentence="It ends before it starts.")
    if not title.strip():
        raise Refused("Give the collaboration's title.", field="title")
    short_name = short(short_name)
    return {
        "short_name": short_name,
        "short_key": key_of(short_name),
        "title": title.strip(),
        "purpose": purpose.strip(),
        "model": str(Model(model)) if model else "",
        "state": str(State(state)),
        "started": started,
        "ended": ended,
        "year_from": JANUARY if calendar else APRIL,
        "reforms_id": reforms.id if reforms else None,
    }


def admit(
    collaboration: Collaboration,
    partner: Organisation,
    *,
    joined: date | None = None,
    left: date | None = None,
    notice_given: date | None = None,
    votes: int | None = None,
    observer: bool = False,
    role: str = "",
    role_behind: str = "",
    by: Any,
) -> Membership:
    """Record a partner's spell; Refused when two spells of one partner would overlap."""
    hold(collaboration)
    if joined and left and left < joined:
        raise Refused("The partner leaves before it joins.", field="left")
    if votes is not None and votes < 0:
        raise Refused("A partner has no votes, or some: never fewer than none.", field="votes")
    for spell in collaboration.memberships:
        if spell.partner_id == partner.id and _overlap(spell, joined, left):
            raise Refused(
                f"{partner.short_name} is already recorded as a partner for some of that time.", field="joined"
            )
    with deed("admitted a partner", by=by):
        row = Membership(
            collaboration=collaboration,
            partner=partner,
            joined=joined,
            left=left,
            notice_given=notice_given,
            votes=votes,
            observer=observer,
            role=role.strip(),
            role_behind=role_behind.strip(),
        )
        db.session.add(row)
    return row


def _overlap(spell: Membership, joined: date | None, left: date | None) -> bool:
    begins, ends = spell.joined or date.min, spell.left or date.max
    return begins <= (left or date.max) and (joined or date.min) <= ends


def amend(membership: Membership, *, version: int | None = None, by: Any, **answers: Any) -> Membership:
    """Change a spell: its dates, notice, votes or roles; Changed when it was saved since `version` was opened."""
    if version is not None and version != membership.version:
        raise Changed(membership)
    joined, left = answers.get("joined", membership.joined), answers.get("left", membership.left)
    if joined and left and left < joined:
        raise Refused("The partner leaves before it joins.", field="left")
    notice = answers.get("notice_given", membership.notice_given)
    if notice and left and notice > left:
        raise Refused("Notice is given before a partner leaves, not after.", field="notice_given")
    for spell in membership.collaboration.memberships:
        if spell.id != membership.id and spell.partner_id == membership.partner_id and _overlap(spell, joined, left):
            raise Refused("The partner has another spell in some of that time.", field="joined")
    with deed("amended a membership", by=by):
        for name, value in answers.items():
            setattr(membership, name, value)
    return membership


def agree(collaboration: Collaboration, *, by: Any, **answers: Any) -> Agreement:
    """Record an agreement under section 22A of the Police Act 1996. Answers as `_agreed` takes them."""
    kept = _agreed(collaboration, **answers)
    with deed("recorded an agreement", by=by):
        row = Agreement(collaboration=collaboration, **kept)
        db.session.add(row)
    return row


def amend_agreement(agreement: Agreement, *, version: int | None = None, by: Any, **answers: Any) -> Agreement:
    """Correct an agreement, or set its next review; Changed when it was saved since `version` was opened."""
    if version is not None and version != agreement.version:
        raise Changed(agreement)
    kept = _agreed(agreement.collaboration, **answers)
    earlier = kept["supersedes"]
    while earlier is not None:
        if earlier.id == agreement.id:
            raise Refused("An agreement cannot supersede itself, nor what supersedes it.", field="supersedes")
        earlier = earlier.supersedes
    with deed("amended an agreement", by=by):
        for name, value in kept.items():
            setattr(agreement, name, value)
    return agreement


def _agreed(
    collaboration: Collaboration,
    *,
    title: str,
    force_provision: bool = False,
    body_provision: bool = False,
    joint_provision: bool = False,
    parties: str = "",
    signed: str = "",
    review_due: date | None = None,
    notice_months: int | None = None,
    silence_days: int | None = None,
    exit_rule: str = "",
    supersedes: Agreement | None = None,
    source: str = "",
) -> dict[str, Any]:
    if not title.strip():
        raise Refused("Give the agreement's title.", field="title")
    if notice_months is not None and not 0 <= notice_months <= 120:
        raise Refused("The notice period is between 0 and 120 months.", field="notice_months")
    if silence_days is not None and not 1 <= silence_days <= 365:
        raise Refused("Silence counts after between 1 and 365 days.", field="silence_days")
    if supersedes is not None and supersedes.collaboration_id != collaboration.id:
        raise Refused("It can supersede only an agreement of the same collaboration.", field="supersedes")
    return {
        "title": title.strip(),
        "force_provision": force_provision,
        "body_provision": body_provision,
        "joint_provision": joint_provision,
        "parties": parties.strip(),
        "signed": part_date(signed, field="signed"),
        "review_due": review_due,
        "notice_months": notice_months,
        "silence_days": silence_days,
        "exit_rule": exit_rule.strip(),
        "supersedes": supersedes,
        "source": source.strip(),
    }
