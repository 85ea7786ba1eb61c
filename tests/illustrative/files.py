"""The Five Rivers as files of the import format, ready to be written or compared."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.illustrative import apart, looked, partners, planned, returned, shared, stood
from tests.illustrative.contested import DISPUTES
from tests.illustrative.decided import DECISIONS
from tests.illustrative.figures import Line, lines
from tests.illustrative.story import ALLIANCE, SOURCE

FOLDER = Path(__file__).parents[2] / "govtrack" / "data" / "illustrative"

HEADERS = {
    "organisations": "short_name,name,kind,area_code",
    "offices": "organisation,office,kind,holder,from,to,acting,source",
    "collaborations": "short_name,title,purpose,model,state,started,ended,reforms",
    "memberships": "collaboration,partner,joined,left,votes,role,role_behind,notice_given",
    "agreements": (
        "collaboration,title,force_provision,body_provision,joint_provision,parties,signed,"
        "review_due,notice_months,silence_days,exit_rule,supersedes,source"
    ),
    "measures": "name,unit,nature,better,decimals",
    "drivers": "name,collaboration,unit,decimals,note",
    "driver_values": "driver,collaboration,organisation,year,value,provenance,source",
    "share_rules": (
        "collaboration,about,from,to,partner,percent,words,decision,way,mix,floor,up,down,figures_of,tolerance"
    ),
    "ledger": "collaboration,partner,period,kind,category,measure,amount,status,basis,low,high,provenance,source,note",
    "decisions": "reference,title,body,collaboration,decided,outcome,summary,reasons,supersedes,source",
    "disputes": (
        "collaboration,partner,period,kind,category,measure,amount,status,note,disputed_by,own_amount,reason,source,"
        "opened,how,settled,words,decision"
    ),
}
"""The format of the import, sheet by sheet, in the order in which one leans on another."""

INVENTED_ALONE = {
    "former_names": "organisation,short_name,name,until,note",
    "business_cases": (
        "collaboration,title,version,reason,decision,year_0,price_year,release,prepared,prepared_by,provenance,source,"
        "note,year,side,partner,amount"
    ),
    "expectations": "body,reference,words,years,collaboration,side,measure,partner,amount,added,dropped,reason",
    "review_days": "body,reference,due,why,added",
    "decision_reviews": "body,reference,held,verdict,words,found,added",
    "voting_rules": "collaboration,way,percent,lead,from,to,words,decision",
    "positions": "body,reference,partner,stance,who,office,reasons,added",
    "decision_subjects": "body,reference,subject,proposed_by",
    "lessons": "body,title,words,collaboration,decision,shared,added,taken_back,reason",
    "reporting_periods": "collaboration,period,due,opened",
    "return_acts": "collaboration,period,partner,act,acted_for,at,person,words,until,silence_days",
    "standalone_costs": (
        "collaboration,partner,year,what_if,low,central,high,estimated_by,estimated_on,method,source,provenance"
    ),
    "coalition_costs": "collaboration,study,year,coalition,cost,studied_by,studied_on,method,source,provenance",
}
"""Sheets for which nothing is public: no plan by year, no day of a return, no cost of going alone, no review."""

DECIMALS = {"GBP": 2, "people found": 0, "response minutes": 1}


def texts() -> dict[str, str]:
    """Every file's text by its name without `.csv`."""
    rows: dict[str, Iterable[Sequence[object]]] = {
        "organisations": partners.organisations(),
        "former_names": partners.former_names(),
        "offices": partners.offices(),
        "collaborations": partners.collaborations(),
        "memberships": partners.memberships(),
        "agreements": partners.agreements(),
        "measures": partners.measures(),
        "drivers": shared.drivers(),
        "driver_values": shared.driver_values(),
        "share_rules": partners.share_rules(),
        "ledger": [_row(line) for line in lines()],
        "business_cases": planned.rows(),
        "standalone_costs": apart.estimates(),
        "coalition_costs": apart.study(),
        "decisions": [decided.row() for decided in DECISIONS],
        "disputes": [contested.row(lines()) for contested in DISPUTES],
        "expectations": looked.expectations(),
        "review_days": looked.review_days(),
        "decision_reviews": looked.reviews(),
        "lessons": looked.lessons(),
        "voting_rules": stood.voting_rules(),
        "positions": stood.positions(),
        "decision_subjects": stood.subjects(),
        "reporting_periods": returned.periods(),
        "return_acts": returned.acts(),
    }
    heads = HEADERS | INVENTED_ALONE
    return {name: _text(heads[name], rows[name]) for name in heads}


def _row(line: Line) -> Sequence[object]:
    shown = [_shown(value, line.measure) for value in (line.amount, line.low, line.high)]
    return (
        ALLIANCE, line.partner, line.period, line.kind, line.category, line.measure, shown[0], line.status,
        line.basis, shown[1], shown[2], "illustrative", SOURCE, line.note,
    )  # fmt: skip


def _shown(amount: int | None, measure: str) -> str:
    if amount is None:
        return ""
    decimals = DECIMALS[measure]
    whole, rest = divmod(abs(amount), 10**decimals)
    return f"{'-' if amount < 0 else ''}{whole}" + (f".{rest:0{decimals}d}" if decimals else "")


def _text(header: str, rows: Iterable[Sequence[object]]) -> str:
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return made.getvalue()
