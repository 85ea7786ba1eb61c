"""What makes every answer safe to give: tokens on forms, headers on pages, plain refusals of the malformed."""

import secrets
import time

from flask import Flask, Response, abort, g, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from govtrack.settings import Settings
from govtrack.web import openly, tries

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{styles}; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "X-Permitted-Cross-Domain-Policies": "none",
}
YEAR_OF_HTTPS = "max-age=31536000; includeSubDomains"
FORMS = {"", "application/x-www-form-urlencoded", "multipart/form-data"}
WRITES = {"POST", "PUT", "PATCH", "DELETE"}

CHUNK = 1024 * 1024
DRAIN_SECONDS = 3
STALL_SECONDS = 1
DRAIN_BYTES = 256 * CHUNK


def register(app: Flask, settings: Settings) -> None:
    """Put every request and every answer of the application through these checks, in this order."""
    if settings.proxies > 0:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign] # how Werkzeug's documentation wraps it
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=0, x_port=0, x_prefix=0
        )
    app.config.update(WTF_CSRF_TIME_LIMIT=None, WTF_CSRF_SSL_STRICT=True)
    app.before_request(_refuse_malformed)
    CSRFProtect(app)  # type: ignore[no-untyped-call] # its own words
    tries.register(app, settings)
    app.context_processor(lambda: {"csp_nonce": nonce()})

    def finish(answer: Response) -> Response:
        given_openly = openly.headers()
        styles = "" if given_openly else f" 'nonce-{nonce()}'"
        answer.headers["Content-Security-Policy"] = POLICY.format(styles=styles)
        answer.headers.update({**HEADERS, **given_openly})
        if settings.https:
            answer.headers["Strict-Transport-Security"] = YEAR_OF_HTTPS
        if answer.status_code == 413:
            _drain()
            answer.headers["Connection"] = "close"
        return answer

    app.after_request(finish)


def nonce() -> str:
    """The number used once that lets this page's own style elements in."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def _refuse_malformed() -> None:
    """No address holds a NUL, and nothing is written by anything but a form."""
    asked = request.query_string
    if "\0" in request.path or b"%00" in asked or b"\0" in asked:
        abort(400)
    if request.method in WRITES and request.mimetype not in FORMS:
        abort(415)


def _drain() -> None:
    """Read what is left of a body that was refused, within reason, so that the browser hears why."""
    until, left = time.monotonic() + DRAIN_SECONDS, min(request.content_length or 0, DRAIN_BYTES)
    connection = request.environ.get("gunicorn.socket")
    while left > 0 and time.monotonic() < until:
        if connection is not None:
            connection.settimeout(STALL_SECONDS)
        try:
            block = request.environ["wsgi.input"].read(min(CHUNK, left))
        except (OSError, ValueError):
            return
        if not block:
            return
        left -= len(block)
