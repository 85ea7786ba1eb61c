"""Mail: handed to a server from a thread of its own, so that how long it takes tells nobody whose address is known."""

import unicodedata
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import Flask, current_app
from flask_mailman import Mail
from flask_mailman.backends.base import BaseEmailBackend
from flask_security import MailUtil, hash_password
from flask_security.mail_util import EmailValidateException

from govtrack.settings import BadSetting, Settings

POST = "govtrack post"
TIMEOUT_SECONDS = 30
LONGEST = 255


class LoggedMail(BaseEmailBackend):
    """Where mail goes until a server is named: into the log, links and all, for whoever runs the register."""

    def send_messages(self, messages: list[Any]) -> int:
        """Write each message to the log."""
        for message in messages:
            current_app.logger.warning("mail for %s: %s\n%s", ", ".join(message.to), message.subject, message.body)
        return len(messages)


class Postman(MailUtil):
    """Flask-Security's mail, sent behind the request's back."""

    def send_mail(
        self, template: str, subject: str, recipient: Any, sender: Any, body: str | None, html: str | None, **_more: Any
    ) -> None:
        """Hand a message to the thread; a request for a new password costs as much as for an unknown address."""
        if template == current_app.config["SECURITY_EMAIL_TEMPLATE_PASSWORD_RESET"]:
            hash_password("as slow as when nobody is found")
        app = current_app._get_current_object()  # type: ignore[attr-defined] # what the thread works in
        app.extensions[POST].submit(self._send, app, template, subject, recipient, sender, body, html)

    def normalize(self, email: str) -> str:
        """An address as the register keeps it, so that no other way of writing it is another name.

        EmailValidateException when it cannot be one. Nothing is asked of any other machine.
        """
        tidy = unicodedata.normalize("NFKC", email.strip()).casefold()
        name, at, place = tidy.rpartition("@")
        if not (name and at and place) or len(tidy) > LONGEST or not tidy.isprintable() or " " in tidy:
            raise EmailValidateException("Give an email address in the form name@example.org.")
        return tidy

    def validate(self, email: str) -> str:
        """The same: whether an address takes mail shows when the link arrives."""
        return self.normalize(email)

    def _send(self, app: Flask, *message: Any) -> None:
        with app.app_context():
            try:
                super().send_mail(*message)
            except Exception:
                app.logger.exception("a message could not be sent")


def register(app: Flask, settings: Settings) -> None:
    """Send mail through the server that the settings name."""
    app.config.update(MAIL_DEFAULT_SENDER=settings.mail_from, MAIL_TIMEOUT=TIMEOUT_SECONDS, **_server(settings.mail))
    Mail(app)  # type: ignore[no-untyped-call] # its own words
    app.extensions[POST] = ThreadPoolExecutor(max_workers=1, thread_name_prefix="post")


def _server(address: str) -> dict[str, Any]:
    if not address:
        return {"MAIL_BACKEND": LoggedMail}
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise BadSetting("GOVTRACK_MAIL must look like smtp://name:password@host:587, or smtps://…")
    return {
        "MAIL_BACKEND": "smtp",
        "MAIL_SERVER": parts.hostname,
        "MAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "MAIL_USE_SSL": parts.scheme == "smtps",
        "MAIL_USE_TLS": parts.scheme == "smtp",
        "MAIL_USERNAME": unquote(parts.username or "") or None,
        "MAIL_PASSWORD": unquote(parts.password or "") or None,
    }


def wait(app: Flask) -> None:
    """Until everything handed over so far is sent: for tests, and before the program ends."""
    app.extensions[POST].submit(int).result(TIMEOUT_SECONDS)
