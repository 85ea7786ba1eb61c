"""A visitor over the network with nothing but the standard library: cookies, forms, and no patience."""

import http.client
import re
from html import unescape
from urllib.parse import urlencode, urlsplit

HIDDEN = re.compile(r"<input(?=[^>]*type=\"hidden\")[^>]*>")
ATTRIBUTE = re.compile(r"(name|value)=\"([^\"]*)\"")


class Visitor:
    """One browser's worth of cookies at one address."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, path: str, form: dict[str, str] | None = None, *, timeout: float = 30) -> tuple[int, str, str]:
        """A status, where it leads, and the words; OSError or HTTPException where the server went away."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if form is not None:
            body = urlencode(form)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request("GET" if form is None else "POST", path, body, headers)
            answer = connection.getresponse()
            words = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";", 1)[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location") or "", words

    def hidden(self, path: str) -> dict[str, str]:
        """The hidden answers of a page's form: its token and its key."""
        _, _, words = self.ask(path)
        found = {}
        for box in HIDDEN.findall(words):
            parts = dict(ATTRIBUTE.findall(box))
            if "name" in parts:
                found[parts["name"]] = unescape(parts.get("value", ""))
        return found

    def sign_in(self, email: str, password: str) -> None:
        """By the front door."""
        form = self.hidden("/account/login") | {"email": email, "password": password}
        status, leads, words = self.ask("/account/login", form)
        assert status == 302, words[:500]
        assert "login" not in urlsplit(leads).path


def figure(visitor: Visitor, note: str) -> dict[str, str]:
    """A whole form of one figure, key and token included."""
    return visitor.hidden("/ledger/new") | {
        "collaboration": "Alliance",
        "partner": "West Mercia",
        "period": "2023-24 Q1",
        "category": "1",
        "measure": "GBP",
        "amount": "12.34",
        "status": "3",
        "basis": "1",
        "provenance": "1",
        "note": note,
        "source": "",
        "low": "",
        "high": "",
        "paid_to": "",
    }
