"""Killed again and again while people write: what was acknowledged is there, once; the rest once or not at all."""

import contextlib
import http.client
import os
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from govtrack import create_app
from govtrack.settings import Settings
from govtrack.store import audit, rollups
from govtrack.store.db import db
from tests import make
from tests.conftest import PASSWORD, SECRET
from tests.founded import founded
from tests.visitor import Visitor, figure

WRITERS, KILLS = 6, 4
GONE = (OSError, http.client.HTTPException)


@pytest.fixture
def folder(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an alliance and a recorder for each writer."""
    founded(tmp_path_factory, tmp_path)
    app = create_app(Settings(data=tmp_path, secret=SECRET, https=False))
    with app.app_context():
        west = make.body("West Mercia")
        make.membership(make.collaboration("Alliance"), west)
        for writer in range(WRITERS):
            make.person(f"writer{writer}@example.org", "recorder", organisation=west)
        make.person("keeper@example.org", "administrator")
        db.session.remove()
        db.engine.dispose()
    return tmp_path


class Server:
    """`govtrack serve` as a process of its own, to be killed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "govtrack", "serve", "--port", str(self.port), "--data", str(self.folder)],
            env={"GOVTRACK_HTTPS": "no", "GOVTRACK_SECRET": SECRET, "GOVTRACK_WORKERS": "2", "PATH": "/usr/bin:/bin"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                Visitor(self.port).ask("/account/login", timeout=5)
            except GONE:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """The whole group at once, without a word."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(10)


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    one = Server(folder)
    one.start()
    yield one
    one.kill()


def write_on(port: int, who: int, acknowledged: list[str], tried: list[str], stop: threading.Event) -> None:
    """Enter figure after figure, signing in again whenever it is needed, and note which were acknowledged."""
    count = 0
    while not stop.is_set():
        visitor = Visitor(port)
        try:
            visitor.sign_in(f"writer{who}@example.org", PASSWORD)
            while not stop.is_set():
                note = f"writer {who}, figure {count}"
                form = figure(visitor, note)
                count += 1
                tried.append(note)
                status, _, words = visitor.ask("/ledger/new", form)
                if status in {302, 303}:
                    acknowledged.append(note)
                else:
                    assert status == 503, (status, words[:800])
        except GONE:
            time.sleep(0.05)


def test_whatever_was_acknowledged_survives_being_killed_again_and_again(server: Server, folder: Path) -> None:
    acknowledged: list[str] = []
    tried: list[str] = []
    stop = threading.Event()
    people = [
        threading.Thread(target=write_on, args=(server.port, who, acknowledged, tried, stop)) for who in range(WRITERS)
    ]
    for person in people:
        person.start()

    for _ in range(KILLS):
        before = len(acknowledged)
        deadline = time.monotonic() + 30
        while len(acknowledged) < before + 12 and time.monotonic() < deadline:
            time.sleep(0.05)
        server.kill()
        server.start()
    stop.set()
    for person in people:
        person.join(60)

    with closing(sqlite3.connect(folder / "govtrack.sqlite")) as connection:
        kept = Counter(note for (note,) in connection.execute("SELECT note FROM ledger_details"))
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(acknowledged) >= 12 * KILLS
    assert [note for note in acknowledged if kept[note] != 1] == []
    assert [note for note, count in kept.items() if count != 1] == []
    assert set(kept) <= set(tried)
    app = create_app(Settings(data=folder, secret=SECRET, https=False))
    with app.app_context():
        assert list(audit.faults()) == []
        assert rollups.differences() == []


def test_the_same_form_sent_five_times_at_once_is_entered_once(server: Server, folder: Path) -> None:
    visitor = Visitor(server.port)
    visitor.sign_in("writer0@example.org", PASSWORD)
    form = figure(visitor, "sent five times")
    answers: list[tuple[int, str, str]] = []

    people = [threading.Thread(target=lambda: answers.append(visitor.ask("/ledger/new", form))) for _ in range(5)]
    for person in people:
        person.start()
    for person in people:
        person.join(60)

    assert [status for status, _, _ in answers if status not in {302, 303}] == []
    assert len({leads for _, leads, _ in answers}) == 1
    with closing(sqlite3.connect(folder / "govtrack.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM ledger").fetchone() == (1,)


def test_of_eight_who_change_one_record_at_once_exactly_one_gets_through(server: Server, folder: Path) -> None:
    keepers = [Visitor(server.port) for _ in range(8)]
    for keeper in keepers:
        keeper.sign_in("keeper@example.org", PASSWORD)
    path = "/collaborations/Alliance/change"
    forms = [keeper.hidden(path) | {"short_name": "Alliance", "state": "live"} for keeper in keepers]
    answers: list[tuple[int, str, str]] = []

    people = [
        threading.Thread(
            target=lambda at=at: answers.append(keepers[at].ask(path, forms[at] | {"title": f"Title {at}"}))
        )
        for at in range(8)
    ]
    for person in people:
        person.start()
    for person in people:
        person.join(60)

    assert sorted(status for status, _, _ in answers) == [302, *[409] * 7]
    assert all("Both versions" in words for status, _, words in answers if status == 409)
    with closing(sqlite3.connect(folder / "govtrack.sqlite")) as connection:
        assert connection.execute("SELECT version FROM collaborations").fetchone() == (2,)
    app = create_app(Settings(data=folder, secret=SECRET, https=False))
    with app.app_context():
        assert list(audit.faults()) == []


def test_while_another_holds_the_database_a_page_says_so_and_saving_works_again_afterwards(
    server: Server, folder: Path
) -> None:
    visitor = Visitor(server.port)
    visitor.sign_in("writer0@example.org", PASSWORD)
    form = figure(visitor, "kept waiting")

    with closing(sqlite3.connect(folder / "govtrack.sqlite", isolation_level=None)) as holder:
        holder.execute("UPDATE sessions SET seen = seen - 120")
        holder.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        reading, _, _ = visitor.ask("/collaborations/Alliance")
        took = time.monotonic() - began
        refused, _, words = visitor.ask("/ledger/new", form, timeout=60)
        holder.execute("ROLLBACK")
    saved, _, _ = visitor.ask("/ledger/new", form)

    assert reading == 200
    assert took < 5, "who only reads waits for nobody who writes"
    assert refused == 503
    assert "saved" in words
    assert saved in {302, 303}


def limit_files(server: Server, size: int) -> None:
    """Let no file of the server's processes grow beyond a size: to them the disk is full."""
    parent = server.process.pid
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    for process in (parent, *map(int, children)):
        _, most = resource.prlimit(process, resource.RLIMIT_FSIZE)
        resource.prlimit(process, resource.RLIMIT_FSIZE, (size, most))


@pytest.mark.skipif(sys.platform != "linux", reason="limits on the files of another process are Linux's own")
def test_when_the_disk_is_full_pages_are_read_and_saving_works_again_once_there_is_room(
    server: Server, folder: Path
) -> None:
    visitor = Visitor(server.port)
    visitor.sign_in("writer0@example.org", PASSWORD)
    form = figure(visitor, "kept for later")

    limit_files(server, 4096)
    refused = [visitor.ask("/ledger/new", form) for _ in range(4)]
    reading = [visitor.ask(page)[0] for page in ("/", "/collaborations/Alliance", "/ledger/Alliance")]
    limit_files(server, resource.RLIM_INFINITY)
    saved, _, _ = visitor.ask("/ledger/new", form)

    assert [status for status, _, _ in refused] == [503] * 4
    assert all("Nothing you typed has been stored" in words and "kept for later" in words for _, _, words in refused)
    assert reading == [200] * 3
    assert saved in {302, 303}
    with closing(sqlite3.connect(folder / "govtrack.sqlite")) as connection:
        assert connection.execute("SELECT note FROM ledger_details").fetchall() == [("kept for later",)]
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_name_has_its_ten_tries_whichever_process_hears_them(server: Server) -> None:
    codes = []
    for _ in range(10):
        visitor = Visitor(server.port)
        form = visitor.hidden("/account/login") | {"email": "writer0@example.org", "password": "wrong"}
        codes.append(visitor.ask("/account/login", form)[0])
    visitor = Visitor(server.port)
    right = visitor.hidden("/account/login") | {"email": "writer0@example.org", "password": PASSWORD}

    refused, _, words = visitor.ask("/account/login", right)

    assert codes == [200] * 10
    assert refused == 429
    assert "Wait five minutes" in words


def test_stopping_it_politely_ends_it(folder: Path) -> None:
    one = Server(folder)
    one.start()

    one.process.send_signal(signal.SIGTERM)

    assert one.process.wait(30) == 0
