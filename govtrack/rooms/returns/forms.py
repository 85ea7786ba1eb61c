"""What is asked about reporting periods and returns."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from wtforms import ValidationError

from govtrack.analytics.periods import Period
from govtrack.store.bodies import Organisation
from govtrack.store.clock import LONDON
from govtrack.web.fields import DateParts, Line, OneOf, OneOfRadios, Paragraphs, PeriodField, SelectChoice, Whole
from govtrack.web.versions import VersionedForm

LONGEST_WORDS = 1000
WHOLE, QUARTERS = "whole", "quarters"
QUARTER, YEAR = 3, 12
USUAL_DUE = 42


class OpenForm(VersionedForm):
    """Which period to open, or which year's quarters, and when its returns are due."""

    period = PeriodField(
        "Period",
        missing="Say which period.",
        description="A quarter, a month or a year, such as 2026-27 Q3.",
    )
    each = OneOfRadios(
        "What to open",
        choices=[
            SelectChoice(WHOLE, "This period"),
            SelectChoice(QUARTERS, "The four quarters of this year", {"hint": "For a period that is a whole year."}),
        ],
        default=WHOLE,
    )
    due_days = Whole(
        "Returns are due", high=365, default=USUAL_DUE, missing="Say how many days after the period's end.",
        description="Days after the end of the period.",
    )  # fmt: skip

    def validate_each(self, field: Any) -> None:
        """Quarters are those of a year."""
        period: Any = self.period.data
        if field.data == QUARTERS and isinstance(period, Period) and period.months != YEAR:
            raise ValidationError("Give a whole year above to open its quarters, or open this period alone.")

    @property
    def days(self) -> int:
        """How many days after its end a period is due."""
        days: Any = self.due_days.data
        return int(days)

    def periods(self) -> list[Period]:
        """What is to be opened, oldest first."""
        period: Any = self.period.data
        if self.each.data == WHOLE:
            return [period]
        return [Period(period.starts + at, QUARTER) for at in range(0, YEAR, QUARTER)]


class ActForm(VersionedForm):
    """Something done about a return or a period, with its words and, where a person may speak for several, for whom."""

    acted_for = OneOf("For which partner", coerce=int, missing="Choose for which partner.")
    words = Paragraphs("Words", longest=LONGEST_WORDS)

    def __init__(
        self, *, voices: Sequence[Organisation] = (), question: str, hint: str, needs_words: bool, **more: Any
    ) -> None:
        super().__init__(**more)
        self.words.label.text, self.words.description = question, hint
        self.needs_words = needs_words
        self._voices = {one.id: one for one in voices}
        self.acted_for.choices = [SelectChoice(one.id, one.short_name) for one in voices]
        if len(voices) <= 1:
            del self.acted_for

    def saw(self, latest: int) -> None:
        """Take what was done meanwhile as seen: sent again, the form goes knowingly."""
        version: Any = self.version
        version.data = latest

    def said(self) -> dict[str, Any]:
        """The words, and what was seen before they were written."""
        return {"words": self.words.data or "", "seen": self.seen}

    @property
    def voice(self) -> Organisation | None:
        """The partner it is done for; None for the secretariat."""
        if "acted_for" in self:
            return self._voices[self.acted_for.data]
        return next(iter(self._voices.values()), None)


class AgreeAllForm(VersionedForm):
    """That one agrees to every submitted return of a period as it was seen: a button and no question."""


class MoveDueForm(ActForm):
    """The same with the day on which returns are due from now on."""

    due = DateParts("Due on", missing="Say on which day they are due.")

    @property
    def day(self) -> date:
        day: Any = self.due.data
        assert isinstance(day, date), "asked once the form is valid"
        return day


class LetInForm(ActForm):
    """The same with the moment until which the partner is let in."""

    until = DateParts("Until which day", missing="Say until which day.")
    at = Line("At what time", longest=5, default="17:00", description="Hours and minutes, such as 17:00.")

    def validate_at(self, field: Any) -> None:
        """A time of day."""
        try:
            time.fromisoformat((field.data or "").rjust(5, "0"))
        except ValueError:
            raise ValidationError("Write the time as hours and minutes, such as 17:00.") from None

    @property
    def moment(self) -> datetime:
        """The moment until which, as it is in England and Wales."""
        day: Any = self.until.data
        return datetime.combine(day, time.fromisoformat((self.at.data or "").rjust(5, "0")), LONDON)
