"""Boxes for numbers: an amount of a measure, a whole number, a percentage; exact, or refused in words."""

import re
from fractions import Fraction
from typing import Any

from wtforms import StringField, ValidationError

from govtrack.web.amounts import NotAnAmount, say_back, understand

WHOLE = re.compile(r"[-\u2212]?[0-9]{1,12}")
PERCENT = re.compile(r"[-\u2212]?[0-9]{1,4}(?:\.[0-9]{1,6})? ?%?")


class _Box(StringField):
    """A box that keeps what was typed while its data becomes a number, or None where blank is allowed."""

    def __init__(self, label: str = "", *, missing: str = "", **more: Any) -> None:
        super().__init__(label, **more)
        self.missing, self.typed = missing, ""

    def _value(self) -> str:
        return self.typed

    def process_data(self, value: Any) -> None:
        self.data = value
        self.typed = "" if value is None else self.written(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.typed, self.data = str(valuelist[0]).strip() if valuelist else "", None

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - the form library names the arguments
        if not self.typed:
            if self.missing:
                raise ValidationError(self.missing)
            return
        self.data = self.read(self.typed)

    def written(self, value: Any) -> str:
        """How a stored number stands in the box."""
        return str(value)

    def read(self, text: str) -> Any:
        """The number in the box; ValidationError carries the sentence."""
        raise NotImplementedError


class Amount(_Box):
    """An amount in the smallest unit of a measure: pence, unless `measured` says otherwise beforehand."""

    def __init__(self, label: str = "", *, decimals: int = 2, money: bool = True, unit: str = "", **more: Any) -> None:
        self.decimals, self.money, self.unit = decimals, money, unit
        super().__init__(label, **more)

    def measured(self, *, decimals: int, money: bool, unit: str = "") -> None:
        """Say what is counted here; a stored amount already in the box is written anew."""
        self.decimals, self.money, self.unit = decimals, money, unit
        if self.raw_data is None:
            self.process_data(self.data)

    @property
    def understood(self) -> str:
        """What the box is understood to say, in full, or nothing while it says nothing that is understood."""
        try:
            return self.said(understand(self.typed, decimals=self.decimals, money=self.money))
        except NotAnAmount:
            return ""

    def said(self, amount: int) -> str:
        return say_back(amount, decimals=self.decimals, money=self.money, unit=self.unit)

    def written(self, value: Any) -> str:
        return say_back(int(value), decimals=self.decimals, money=False)

    def read(self, text: str) -> int:
        try:
            return understand(text, decimals=self.decimals, money=self.money)
        except NotAnAmount as error:
            raise ValidationError(str(error)) from error


class Whole(_Box):
    """A whole number from `low` to `high`."""

    def __init__(self, label: str = "", *, low: int = 0, high: int = 1_000_000, **more: Any) -> None:
        super().__init__(label, **more)
        self.low, self.high = low, high

    def read(self, text: str) -> int:
        plain = text.replace(",", "")
        if not WHOLE.fullmatch(plain):
            raise ValidationError("This must be a whole number, for example 12.")
        number = int(plain.replace("−", "-"))
        if not self.low <= number <= self.high:
            raise ValidationError(f"This must be between {self.low:,} and {self.high:,}.")
        return number


class Percentage(_Box):
    """A percentage from 0 to 100, exact: 33.3 gives the fraction 333/10, in hundredths of the whole."""

    def written(self, value: Any) -> str:
        return f"{float(value):.6f}".rstrip("0").rstrip(".")

    def read(self, text: str) -> Fraction:
        if not PERCENT.fullmatch(text):
            raise ValidationError("This must be a percentage, for example 31 or 33.3.")
        percent = Fraction(text.removesuffix("%").strip().replace("−", "-"))
        if not 0 <= percent <= 100:
            raise ValidationError("A percentage must be between 0 and 100.")
        return percent
