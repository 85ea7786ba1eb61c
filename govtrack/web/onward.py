"""Where a person goes after signing in: an address of this site, or home."""

from urllib.parse import quote, unquote, urlsplit

from flask import request
from werkzeug.datastructures import ImmutableMultiDict

HOME = "/"
LONGEST = 2000
HARMLESS = "/:@-._~!$&'()*+,;="


def safe(address: str | None) -> str:
    """The address when it is a path of this site, written canonically; otherwise home.

    Browsers drop tabs, line ends and leading blanks and read a backslash as a slash,
    so that nothing is mended here: what is not plainly a path of ours is left out.

    >>> safe("/collaborations/Five%20Rivers/long-run?prices=cash")
    '/collaborations/Five%20Rivers/long-run?prices=cash'
    >>> safe("//example.org"), safe("/\\\\example.org"), safe("https://example.org")
    ('/', '/', '/')
    """
    if not address or len(address) > LONGEST or not address.startswith("/") or not address.isprintable():
        return HOME
    try:
        parts = urlsplit(address)
    except ValueError:
        return HOME
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or path.startswith("//") or "\\" in path + address or not path.isprintable():
        return HOME
    return quote(path, safe=HARMLESS) + (f"?{quote(parts.query, safe=HARMLESS + '?%')}" if parts.query else "")


def here() -> str:
    """The address being asked for, fit to come back to after signing in; home where it cannot be asked for again."""
    if request.method not in {"GET", "HEAD"}:
        return HOME
    query = request.query_string.decode("latin-1")
    return safe(quote(request.path, safe=HARMLESS) + (f"?{query}" if query else ""))


def keep_safe() -> None:
    """Leave only a safe `next` in the request, as Flask-Security reads it: it quotes the path a second time."""
    for part in ("args", "form"):
        values = getattr(request, part)
        if "next" in values:
            first, *query = safe(values["next"]).split("?", 1)
            onward = "?".join([unquote(first), *query])
            others = [(name, value) for name, value in values.items(multi=True) if name != "next"]
            setattr(request, part, ImmutableMultiDict([*others, ("next", onward)]))
