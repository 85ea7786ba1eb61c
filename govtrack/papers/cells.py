"""Single cells: texts kept from running as formulas and given back, and typed values as the texts people type."""

import re
from datetime import date, datetime, time
from decimal import Decimal

RISKY = "=+-@\t\r\n＝＋－＠"
"""What a spreadsheet may take for the beginning of a formula, with the full-width forms of it."""
COULD_RUN = re.compile(f"'*[{re.escape(RISKY)}]")
DIGITS_SHOWN = 15
"""How many digits of a number a spreadsheet keeps and shows; what lies beyond is the noise of binary fractions."""


def tame(text: str) -> str:
    """A text as it is put into a file: with an apostrophe before it where it could run.

    >>> tame("=1+1"), tame("'=1+1"), tame("'tis"), tame("12/2014")
    ("'=1+1", "''=1+1", "'tis", '12/2014')
    """
    return f"'{text}" if COULD_RUN.match(text) else text


def untamed(text: str) -> str:
    """A cell of a file as the text it stands for: the opposite of `tame`.

    >>> untamed("'=1+1"), untamed("''=1+1"), untamed("'tis"), untamed("-5")
    ('=1+1', "'=1+1", "'tis", '-5')
    """
    return text[1:] if text[:1] == "'" and COULD_RUN.match(text) else text


def tidy(text: str) -> str:
    """A text without the blanks around it, and with one kind of line end inside."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip()


def text_of(value: object) -> str:
    """A typed cell of a workbook as a person would have typed it: the same checks read files of both kinds.

    >>> text_of(43872438.0), text_of(0.1 + 0.2), text_of(1e-7), text_of(date(2016, 10, 1)), text_of(True)
    ('43872438', '0.3', '0.0000001', '2016-10-01', 'yes')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _number(value: float) -> str:
    """Written out in full, to as many digits as a spreadsheet shows."""
    written = format(Decimal(format(value, f".{DIGITS_SHOWN}g")), "f")
    return written.rstrip("0").rstrip(".") if "." in written else written
