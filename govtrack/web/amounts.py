"""Amounts as people type them, `£1.2m` or `3*1,250.50-20`, understood exactly or refused in a sentence."""

import re
from fractions import Fraction
from typing import NamedTuple

from govtrack.analytics.words import Unit, exact

LIMIT = 9_000_000_000_000_00
"""The largest size of an amount, in its smallest unit (for money, pence: nine million million pounds)."""

LONGEST = 120
MOST_DIGITS = 18
DEEPEST = 8

SIZES = {
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "billion": 10**9,
}
TOKEN = re.compile(
    r"(?P<space>[ \t\u00a0]+)"
    r"|(?P<number>(?:[0-9][0-9,]*(?:\.[0-9]+)?|\.[0-9]+)(?:[ \t\u00a0]*(?P<size>[A-Za-z]+))?)"
    r"|(?P<mark>[-+*/()£\u2212\u00d7\u00f7])"
)
GROUPED = re.compile(r"[0-9]{1,3}(,[0-9]{3})+|[0-9]+|")
ALIKE = {"\u2212": "-", "\u00d7": "*", "\u00f7": "/"}
BRACKETED = re.compile(r"\([^-+*/()\u2212\u00d7\u00f7]*\)")
EXPONENT = re.compile(r"[0-9.]+[eE][-+]?[0-9]")


class NotAnAmount(ValueError):
    """The text is not an amount that can be stored; the message is a sentence a person can act on."""


def understand(text: str, *, decimals: int = 2, money: bool = True) -> int:
    """Read what was typed as a whole number of smallest units: pence for money, else ones, tenths and so on.

    Raises NotAnAmount. Nothing is ever rounded: what does not come out whole is refused.

    >>> understand("1200+340")
    154000
    >>> understand("1.5", decimals=1, money=False)
    15
    """
    said = text.strip(" \t\r\n\u00a0")
    if not said:
        raise NotAnAmount("Enter an amount, or 0 if there was none.")
    if len(said) > LONGEST:
        raise NotAnAmount(f"The amount must be {LONGEST} characters or fewer.")
    if EXPONENT.search(said):
        raise NotAnAmount("Write the amount out in full, without an exponent, for example 1,200,000 or 1.2m.")
    if BRACKETED.fullmatch(said):
        raise NotAnAmount(
            "Brackets around one amount could mean minus: type it with a minus sign, or without brackets."
        )
    sum_ = _Sum(tokens=_tokens(said), decimals=decimals, money=money)
    value = sum_.read() * 10**decimals
    if value.denominator != 1:
        raise NotAnAmount(f"This comes to a fraction of {_smallest(decimals, money=money)}: type the rounded amount.")
    if abs(value.numerator) > LIMIT:
        raise NotAnAmount(f"The amount must be between −{_limit(decimals)} and {_limit(decimals)}.")
    return int(value.numerator)


def say_back(amount: int, *, decimals: int = 2, money: bool = True, unit: str = "") -> str:
    """Write a stored amount in full, to the smallest unit, as it was understood.

    >>> say_back(154000), say_back(-5), say_back(15, decimals=1, money=False, unit="hours")
    ('£1,540.00', '−£0.05', '1.5 hours')
    """
    return exact(amount, Unit(unit, decimals, money)).rstrip()


class _Token(NamedTuple):
    """One piece of the text: a mark, or a number with the size written after it."""

    mark: str
    digits: str = ""
    size: str = ""


def _tokens(said: str) -> list[_Token]:
    tokens: list[_Token] = []
    at = 0
    while at < len(said):
        found = TOKEN.match(said, at)
        if found is None:
            raise NotAnAmount(_unreadable(said[at]))
        at = found.end()
        if mark := found["mark"]:
            tokens.append(_Token(ALIKE.get(mark, mark)))
        elif number := found["number"]:
            size = found["size"] or ""
            tokens.append(_Token("number", number.removesuffix(size).rstrip(" \t\u00a0"), size.lower()))
    return tokens


def _unreadable(character: str) -> str:
    if not character.isprintable():
        return "The amount holds a character that cannot be seen: type it again."
    if character.isnumeric() or character.isalpha():
        return "The amount must be made of the digits 0 to 9, for example 1,234.50, £1.2m or 1200+340."
    return f"“{character}” cannot be part of an amount: use digits, for example 1,234.50, £1.2m or 1200+340."


