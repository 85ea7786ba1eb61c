"""Words under heads: a small Markdown is shown as such, and everything else as the letters it is written in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtrack.web.prose import prose

ALLOWED = re.compile(
    r'</?(?:p|ul|ol|li|strong|em)>|<br>|<ol start="[0-9]{1,9}">|</a>|'
    r'<a href="(?:https?://|mailto:)[^"<>]*"(?: title="[^"<>]*")?>'
)
HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[here](javascript:alert(1))",
    "[here](JaVaScRiPt:alert(1))",
    "[here](data:text/html,<script>alert(1)</script>)",
    "[here](//elsewhere.example)",
    "[here](/account/leave)",
    "![picture](https://elsewhere.example/x.png)",
    "<https://elsewhere.example>",
    '[here](https://elsewhere.example "onmouseover=alert(1)")',
    "[here]: https://elsewhere.example\n\n[here]",
    "# A heading\n\n> quoted\n\n    code\n\n`code`\n\n---",
    "[x](https://[)",
]


def test_paragraphs_lists_links_and_emphasis_are_kept() -> None:
    shown = prose("First *one*,\nthen **two**.\n\n1. a\n2. b\n\n- see [the paper](https://example.org/a?b=1&c=2)")

    assert "<em>one</em>,<br>" in shown
    assert "<strong>two</strong>" in shown
    assert shown.count("<li>") == 3
    assert '<a href="https://example.org/a?b=1&amp;c=2">the paper</a>' in shown


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_else_becomes_markup(text: str) -> None:
    assert "<" not in ALLOWED.sub("", prose(text))
    assert "javascript:" not in re.sub(r">[^<]*<", "><", prose(text)).lower()


@given(st.text(alphabet=st.sampled_from("<>&\"'[]()!*_-#>`:/. \n1ajscript"), max_size=80))
def test_whatever_is_typed_only_the_four_kinds_come_out(text: str) -> None:
    assert "<" not in ALLOWED.sub("", prose(text))


def test_a_year_at_the_start_of_a_line_still_reads_as_that_year() -> None:
    assert '<ol start="2021">' in prose("2021. The board met")
