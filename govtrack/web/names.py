"""What the numbers in records stand for, looked up once for all the records of a page."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from govtrack.analytics.kinds import Provenance
from govtrack.analytics.words import counted
from govtrack.store import ledger
from govtrack.store.bodies import Office, Organisation, organisations_of
from govtrack.store.collaborations import Agreement, Collaboration, collaborations_of
from govtrack.store.db import db
from govtrack.store.decisions import Decision
from govtrack.store.returns import ReportingPeriod
from govtrack.store.rules import ShareRule
from govtrack.web import formats

ORGANISATIONS = {"partner_id", "acted_for_id", "organisation_id", "body_id", "old_id", "new_id"}
COLLABORATIONS = {"collaboration_id", "reforms_id"}
DAYS = {
    "started", "ended", "starts", "ends", "joined", "left", "notice_given", "signed", "review_due", "decided", "on",
    "create_datetime", "opened", "settled", "due",
    "stated", "added", "taken_back", "closed", "told", "struck",
    "expected", "first_expected", "until", "announced",
}  # fmt: skip
SECRET = "sha256:"  # noqa: S105 - the mark that stands before the hash of what is kept secret
JANUARY = 0


def _whole_year(starts: Any) -> str:
    """The year that begins in a month; one that begins in January is a calendar year."""
    return "" if not isinstance(starts, int) else formats.period((starts, 12), calendar=starts % 12 == JANUARY)


def _day_of(ordinal: int) -> str:
    return formats.day(date.fromordinal(ordinal))


OF_GOING_ALONE = {"standalone_costs", "coalition_studies", "coalition_costs"}
IN_NUMBERS: dict[str, Callable[[int], str]] = {
    "starts": _whole_year, "low": formats.money, "central": formats.money, "high": formats.money,
    "cost": formats.money, "day": _day_of, "withdrawn": _day_of, "provenance": lambda code: Provenance(code).word,
}  # fmt: skip
"""Columns of estimates and studies that are kept as numbers, and how each is read."""

States = Sequence[tuple[str, dict[str, Any]]]


class Names:
    """Numbers to words. `states` are records as the trail keeps them, each with its table's name."""

    def __init__(self, states: States) -> None:
        self._offices = _rows(Office, [state.get("office_id") for _, state in states])
        organisations = [state.get(column) for _, state in states for column in ORGANISATIONS]
        organisations += [state["id"] for record, state in states if record == "organisations"]
        organisations += [office.organisation_id for office in self._offices.values()]
        together = [state.get(column) for _, state in states for column in COLLABORATIONS]
        together += [state["id"] for record, state in states if record == "collaborations"]
        batches = {state["id"]: state for record, state in states if record == "ledger_batches"}
        self._batches = {
            number: ledger.collaboration_of(number) for number, state in batches.items() if not state.get("file")
        }
        together += self._batches.values()
        self._periods = _rows(ReportingPeriod, [state.get("period_id") for _, state in states])
        together += [period.collaboration_id for period in self._periods.values()]
        self._rules = _rows(ShareRule, [state.get("rule_id") for _, state in states])
        together += [rule.collaboration_id for rule in self._rules.values()]
        self._earlier: dict[str, dict[int, Any]] = {
            record: _rows(table, [state.get("supersedes_id") for which, state in states if which == record])
            for record, table in (("decisions", Decision), ("agreements", Agreement))
        }
        self._settling = _rows(Decision, [state.get("decision_id") for _, state in states])
        self._bodies: dict[int, Organisation] = {row.id: row for row in organisations_of(_numbers(organisations))}
        self._together: dict[int, Collaboration] = {row.id: row for row in collaborations_of(_numbers(together))}

    def organisation(self, number: Any) -> str:
        """The short name of an organisation, empty for none."""
        row = self._bodies.get(number)
        return row.short_name if row else ""

    def collaboration(self, number: Any) -> str:
        """The short name of a collaboration, empty for none."""
        row = self._together.get(number)
        return row.short_name if row else ""

    def batch(self, number: int) -> str:
        """The short name of the collaboration whose figures were entered together; empty for those of a file."""
        return self.collaboration(self._batches.get(number))

    def body_behind(self, record: str, number: int, state: dict[str, Any]) -> str:
        """The short name of the organisation on whose page an office, a term or a succession is shown."""
        if record == "organisations":
            return self.organisation(number)
        office = self._office(state)
        return self.organisation(
            office.organisation_id if office else state.get("organisation_id") or state.get("new_id")
        )

    def subject(self, record: str, state: dict[str, Any]) -> str:
        """What a record is called in a line about it."""
        together = self.collaboration(state.get("collaboration_id"))
        partner = self.organisation(state.get("partner_id"))
        said: dict[str, Callable[[], str]] = {
            "memberships": lambda: f"{partner} in {together}",
            "agreements": lambda: f"{state.get('title')} ({together})",
            "standalone_costs": lambda: f"{partner} in {together}, {_whole_year(state.get('starts'))}",
            "study_partners": lambda: partner,
            "coalition_costs": lambda: "one coalition",
            "reporting_periods": lambda: listed(together, self._period(state)),
            "return_acts": lambda: self._return(state, partner),
            "share_rules": lambda: f"{state.get('about')} in {together}, from {formats.day(state.get('starts'))}",
            "share_parts": lambda: f"{partner}, {state.get('percent')}%",
            "terms": lambda: listed(state.get("holder"), getattr(self._office(state), "name", "")),
            "former_names": lambda: f"{state.get('short_name')}, of {self.organisation(state.get('organisation_id'))}",
            "successions": lambda: " to ".join(self.organisation(state.get(one)) for one in ("old_id", "new_id")),
            "ledger_batches": lambda: self._entered(state),
            "claims": lambda: f"the claim behind figure {state.get('figure')} of {together}",
            "evidence": lambda: f"{state.get('name')}, evidence of figure {state.get('figure')} of {together}",
            "engagements": lambda: f"{state.get('level')}: {state.get('how')}",
            "engaged_groups": lambda: str(state.get("whom")),
            "documents": lambda: str(state.get("title") or state.get("name")),
            "expectations": lambda: str(state.get("words"))[:80],
            "review_days": lambda: f"to be looked at again on {formats.day(state.get('due')) or 'no day'}",
            "decision_reviews": lambda: f"looked at again on {formats.day(state.get('held'))}",
            "positions": lambda: listed(partner, str(state.get("stance"))),
            "decision_subjects": lambda: str(state.get("subject")),
            "proposals": lambda: f"proposed by {partner}",
            "voting_rules": lambda: f"{state.get('way')} in {together}, from {formats.day(state.get('starts'))}",
            "lessons": lambda: str(state.get("title")),
            "shared_results": lambda: f"{state.get('name')} ({together})",
            "shared_result_parts": lambda: listed(partner, state.get("percent") and f"{state.get('percent')}%"),
            "disputes": lambda: f"{partner} disputes figure {state.get('figure')} of {together}",
            "grants": lambda: listed(state.get("role"), self.organisation(state.get("organisation_id")) or together),
        }
        if record in said:
            return said[record]()
        words = ("short_name", "reference", "email", "name")
        return next((str(state[word]) for word in words if state.get(word)), "")

    def collaboration_behind(self, state: dict[str, Any]) -> Any:
        """The number of the collaboration that a reporting period, or an act about one, belongs to."""
        period = self._periods.get(state.get("period_id") or 0)
        return period.collaboration_id if period else state.get("collaboration_id")

    def _period(self, state: dict[str, Any]) -> str:
        row = self._together.get(state.get("collaboration_id") or 0)
        calendar = row is not None and row.calendar
        return formats.period((int(state.get("starts") or 0), int(state.get("months") or 1)), calendar=calendar)

    def _return(self, state: dict[str, Any], partner: str) -> str:
        period = self._periods.get(state.get("period_id") or 0)
        if period is None:
            return partner
        name = formats.period((period.starts, period.months), calendar=period.collaboration.calendar)
        return listed(self.collaboration(period.collaboration_id), partner, name)

    def _office(self, state: dict[str, Any]) -> Any:
        return self._offices.get(state.get("office_id") or 0)

    def _entered(self, state: dict[str, Any]) -> str:
        lines = counted(int(state.get("lines") or 0), "line")
        if state.get("file"):
            return f"{lines} from the file {state['file']}"
        return listed(self.batch(state["id"]), lines)

    def said(self, record: str, column: str, value: Any) -> str:
        """One answer of a record as a person reads it; empty for none."""
        if value is None or value == "":
            return ""
        if isinstance(value, str) and value.startswith(SECRET):
            return "kept secret"
        if column == "year_from":
            return "calendar years" if value == JANUARY else "financial years"
        if isinstance(value, bool):
            return "yes" if value else "no"
        if column in DAYS and isinstance(value, str):
            return formats.day(value[:10])
        return _written(record, column, value) or self._number_said(record, column, value) or str(value)

    def _number_said(self, record: str, column: str, value: Any) -> str:
        if column in ORGANISATIONS:
            return self.organisation(value)
        if column in COLLABORATIONS:
            return self.collaboration(value)
        if column in {"starts", "period_id"}:
            return formats.period((value, 1)) if column == "starts" else self._return({"period_id": value}, "")
        return self._row_said(record, column, value)

    def _row_said(self, record: str, column: str, value: Any) -> str:
        if column == "office_id" and value in self._offices:
            return str(self._offices[value].name)
        if column == "rule_id" and value in self._rules:
            rule = self._rules[value]
            return f"{rule.about} in {self.collaboration(rule.collaboration_id)}, from {formats.day(rule.starts)}"
        if column == "decision_id" and value in self._settling:
            return str(self._settling[value].reference)
        row = self._earlier.get(record, {}).get(value) if column == "supersedes_id" else None
        return "" if row is None else str(getattr(row, "reference", "") or row.title)


def _written(record: str, column: str, value: Any) -> str:
    """An amount, a day or a year of an estimate or study, as it is read; empty for anything else."""
    return IN_NUMBERS[column](value) if record in OF_GOING_ALONE and column in IN_NUMBERS else ""


def listed(*parts: Any) -> str:
    """What there is of some parts, with commas between."""
    return ", ".join(str(part) for part in parts if part)


def _numbers(values: Sequence[Any]) -> list[int]:
    return sorted({value for value in values if isinstance(value, int) and value})


def _rows(table: Any, numbers: Sequence[Any]) -> dict[int, Any]:
    wanted = _numbers(numbers)
    return {row.id: row for row in db.session.query(table).filter(table.id.in_(wanted))} if wanted else {}
