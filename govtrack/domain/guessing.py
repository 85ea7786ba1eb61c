"""What the headings of a person's own file mean: guessed from the words that forces and offices use."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from govtrack.domain import formats
from govtrack.domain.guide import Columns, exact, headings
from govtrack.domain.incoming import heading
from govtrack.papers.rows import Sheet

ALIKE = 0.82
"""How like one of our words a heading must be to be taken for it."""

WORDS: Mapping[str, Sequence[str]] = {
    "collaboration": ("alliance", "programme", "project", "partnership", "collaboration_name", "scheme"),
    "partner": ("force", "police_force", "organisation", "organization", "body", "pcc", "opcc", "area", "force_name"),
    "body": ("force", "organisation", "pcc", "opcc", "deciding_body"),
    "organisation": ("force", "area", "police_area"),
    "period": ("year", "financial_year", "quarter", "fy", "month", "when", "date", "period_name"),
    "kind": ("type", "cost_or_benefit", "cost/benefit", "in_or_out"),
    "category": ("sub-type", "subtype", "class", "heading", "benefit_type", "cost_type"),
    "amount": ("value", "£", "gbp", "cost", "sum", "total", "amount_(£)", "amount_£", "pounds", "figure"),
    "measure": ("unit", "units", "currency", "metric"),
    "status": ("state", "stage", "how_far"),
    "basis": ("method", "how_got", "how_it_was_got", "confidence"),
    "low": ("low_estimate", "minimum", "min", "lower"),
    "high": ("high_estimate", "maximum", "max", "upper"),
    "note": ("comment", "comments", "notes", "remarks", "description"),
    "source": ("evidence", "reference", "source_document", "document", "supporting_document", "download",
               "view_decision", "attached_decision_paper", "file", "file_name", "document_link"),
    "reference": ("ref", "decision_reference", "decision_reference_number", "decision_number", "reference_number",
                  "decision_log_number", "number", "ref_no", "decision_ref"),
    "title": ("subject", "decision", "decision_title", "name", "decision_name"),
    "decided": ("date", "date_of_decision", "decision_date", "date_decision_made", "date_made"),
    "outcome": ("result", "decision_outcome", "decision_made"),
    "summary": ("details", "text", "summary/recommendation", "decision_summary", "summary_of_decision",
                "executive_summary", "executive_summary_and_recommendation"),
    "reasons": ("reason_for_decision", "reasons_for_decision", "rationale"),
    "lead_officer": ("contact_officer", "contact_officers", "report_author", "author"),
    "chief_officer": ("chief_officer_approval", "approved_for_the_force"),
    "signed_by": ("signature", "decision_maker", "signatory", "decision_taken_by"),
    "signed": ("signature_date", "date_signed"),
    "supersedes": ("replaces", "supersedes_decision"),
    "follows": ("related_decision", "related_decisions", "previous_decision", "previous_decisions", "linked_decisions",
                "cites", "follows_from"),
    "short_name": ("short", "abbreviation", "code"),
    "joined": ("start", "start_date", "from", "since"),
    "left": ("end", "end_date", "to", "until"),
}  # fmt: skip
"""By our column, what others call it, the likeliest first; as `heading` writes headings."""


def guessed(sheet: Sheet, form_name: str = "") -> Columns:
    """How a sheet is probably to be read: as `form_name`, as the sheet it is called after, or as what fits it best.

    Figures are what people have files of, so the ledger goes before all others where it fits.
    """
    known = exact(sheet)
    if known is not None and form_name in {"", known.form}:
        return known
    form_name = form_name or (sheet.name if sheet.name in formats.BY_NAME else "")
    theirs = [heading(cell) for cell in headings(sheet)]
    forms = [formats.BY_NAME[form_name]] if form_name else formats.SHEETS
    tried = [(form, places_in(form, theirs)) for form in forms]
    form, places = max(tried, key=lambda one: (one[0] is formats.LEDGER and _fit(*one) > 0, _fit(*one)))
    return Columns(form.name if _fit(form, places) > 0 or form_name else "", places, {})


def _fit(form: formats.Sheet, places: Mapping[str, int]) -> float:
    """How many columns are there; a sheet of which less than half of what every row needs is there fits not at all."""
    needed = sum(name in places for name in form.needed) / len(form.needed)
    return len(places) + needed if needed >= 1 / 2 else 0


def places_in(form: formats.Sheet, theirs: Sequence[str]) -> dict[str, int]:
    """Where our columns probably stand among their headings, each heading used once: the surest first."""
    found: dict[str, int] = {}
    for sure in (_same, _called, _alike):
        for name in form.headings:
            if name not in found:
                free = [(at, text) for at, text in enumerate(theirs) if text and at not in found.values()]
                at = next((at for at, text in free if sure(name, text)), None)
                if at is not None:
                    found[name] = at
    return {name: found[name] for name in form.headings if name in found}


def _same(name: str, text: str) -> bool:
    return name == text


def _called(name: str, text: str) -> bool:
    return text in WORDS.get(name, ())


def _alike(name: str, text: str) -> bool:
    words = (name, *(word for word in WORDS.get(name, ()) if len(word) > 3))
    return len(text) > 3 and any(SequenceMatcher(None, word, text).ratio() >= ALIKE for word in words)


def missing(columns: Columns) -> list[str]:
    """The columns that every row must fill and that nothing was said of."""
    if not columns.form:
        return []
    return [
        name
        for name in formats.BY_NAME[columns.form].needed
        if name not in columns.places and not columns.every.get(name)
    ]
