"""Boxes for time: a date in three boxes, a date known only in part, a period of the ledger."""

import re
from datetime import date
from typing import Any

from wtforms import Field, StringField, ValidationError

from govtrack.analytics.periods import NotAPeriod, Period, label, parse
from govtrack.domain.names import part_date
from govtrack.domain.refusals import Refused
from govtrack.web import formats

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FIRST, LAST = date(1829, 1, 1), date(2100, 12, 31)
LONGEST = 20
SPOKEN = re.compile(r"(?:([0-9]{1,2})(?:st|nd|rd|th)? +)?([A-Za-z]{3,9})\.?,? +([0-9]{4})")
SLASHED = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})")


class NotADate(ValueError):
    """The boxes hold no date; `faulty` names those to mend."""

    def __init__(self, sentence: str, *faulty: str) -> None:
        super().__init__(sentence)
        self.faulty = set(faulty or PARTS)


def month_number(text: str) -> int | None:
    """A month as its number or name (4, 04, Apr, april), or None."""
    if text.isascii() and text.isdigit():
        return int(text) if len(text) <= 2 and 1 <= int(text) <= 12 else None
    name = text.lower().rstrip(".")
    whole = [month.lower() for month in formats.MONTHS]
    if name == "sept":
        return 9
    return next((at + 1 for at, month in enumerate(MONTHS) if name in {month, whole[at]}), None)


def read_date(day: str, month: str, year: str, *, first: date = FIRST, last: date = LAST) -> date:
    """The date in three boxes; NotADate says the one thing to mend first, and where.

    >>> read_date("9", "Oct", "2018")
    datetime.date(2018, 10, 9)
    """
    typed = {"day": day, "month": month, "year": year}
    blank = [part for part in PARTS if not typed[part]]
    if blank:
        raise NotADate(f"The date must include a {' and a '.join(blank)}.", *blank)
    number = month_number(month)
    if number is None:
        raise NotADate("The month must be 1 to 12, or its name.", "month")
    if not (year.isascii() and year.isdigit() and len(year) == 4):
        raise NotADate("The year must be four numbers, for example 2018.", "year")
    if not first.year <= int(year) <= last.year:
        raise NotADate(f"The year must lie between {first.year} and {last.year}.", "year")
    if not (day.isascii() and day.isdigit() and 1 <= len(day) <= 2 and 1 <= int(day) <= 31):
        raise NotADate("The day must be 1 to 31.", "day")
    try:
        found = date(int(year), number, int(day))
    except ValueError:
        raise NotADate(f"{formats.MONTHS[number - 1]} {year} has no day {int(day)}.", "day") from None
    if not first <= found <= last:
        raise NotADate(f"The date must be between {formats.day(first)} and {formats.day(last)}.")
    return found


class DateParts(Field):
    """A date in three boxes; keeps what was typed, gives a `date`, or None where blank is allowed."""

    def __init__(
        self, label: str = "", *, missing: str = "", first: date = FIRST, last: date = LAST, **more: Any
    ) -> None:
        super().__init__(label, **more)
        self.missing, self.first, self.last = missing, first, last
        self.typed = dict.fromkeys(PARTS, "")
        self.faulty: set[str] = set()

    @property
    def focus_id(self) -> str:
        """Where the error summary leads: the first box to mend."""
        return f"{self.id}-{next((part for part in PARTS if part in self.faulty), 'day')}"

    def process(self, formdata: Any, *rest: Any, **more: Any) -> None:
        super().process(None, *rest, **more)
        self.typed = dict.fromkeys(PARTS, "")
        if isinstance(self.data, date):
            self.typed = {
                "day": str(self.data.day),
                "month": str(self.data.month),
                "year": str(self.data.year),
            }
        if formdata is not None:
            self.typed = {part: str(formdata.get(f"{self.name}-{part}", "")).strip() for part in PARTS}
            self.raw_data = [text for text in self.typed.values() if text]
            self.data = None

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the form library names the arguments
        if not any(self.typed.values()):
            if self.missing:
                self.faulty = set(PARTS)
                raise ValidationError(self.missing)
            return
        try:
            self.data = read_date(
                **{part: text[:LONGEST] for part, text in self.typed.items()},
                first=self.first,
                last=self.last,
            )
        except NotADate as error:
            self.faulty = error.faulty
            raise ValidationError(str(error)) from error


class PartialDate(StringField):
    """A date as far as it is known, `2015`, `2014-03` or whole; gives that much of it in ISO order, or ""."""

    def __init__(self, label: str = "", *, missing: str = "", **more: Any) -> None:
        super().__init__(label, **more)
        self.missing = missing

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.data = str(valuelist[0]).strip() if valuelist else ""

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the form library names the arguments
        text = " ".join(str(self.data or "").split())
        if not text:
            self.data = ""
            if self.missing:
                raise ValidationError(self.missing)
            return
        if len(text) > LONGEST or not text.isprintable():
            raise ValidationError("Write a year (2015), a month (March 2014) or a whole date (27 March 2014).")
        try:
            self.data = part_date(iso_prefix(text), field="")
        except Refused as refusal:
            raise ValidationError(refusal.sentence) from refusal


def iso_prefix(text: str) -> str:
    """A date in words or with slashes, as far as it is known, in ISO order; else the text as it was.

    >>> iso_prefix("March 2014"), iso_prefix("9 Oct 2018"), iso_prefix("09/10/2018"), iso_prefix("soon")
    ('2014-03', '2018-10-09', '2018-10-09', 'soon')
    """
    if spoken := SPOKEN.fullmatch(text):
        day, month, year = spoken.groups()
        number = month_number(month)
        if number is not None:
            return f"{year}-{number:02d}" + (f"-{int(day):02d}" if day else "")
    if slashed := SLASHED.fullmatch(text):
        day, month, year = slashed.groups()
        return f"{year}-{int(month):02d}-{int(day):02d}"
    return text


class PeriodField(StringField):
    """A period as offices write it, `2023-24` or `Mar 2024`; gives a Period, or None for blank.

    Set `calendar` before validating where the collaboration counts in calendar years.
    """

    def __init__(self, label: str = "", *, missing: str = "", calendar: bool = False, **more: Any) -> None:
        super().__init__(label, **more)
        self.missing, self.calendar, self.typed = missing, calendar, ""

    def _value(self) -> str:
        return self.typed

    def process_data(self, value: Any) -> None:
        self.data = value
        self.typed = label(value, calendar=self.calendar) if isinstance(value, Period) else str(value or "")

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.typed, self.data = str(valuelist[0]).strip() if valuelist else "", None

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the form library names the arguments
        if not self.typed:
            if self.missing:
                raise ValidationError(self.missing)
            return
        try:
            self.data = parse(self.typed, calendar=self.calendar)  # type: ignore[assignment] # not text
        except NotAPeriod as error:
            raise ValidationError(str(error)) from error
