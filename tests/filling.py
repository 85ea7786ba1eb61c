"""Filling in a page's form as a browser would: every answer as it stands, but for those that are given."""

import time
from html.parser import HTMLParser
from typing import Any

from werkzeug.test import TestResponse

Answers = list[tuple[str, str]]


class _Form(HTMLParser):
    """The answers of the one form in a page's main part that is sent by POST, as they would be sent now."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.action = ""
        self.answers: Answers = []
        self.offered: dict[str, list[str]] = {}
        self._main = self._inside = False
        self._select = ""
        self._chosen: list[str] = []
        self._first: str | None = None
        self._text = ""
        self._area = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._main = self._main or tag == "main"
        if tag == "form":
            self._inside = self._main and values.get("method", "").lower() == "post"
            self.action = values.get("action", self.action) if self._inside else self.action
        if not self._inside:
            return
        name = values.get("name", "")
        if tag == "input" and name and values.get("type") not in {"submit", "button"}:
            self._input(name, values)
        if tag == "select":
            self._select, self._chosen, self._first = name, [], None
        if tag == "option" and self._select:
            self.offered.setdefault(self._select, []).append(values.get("value", ""))
            self._first = values.get("value", "") if self._first is None else self._first
            if "selected" in values:
                self._chosen.append(values.get("value", ""))
        if tag == "textarea":
            self._area, self._text = name, ""

    def _input(self, name: str, values: dict[str, str]) -> None:
        if values.get("type") in {"radio", "checkbox"}:
            self.offered.setdefault(name, []).append(values.get("value", "on"))
            if "checked" not in values:
                return
        self.answers.append((name, values.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        if tag == "select" and self._select:
            self.answers += [(self._select, one) for one in self._chosen or [self._first or ""]]
            self._select = ""
        if tag == "textarea" and self._area:
            self.answers.append((self._area, self._text.replace("\r\n", "\n").removeprefix("\n")))
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text += data


def answers_on(page: TestResponse) -> dict[str, str]:
    """What the form of a page would send as it stands."""
    return dict(_Form(page.text).answers)


def offered_on(page: TestResponse, name: str) -> list[str]:
    """The answers that a list or a row of buttons offers, without the blank one."""
    return [one for one in _Form(page.text).offered.get(name, []) if one]


def resend(browser: Any, page: TestResponse, address: str, **answers: Any) -> TestResponse:
    """Send the form of a page that was opened before, with some answers changed."""
    form = _Form(page.text)
    assert form.answers, f"no form on {address}"
    return browser.post(form.action or address, data={**dict(form.answers), **answers})


def fill(browser: Any, address: str, **answers: Any) -> TestResponse:
    """Open a page and send its form with some answers changed."""
    page = browser.get(address)
    assert page.status_code == 200, f"{address}: {page.status_code}"
    return resend(browser, page, address, **answers)


def follow(browser: Any, answer: TestResponse) -> TestResponse:
    """Go where a saved form leads."""
    assert answer.status_code in {302, 303}, answer.text
    return browser.get(answer.location)


def led_to(browser: Any, answer: TestResponse) -> TestResponse:
    """Go where a step leads, and wait there while a large file is worked on."""
    until = time.monotonic() + 60
    while answer.status_code == 303 or "data-progress=" in answer.text:
        assert time.monotonic() < until, answer.text
        if answer.status_code != 303:
            time.sleep(0.1)
        answer = browser.get(answer.location if answer.status_code == 303 else answer.request.path)
    return answer
