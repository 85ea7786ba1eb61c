"""The trail in words: what somebody did to which record, and, answer by answer, what it said before and after."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from flask import url_for

from govtrack.store.events import Event
from govtrack.web import formats
from govtrack.web.names import Names

UNSEEN = {
    "id", "version", "short_key", "key", "reference_key", "digest", "fs_uniquifier", "update_datetime", "sheets",
    "first_event", "last_event", "content", "text", "subject_id",
}  # fmt: skip
"""Columns that hold nothing of a person's: the machinery of rows."""

WORDS = {
    "acted_for_id": "Acted for", "active": "Account open", "area_code": "Area code", "body_id": "Deciding body",
    "body_provision": "Policing body provision",
    "collaboration_id": "Collaboration", "create_datetime": "Opened", "day": "Day entered", "deed": "Deed",
    "ended": "Ended", "ends": "To", "figure": "Figure's number",
    "force_provision": "Force provision", "joint_provision": "Joint provision",
    "mf_recovery_codes": "Recovery codes", "name": "Name", "new_id": "New organisation", "office_id": "Office",
    "old_id": "Earlier organisation", "on": "Date", "organisation_id": "Organisation", "partner_id": "Partner",
    "percent": "Percentage", "period_id": "Period", "person_id": "Person's number", "reforms_id": "Re-forms",
    "role_behind": "Role behind the scenes",
    "rule_id": "Rule", "source": "Source", "starts": "From", "supersedes_id": "Supersedes",
    "tf_primary_method": "Second factor", "tf_totp_secret": "Second factor's secret", "year_from": "Years",
}  # fmt: skip
NOUNS = {
    "organisations": "organisation", "offices": "office", "terms": "term of office", "successions": "succession",
    "former_names": "former name",
    "collaborations": "collaboration", "memberships": "membership", "agreements": "agreement",
    "share_rules": "share rule", "share_parts": "part of a share rule", "decisions": "decision", "measures": "measure",
    "claims": "claim", "evidence": "evidence", "documents": "document",
    "expectations": "expectation",
    "review_days": "day of review", "decision_reviews": "review", "lessons": "lesson",
    "positions": "position", "decision_subjects": "subject", "proposals": "proposal", "voting_rules": "voting rule",
    "shared_results": "shared result",
    "plans": "planned decision",
    "engagements": "engagement", "engaged_groups": "group that was engaged",
    "shared_result_parts": "part of a shared result",
    "disputes": "dispute", "ledger_batches": "entry of figures", "import_batches": "import", "users": "account",
    "grants": "role",
    "standalone_costs": "estimate of going alone", "coalition_studies": "coalition study",
    "study_partners": "partner of a coalition study", "coalition_costs": "cost of a coalition",
    "reporting_periods": "reporting period", "return_acts": "return",
}  # fmt: skip


SHOWN_AT = {"disputes": "disputes.index", "standalone_costs": "alone.show", "coalition_studies": "alone.show"}
"""Where a record that belongs to a collaboration is shown, if not on that one's own page."""
PARTS = {"share_parts", "study_partners", "coalition_costs"}
"""Records that are written beneath another one, which speaks for them."""


class Difference(NamedTuple):
    """One answer of a record that a change touched; empty text where there was, or is, none."""

    name: str
    before: str
    after: str


class Change(NamedTuple):
    """One event in words. `subject` names the record, `address` leads to where it is shown (empty: nowhere)."""

    number: int
    when: str
    who: str
    deed: str
    subject: str
    address: str
    reason: str
    differences: list[Difference]
    hash: str


def in_words(events: Sequence[Event]) -> list[Change]:
    """Events as a person reads them, in the order given."""
    states = {event.number: (_state(event.before), _state(event.after)) for event in events}
    names = Names([(event.record, state) for event in events for state in states[event.number] if state])
    return [_change(event, *states[event.number], names) for event in events]


def lately(events: Sequence[Event], *, most: int) -> list[Change]:
    """What a person did, one line a deed: what one deed wrote to the same record, or beneath it, is one."""
    kept: dict[tuple[str, str, int], Event] = {}
    for event in events:
        if event.record not in PARTS:
            kept.setdefault((event.deed, event.record, event.record_id), event)
    return in_words(list(kept.values())[:most])


def noun(record: str) -> str:
    """What a record of a table is called."""
    return NOUNS.get(record, record.replace("_", " "))


def _state(text: str) -> dict[str, Any]:
    value = json.loads(text) if text else {}
    return value if isinstance(value, dict) else {}


def _change(event: Event, before: dict[str, Any], after: dict[str, Any], names: Names) -> Change:
    now = after or before
    return Change(
        event.number,
        formats.moment(datetime.fromisoformat(event.at)),
        event.person,
        event.deed,
        names.subject(event.record, now),
        _address(event, now, names),
        event.reason,
        list(_differences(event.record, before, after, names)),
        event.hash,
    )


def _differences(record: str, before: dict[str, Any], after: dict[str, Any], names: Names) -> list[Difference]:
    found = [
        Difference(
            WORDS.get(column, column.replace("_", " ").capitalize()),
            names.said(record, column, before.get(column)),
            names.said(record, column, after.get(column)),
        )
        for column in after or before
        if column not in UNSEEN
    ]
    return sorted((one for one in found if one.before != one.after), key=lambda one: one.name)


def _address(event: Event, state: dict[str, Any], names: Names) -> str:  # noqa: PLR0911 - each record has its page
    match event.record:
        case "decisions":
            return url_for("decisions.show", number=event.record_id)
        case (
            "collaborations" | "memberships" | "agreements" | "share_rules" | "disputes"
            | "standalone_costs" | "coalition_studies"
        ):  # fmt: skip
            number = event.record_id if event.record == "collaborations" else state.get("collaboration_id")
            return _within(SHOWN_AT.get(event.record, "collaborations.show"), names.collaboration(number))
        case "organisations" | "former_names" | "offices" | "terms" | "successions":
            return _within("bodies.show", names.body_behind(event.record, event.record_id, state))
        case "reporting_periods" | "return_acts":
            number = event.record_id if event.record == "reporting_periods" else state.get("period_id")
            return _within("returns.period", names.collaboration(names.collaboration_behind(state)), number=number)
        case "import_batches":
            return url_for("imports.batch", number=event.record_id)
        case "ledger_batches":
            return _within("ledger.figures", names.batch(event.record_id))
    return ""


def _within(endpoint: str, short_name: str, **more: Any) -> str:
    return url_for(endpoint, short_name=short_name, **more) if short_name else ""
