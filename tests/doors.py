"""How tests go in by the user's door: a form's token, and a form sent with it."""

import re
from typing import Any

from werkzeug.test import TestResponse

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def token(browser: Any, page: str = "/account/login") -> str:
    """The token of the forms of a browser's session; somebody signed in finds it on every page."""
    answer = browser.get(page, follow_redirects=True)
    found = TOKEN.search(answer.text)
    assert found, answer.text
    return found[1]


def send(browser: Any, address: str, answers: dict[str, Any] | None = None, **more: Any) -> TestResponse:
    """Fill in a form and send it, with the token of the browser's session."""
    return browser.post(address, data={"csrf_token": token(browser), **(answers or {})}, **more)


def sign_in_as(browser: Any, email: str, password: str, **more: Any) -> TestResponse:
    """Try to sign in."""
    return send(browser, "/account/login", {"email": email, "password": password}, **more)
