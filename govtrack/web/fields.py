"""Every kind of answer a form can ask for: one import for the rooms."""

from govtrack.web.choices import OneOf, OneOfRadios, SelectChoice, SomeOf, YesNo
from govtrack.web.dateboxes import DateParts, PartialDate, PeriodField
from govtrack.web.numberboxes import Amount, Percentage, Whole
from govtrack.web.textboxes import Line, Paragraphs, ShortName

__all__ = [
    "Amount",
    "DateParts",
    "Line",
    "OneOf",
    "OneOfRadios",
    "Paragraphs",
    "PartialDate",
    "Percentage",
    "PeriodField",
    "SelectChoice",
    "ShortName",
    "SomeOf",
    "Whole",
    "YesNo",
]