class _Sum:
    """Reads tokens by the usual order of arithmetic, one method for each level of it."""

    def __init__(self, *, tokens: list[_Token], decimals: int, money: bool) -> None:
        self.tokens, self.decimals, self.money = tokens, decimals, money
        self.at = self.depth = 0
        self.scaled = any(token.mark in {"*", "/"} for token in tokens)

    def read(self) -> Fraction:
        value = self._added()
        if self.at < len(self.tokens):
            raise NotAnAmount(_stray(self.tokens[self.at], self.tokens[self.at - 1]))
        return value

    def _next(self, marks: str) -> str:
        """Take the next token when it is one of these marks; otherwise take nothing."""
        if self.at < len(self.tokens) and self.tokens[self.at].mark in set(marks):
            self.at += 1
            return self.tokens[self.at - 1].mark
        return ""

    def _added(self) -> Fraction:
        value = self._multiplied()
        while sign := self._next("+-"):
            more = self._multiplied()
            value = value + more if sign == "+" else value - more
        return value

    def _multiplied(self) -> Fraction:
        value = self._signed()
        while sign := self._next("*/"):
            by = self._signed()
            if sign == "/" and by == 0:
                raise NotAnAmount("Nothing can be divided by 0.")
            value = value * by if sign == "*" else value / by
        return value

    def _signed(self) -> Fraction:
        before = self._next("+-")
        if self._next("£") and not self.money:
            raise NotAnAmount("This measure is not money: leave out the £.")
        sign = before or self._next("+-")
        value = self._single()
        return -value if sign == "-" else value

    def _single(self) -> Fraction:
        if self._next("("):
            self.depth += 1
            if self.depth > DEEPEST:
                raise NotAnAmount("There are too many brackets inside each other.")
            value = self._added()
            if not self._next(")"):
                raise NotAnAmount("A bracket is open: close it with ).")
            self.depth -= 1
            return value
        if self.at < len(self.tokens) and self.tokens[self.at].mark == "number":
            self.at += 1
            return self._number(self.tokens[self.at - 1])
        raise NotAnAmount("A number is missing: type the amount like 1,234.50, £1.2m or 1200+340.")

    def _number(self, token: _Token) -> Fraction:
        whole, _, part = token.digits.partition(".")
        if not GROUPED.fullmatch(whole):
            raise NotAnAmount("The commas are not where thousands are: check the amount, for example 1,234.50.")
        whole = whole.replace(",", "")
        if len(whole) + len(part) > MOST_DIGITS:
            raise NotAnAmount(f"The number must have {MOST_DIGITS} digits or fewer.")
        if token.size and token.size not in SIZES:
            raise NotAnAmount(f"“{token.size}” is not understood: after a number, type k, m, bn or nothing.")
        if token.size == "m" and not self.money:
            raise NotAnAmount("“m” could mean minutes, miles or million: write million, or leave it out.")
        if len(part) > self.decimals and not token.size and not self.scaled:
            raise NotAnAmount(_too_fine(self.decimals, money=self.money))
        return Fraction(f"{whole or '0'}.{part or '0'}") * SIZES.get(token.size, 1)


def _stray(token: _Token, before: _Token) -> str:
    if token.mark == ")":
        return "A bracket is closed that was never opened."
    if token.mark == "number" and before.mark == "number":
        return "There is a space between two numbers: use commas for thousands, or + to add."
    return "Something is missing between two parts of the amount, for example + or *."


def _too_fine(decimals: int, *, money: bool) -> str:
    if decimals == 0:
        return "The amount must be a whole number."
    what = "pounds and pence" if money and decimals == 2 else f"at most {decimals} decimal places"
    return f"The amount must have {what}, for example {'1,234.50' if decimals == 2 else '12.' + '5' * decimals}."


def _smallest(decimals: int, *, money: bool) -> str:
    if money and decimals == 2:
        return "a penny"
    return "a whole number" if decimals == 0 else f"the last of {decimals} decimal places"


def _limit(decimals: int) -> str:
    return f"{LIMIT // 10**decimals:,}"
