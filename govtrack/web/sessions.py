"""Sessions on the server: the browser holds 256 random bits and nothing else, and they can be ended from here."""

import re
import secrets
from typing import Any

from flask import Flask, Request, Response, current_app, request, session
from flask.json.tag import TaggedJSONSerializer
from flask.sessions import SessionInterface, SessionMixin
from sqlalchemy.exc import OperationalError
from werkzeug.datastructures import CallbackDict

from govtrack.settings import Settings
from govtrack.store import sessions as store
from govtrack.store.clock import now
from govtrack.web import errors, openly

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}\Z")
PERSON = "_user_id"
"""Where Flask-Login keeps who is signed in: Flask-Security's identifier of the person."""

PROVED = "fs_paa"
"""Where Flask-Security keeps when the person last proved who they are."""

NOTHING_TO_KEEP = {"fs_cc"}
"""What Flask-Security notes for a cookie that is not used here: no reason to keep a session."""

TOUCH_SECONDS = 60
SWEEP_ONE_IN = 200


def register(app: Flask, settings: Settings) -> None:
    """Keep every session of the application in the register's own database."""
    app.config.update(
        SESSION_COOKIE_NAME="__Host-govtrack" if settings.https else "govtrack",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )
    app.session_interface = KeptSessions(idle=settings.idle_seconds, absolute=settings.absolute_seconds)
    app.before_request(_refuse_unread)


class KeptSession(CallbackDict[str, Any], SessionMixin):
    """One browser's session while a request works with it."""

    def __init__(self, values: dict[str, Any] | None = None, *, token: str = "", began: int = 0, seen: int = 0) -> None:
        def changed(_self: object) -> None:
            self.modified = True

        super().__init__(values, changed)
        self.modified = False
        self.token, self.began, self.seen = token, began, seen
        self.fault: OperationalError | None = None
        self.opened_by = (self.get(PERSON), self.get(PROVED))

    @classmethod
    def unread(cls, error: OperationalError) -> "KeptSession":
        """What stands in for a session while the database cannot be read; the request is then refused."""
        session = cls()
        session.fault = error
        return session

    @property
    def new(self) -> bool:  # type: ignore[override] # Flask only reads it
        """Whether the browser came without one."""
        return not self.token

    @property
    def person(self) -> str:
        """The identifier of who is signed in; empty for nobody."""
        return str(self.get(PERSON) or "")

    @property
    def changed_hands(self) -> bool:
        """Whether somebody signed in or out, or proved anew who they are: then the cookie gets a new value."""
        return self.opened_by != (self.get(PERSON), self.get(PROVED))


class KeptSessions(SessionInterface):
    """How Flask opens and keeps them. Times are whole seconds since 1970."""

    words = TaggedJSONSerializer()

    def __init__(self, *, idle: int, absolute: int) -> None:
        self.idle, self.absolute = idle, absolute

    def open_session(self, app: Flask, request: Request) -> KeptSession:
        """The session that the cookie names, or an empty one when it names none or one that has run out."""
        token = request.cookies.get(self.get_cookie_name(app), "")
        try:
            kept = store.remembered(token) if TOKEN.match(token) else None
        except OperationalError as error:
            return KeptSession.unread(error)
        if kept is None or self._over(kept):
            return KeptSession()
        return KeptSession(self.words.loads(kept.data), token=token, began=kept.began, seen=kept.seen)

    def _over(self, kept: store.Remembered) -> bool:
        moment = _moment()
        return moment - kept.seen >= self.idle or moment - kept.began >= self.absolute

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Keep what changed, under a new value of the cookie when hands changed; nothing of what is given openly."""
        assert isinstance(session, KeptSession)
        if openly.headers():
            return
        if session.accessed:
            response.vary.add("Cookie")
        try:
            self._save(app, session, response)
        except OperationalError as error:
            _unsaved(session, response, error)

    def _save(self, app: Flask, session: KeptSession, response: Response) -> None:
        if not set(session) - NOTHING_TO_KEEP:
            if session.token:
                store.forget(session.token)
                self._take_back(app, response)
            return
        if session.changed_hands:
            self._renew(session)
        if not session.modified and not session.new:
            if _moment() - session.seen >= TOUCH_SECONDS:
                store.touch(session.token, _moment())
            return
        kept = store.Remembered(self.words.dumps(dict(session)), session.began or _moment(), _moment())
        if session.token:
            store.rewrite(session.token, session.person, kept)
            return
        token = secrets.token_urlsafe(32)
        store.remember(token, session.person, kept)
        self._give(app, response, token)
        if secrets.randbelow(SWEEP_ONE_IN) == 0:
            store.forget_idle(_moment() - self.idle)

    def _renew(self, session: KeptSession) -> None:
        if session.token:
            store.forget(session.token)
        if session.opened_by[0] != session.get(PERSON):
            session.pop("csrf_token", None)
        session.token, session.began, session.modified = "", 0, True

    def _give(self, app: Flask, response: Response, token: str) -> None:
        response.set_cookie(
            self.get_cookie_name(app),
            token,
            path="/",
            secure=self.get_cookie_secure(app),
            httponly=True,
            samesite="Lax",
        )

    def _take_back(self, app: Flask, response: Response) -> None:
        response.delete_cookie(
            self.get_cookie_name(app), path="/", secure=self.get_cookie_secure(app), httponly=True, samesite="Lax"
        )


def _refuse_unread() -> None:
    fault = getattr(session, "fault", None)
    if fault is not None:
        raise fault


def _moment() -> int:
    return int(now().timestamp())


def _unsaved(session: KeptSession, response: Response, error: OperationalError) -> None:
    """A page can be read though the session cannot be kept; but nobody is told they signed in when they did not."""
    if session.token and not session.changed_hands and request.method in {"GET", "HEAD"}:
        current_app.logger.warning("a session could not be kept", exc_info=error)
        return
    said = errors.database_away(error)
    response.status_code = said.status_code
    response.set_data(said.get_data())
    response.content_type = said.content_type
    response.headers.pop("Location", None)
    response.headers.pop("Set-Cookie", None)
