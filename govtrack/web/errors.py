"""Every answer that is not the page asked for, in plain words: what happened, and what to do now."""

import errno
from http import HTTPStatus
from typing import NamedTuple

from flask import Flask, Response, current_app, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, IntegrityError, InternalError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from govtrack.domain.refusals import Changed, Refused
from govtrack.web import drafts
from govtrack.web.typed import typed_values

NOT_STORED = "Nothing you typed has been stored."
HOME = ("Go to the home page", "/")
SEARCH = ("See all collaborations", "/collaborations")


class Said(NamedTuple):
    """The words of one kind of answer."""

    heading: str
    sentences: tuple[str, ...]
    ways: tuple[tuple[str, str], ...] = (HOME,)


PAGES = {
    400: Said("This could not be understood", (
        "Something in the address or the form is not as this register expects it.", NOT_STORED)),
    401: Said("Sign in to see this page", ("This page is for people who have signed in.",),
        (("Sign in", "/account/login"),)),
    403: Said("This page is not open to you", (
        "Your account may not see or do this.",
        "If you think it should, ask the administrator of this register.")),
    404: Said("Page not found", (
        "There is nothing at this address that you can see.",
        "If you typed the address, check it. If you followed a link, the record may have another name now."),
        (HOME, SEARCH)),
    405: Said("This address does not work that way", ("Open the page itself, and use the buttons on it.",)),
    409: Said("Somebody else saved this meanwhile", (
        "The record was changed after you opened it, so yours was not saved over it.",
        "Open it again to see what it says now, then make your change.")),
    413: Said("That is too large", (
        "The file or the text is larger than this register takes at once.", NOT_STORED,
        "Split the file, or shorten the text.")),
    429: Said("Too many tries", (
        "There were too many tries in a short time, so this is closed for a few minutes.",
        "Wait five minutes, then try again.")),
    500: Said("Something went wrong here", (
        "The fault is ours and has been written down.",
        "Unless a page has told you that it is saved, take it that it is not.",
        "Try again. If it happens again, tell the administrator of this register what you were doing.")),
    503: Said("The register cannot save or read just now", (
        "The database did not answer in time.", NOT_STORED, "Wait a moment, then try again.")),
}  # fmt: skip

STALE_FORM = Said("This form was open too long", (
    "For safety a form works only for the person who opened it, and only for a time.", NOT_STORED,
    "Open the page again and fill in the form."))  # fmt: skip

KEPT_FORM = Said("This form was open too long", (
    "You have signed in again since this page was opened, so nothing was saved from it.",
    "What you typed has been kept: open the form again, and it is filled in."))  # fmt: skip

CAUSES = (
    (("locked", "busy"), "The database is busy with something long."),
    (
        ("disk is full", "no space", "disk full"),
        "The disk that holds the register is full. Its pages can still be read.",
    ),
    (("readonly", "read-only"), "The folder that holds the register can be read but not written to."),
    (("unable to open", "disk i/o"), "The file that holds the register cannot be opened."),
    (("connect", "terminat", "closed the"), "The database server cannot be reached."),
)
GIVEN_BACK = {400, 403, 404, 409, 413, 429, 500, 503}
"""The answers that show what was typed: a role, a name or a limit may have gone while somebody was typing."""
KEPT_HEADERS = {"allow", "retry-after", "www-authenticate"}
FULL_OR_CLOSED = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "disk full"),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), "read-only"),
    errno.EIO: "disk i/o",
}
PLAIN = (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{heading} - govtrack</title></head>'
    "<body><main><h1>{heading}</h1><p>{words}</p></main></body></html>"
)


def register(app: Flask) -> None:
    """Answer every fault of a request with a page of words."""
    app.register_error_handler(HTTPException, answered)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(Refused, refused)
    for changed in (Changed, StaleDataError, IntegrityError):
        app.register_error_handler(changed, met)
    for unreadable in (OverflowError, DataError):
        app.register_error_handler(unreadable, out_of_range)
    for unavailable in (OperationalError, InternalError):
        app.register_error_handler(unavailable, database_away)
    app.register_error_handler(OSError, disk_away)


def answered(error: HTTPException) -> Response:
    """What Flask itself, or a view by `abort`, said no with."""
    code = error.code or 500
    answer = page(code, PAGES.get(code) or PAGES[500 if code >= 500 else 400])
    for name, value in error.get_headers():
        if name.lower() in KEPT_HEADERS:
            answer.headers[name] = value
    return answer


def stale_form(_error: CSRFError) -> ResponseReturnValue:
    """The form belongs to a session that is over: what was typed is kept for whoever was signed in then."""
    saved = drafts.rescue()
    if saved is None:
        return page(400, STALE_FORM)
    if not saved.signed_in:
        return drafts.sign_in_again(saved)
    return page(400, KEPT_FORM._replace(ways=(("Open the form again", saved.address), HOME)))


def refused(error: Refused) -> Response:
    """A rule said no where no form could show it."""
    return page(400, Said("This cannot be done", (error.sentence, NOT_STORED)))


def met(error: Exception) -> Response:
    """Two people saved at once, and the database let only one of them."""
    current_app.logger.info("two writes met", exc_info=error)
    return page(409, PAGES[409])


def out_of_range(error: Exception) -> Response:
    """A number or text in the address or form that no record can have."""
    current_app.logger.info("beyond what the database can hold", exc_info=error)
    return page(400, PAGES[400]) if request.method == "POST" else page(404, PAGES[404])


def database_away(error: Exception) -> Response:
    """The database is locked, full, closed to writing or gone: said so, and nothing half done."""
    current_app.logger.error("the database could not be used", exc_info=error)
    return page(503, unavailable_because(str(getattr(error, "orig", error))))


def disk_away(error: OSError) -> Response:
    """A file could not be written because the disk is full or closed; any other fault of files is ours."""
    if error.errno not in FULL_OR_CLOSED:
        raise error
    current_app.logger.error("the disk could not be used", exc_info=error)
    return page(503, unavailable_because(FULL_OR_CLOSED[error.errno]))


def unavailable_because(message: str) -> Said:
    """The page's words for what a database said of itself."""
    known = [words for marks, words in CAUSES if any(mark in message.lower() for mark in marks)]
    usual = PAGES[503]
    return usual._replace(sentences=(known[0] if known else usual.sentences[0], *usual.sentences[1:]))


def page(code: int, said: Said) -> Response:
    """The page itself; when even the page cannot be made, its words alone."""
    values = {
        **said._asdict(),
        "ways": [(name, request.script_root + address) for name, address in said.ways],
        "code": code,
        "code_words": HTTPStatus(code).phrase if code in set(HTTPStatus) else "",
        "typed": typed_values() if code in GIVEN_BACK else [],
    }
    try:
        return make_response(_rendered(code, values), code)
    except Exception:
        current_app.logger.exception("the page of an error could not be made")
        return make_response(PLAIN.format(heading=said.heading, words=" ".join(said.sentences)), code)


def _rendered(code: int, values: dict[str, object]) -> str:
    if code < 500:
        return render_template("errors/page.html", **values)
    template = current_app.jinja_env.get_template("errors/page.html")
    return template.render(**values, bare=True)
