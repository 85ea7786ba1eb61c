"""Answers that are the same for everybody: no person in them, known by an ETag, kept by caches for a minute."""

import hashlib
from datetime import datetime

from flask import Response, g, make_response, request
from flask.typing import ResponseReturnValue

KEPT = "public, max-age=60, must-revalidate"
"""Caches may keep a public answer for a minute and then ask again: what is taken down is gone everywhere soon."""


def openly(
    answer: ResponseReturnValue, *, etag: str = "", changed: datetime | None = None, elsewhere: bool = False
) -> Response:
    """An answer that anybody may keep; 304 for who has it already. It must hold nothing of who asked.

    Without an `etag` it is known by its own bytes. `elsewhere`: whether pages of other sites may read it too.
    """
    made = make_response(answer)
    g.openly = {"Cache-Control": KEPT}
    if elsewhere:
        g.openly |= {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
    made.set_etag(etag or hashlib.sha256(made.get_data()).hexdigest()[:32])
    if changed is not None:
        made.last_modified = changed
    made.make_conditional(request)
    return made


def headers() -> dict[str, str]:
    """What an answer given openly says instead of what others say; nothing for those."""
    return dict(g.get("openly", {}))
