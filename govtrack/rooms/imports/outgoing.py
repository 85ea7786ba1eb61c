"""Rows on their way out: what may be chosen, and the file, made aside and sent piece by piece."""

import secrets
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Response, abort, current_app

from govtrack.domain import outfiles
from govtrack.rooms.imports.forms import WORKBOOK, ExportForm
from govtrack.rooms.imports.reach import readable_by
from govtrack.rooms.imports.staged import DAY, clear
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration, collaborations_of
from govtrack.web.access import collaboration_or_404, readable_collaborations

BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PACKED = "application/zip"
PIECE = 1 << 18


def offered(person: Any) -> list[Collaboration]:
    """The collaborations that a person may take out one by one."""
    return list(collaborations_of(readable_collaborations(person)))


def chosen(form: ExportForm) -> Collaboration | None:
    """The collaboration chosen, None for everything; 404 where there is none to know of, 400 for a strange file."""
    name = form.collaboration.data
    together = collaboration_or_404(name, "export") if name and name.isprintable() else None
    if not form.validate():
        abort(404 if form.collaboration.errors else 400)
    return together


def packed(form: ExportForm, together: Collaboration | None, person: Any) -> Response:
    """The file of what was chosen. Unusable where a text is too long for a workbook."""
    name = f"govtrack {together.short_name if together else 'records'} {today().isoformat()}"
    may = readable_by(person, together)
    if form.form.data == WORKBOOK:
        return _made(lambda path: outfiles.workbook(path, may), f"{name}.xlsx", BOOK)
    return _made(lambda path: outfiles.archive(path, may), f"{name}.zip", PACKED)


def empty() -> Response:
    """The workbook to be filled in."""
    return _made(outfiles.empty_workbook, "govtrack empty.xlsx", BOOK)


def _made(make: Callable[[Path], object], name: str, kind: str) -> Response:
    """A file made aside, sent piece by piece and then let go of; one that was never asked for further, within a day."""
    folder: Path = current_app.extensions["govtrack"].data / "exports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    clear(folder, before=time.time() - DAY)
    path = folder / secrets.token_urlsafe(32)
    path.touch(mode=0o600)
    try:
        make(path)
    except BaseException:
        path.unlink()
        raise
    answer = Response(_pieces(path), mimetype=kind)
    answer.content_length = path.stat().st_size
    answer.headers.set("Content-Disposition", "attachment", **called(name))
    answer.call_on_close(lambda: path.unlink(missing_ok=True))
    return answer


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def called(name: str) -> dict[str, str]:
    """A file's name as an answer's header holds it: in plain letters, and in full where it has others.

    >>> called("Zürich.csv"), called("a.csv")
    ({'filename': 'Z_rich.csv', 'filename*': "UTF-8''Z%C3%BCrich.csv"}, {'filename': 'a.csv'})
    """
    plain = "".join(
        letter if letter.isascii() and letter.isprintable() and letter not in '"\\' else "_" for letter in name
    )
    return {"filename": plain} if plain == name else {"filename": plain, "filename*": f"UTF-8''{quote(name, safe='')}"}
