"""Turns: a process works on few requests at once, because begun all together each of them is done later."""

from collections.abc import Iterable
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from flask import Flask

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

READERS, WRITERS = 2, 1
"""How many of each at once. One interpreter runs one thread at a time, and threads that take it from each other
at every question to the database lose half of their time: measured, eight people were served half as often."""

READER_WAITS, WRITER_WAITS = 30.0, 3.0
"""Seconds after which a request goes ahead without its turn: a long import keeps nobody else from saving."""

LOOKS = {"GET", "HEAD"}


def register(app: Flask) -> None:
    """Let the requests of this process take turns, readers among readers: no writer ever keeps them waiting."""
    answer: WSGIApplication = app.wsgi_app
    readers, writers = BoundedSemaphore(READERS), BoundedSemaphore(WRITERS)

    def in_turn(environment: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        looks = environment["REQUEST_METHOD"] in LOOKS
        turns, patience = (readers, READER_WAITS) if looks else (writers, WRITER_WAITS)
        came = turns.acquire(timeout=patience)
        try:
            return answer(environment, start)
        finally:
            if came:
                turns.release()

    app.wsgi_app = in_turn  # type: ignore[method-assign, assignment] # how Werkzeug's documentation wraps it
