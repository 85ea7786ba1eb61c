"""What a person had typed when something went wrong: given back on the page that says so, never secrets."""

from flask import request
from werkzeug.exceptions import HTTPException

SECRET = ("password", "csrf", "token", "code", "secret", "form_key", "version", "next", "credential")
MACHINERY = {"draft", "draft_changes", "opened"}
MOST, LONGEST = 60, 10_000


def typed_values() -> list[tuple[str, str]]:
    """The answers of the form just sent, named as their boxes are, without blanks and without secrets."""
    if request.method != "POST":
        return []
    try:
        everything = request.form.items(multi=True)
        sent = [(name, text) for name, text in everything if text.strip() and name not in MACHINERY]
    except HTTPException:
        return []
    shown = [(name, text[:LONGEST]) for name, text in sent if not any(word in name.lower() for word in SECRET)]
    return [(name.replace("_", " ").replace("-", ": ").capitalize(), text) for name, text in shown[:MOST]]
