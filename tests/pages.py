"""What is true of every page, checked by the test client on each one it meets."""

from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VOID_ANSWERS = {"hidden", "submit", "button", "image", "reset"}


class Page(HTMLParser):
    """A page as a list of what matters: headings, ids, labels, answers, scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.answers: list[dict[str, str | None]] = []
        self.faults: list[str] = []
        self.title = ""
        self.lang = ""
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._open.append(tag)
        if values.get("id"):
            self.ids.append(str(values["id"]))
        self._attributes(tag, values)
        if tag == "html":
            self.lang = values.get("lang") or ""
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            self.headings.append(int(tag[1]))
        if tag == "label" and values.get("for"):
            self.labelled.add(str(values["for"]))
        if tag in {"input", "select", "textarea"} and values.get("type") not in VOID_ANSWERS:
            self.answers.append({**values, "in label": "yes" if "label" in self._open[:-1] else None})
        if tag in {"input", "img", "br", "meta", "link", "hr", "col", "source", "wbr"}:
            self._open.pop()

    def _attributes(self, tag: str, values: dict[str, str | None]) -> None:
        if any(name.startswith("on") for name in values):
            self.faults.append(f"inline handler on <{tag}>")
        if "style" in values:
            self.faults.append(f"inline style on <{tag}>")
        if tag == "script" and "src" not in values and values.get("type") != "application/json":
            self.faults.append("inline script")
        for name in ("href", "src", "action"):
            address = (values.get(name) or "").strip().lower()
            if address.startswith("javascript:") or (tag in {"script", "img", "link"} and "//" in address[:8]):
                self.faults.append(f"{name} leads elsewhere: {address}")
        if tag == "img" and "alt" not in values:
            self.faults.append("a picture without words")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.title += data

    def check(self) -> list[str]:
        """Everything that is wrong with the page."""
        faults = list(self.faults)
        if self.lang != "en-GB":
            faults.append(f"language is “{self.lang}”")
        if not self.title.strip():
            faults.append("no title")
        if self.headings.count(1) != 1:
            faults.append(f"{self.headings.count(1)} h1 headings")
        for before, after in zip(self.headings, self.headings[1:], strict=False):
            if after > before + 1:
                faults.append(f"a heading of level {after} follows one of level {before}")
        doubled = {one for one in self.ids if self.ids.count(one) > 1}
        if doubled:
            faults.append(f"ids used twice: {sorted(doubled)}")
        faults += [
            f"an answer without a label: {answer.get('name')}"
            for answer in self.answers
            if not (
                answer.get("id") in self.labelled
                or answer.get("aria-label")
                or answer.get("aria-labelledby")
                or answer.get("in label")
            )
        ]
        return faults


class Client(FlaskClient):
    """A test client that looks at every page it is given.

    Each request has a context of its own, as on a server: what one person's request remembers
    (who is signed in, what they may do) is gone before the next.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        with self.application.app_context():
            answer = super().open(*args, **kwargs)
        assert answer.status_code < 500 or answer.status_code == 503, f"{answer.status_code}: {answer.text[:500]}"
        if answer.mimetype == "text/html" and answer.get_data() and not 300 <= answer.status_code < 400:
            faults = Page(answer.text).check()
            assert not faults, f"{answer.request.path}: {faults}"
        return answer
