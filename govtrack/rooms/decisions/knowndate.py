"""A date in three boxes that is known whole, or only to its month or its year."""

from typing import Any

from wtforms import ValidationError

from govtrack.store.clock import today
from govtrack.web.dateboxes import FIRST, PARTS, DateParts, NotADate, month_number, read_date


class KnownDate(DateParts):
    """Gives as much of a date as was filled in, in ISO order (`2015`, `2014-03`, `2014-03-27`); empty for none."""

    def process(self, formdata: Any, *rest: Any, **more: Any) -> None:
        super().process(formdata, *rest, **more)
        if formdata is None and isinstance(self.data, str):
            self.typed = dict(zip(reversed(PARTS), [*self.data.split("-"), "", "", ""], strict=False))
        self.data = self.data or ""

    def pre_validate(self, form: Any) -> None:
        day, month, year = (self.typed[part] for part in PARTS)
        if day or not year:
            super().pre_validate(form)
            self.data = self.data.isoformat() if self.data else ""
            return
        try:
            self.data = _as_far_as(month[:20], year[:20])
        except NotADate as error:
            self.faulty = error.faulty
            raise ValidationError(str(error)) from error


def _as_far_as(month: str, year: str) -> str:
    """A year, or a month of one; checked as the whole date would be that begins it."""
    first = read_date("1", month or "1", year, first=FIRST.replace(month=1, day=1), last=today())
    return f"{first:%Y-%m}" if month and month_number(month) else f"{first.year:04d}"
