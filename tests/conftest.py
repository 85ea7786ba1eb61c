"""What every test may ask for: a register on each database, a client that checks pages, and ways to sign in."""

import functools
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck
from hypothesis import settings as properties
from playwright.sync_api import Browser
from sqlalchemy import event

from govtrack import create_app
from govtrack.domain import founding
from govtrack.settings import Settings
from govtrack.store import findables, tables
from govtrack.store.db import db
from govtrack.web import assets, security, tries
from tests import postgres
from tests.browser import Demo, build, demonstrated, opened
from tests.founded import founded, made_once
from tests.pages import Client

properties.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
properties.load_profile("untimed")
"""A property holds or it does not, on a busy machine too: speed belongs to the benchmarks."""
PASSWORD = "a long enough password"
SECRET = "for the tests alone, and never for a register"
assets.compressed = functools.cache(assets.compressed)
"""The same few files are served by every register of a run."""
security.HASHING.update({"argon2__time_cost": 1, "argon2__memory_cost": 1024, "argon2__parallelism": 1})


class Register:
    """One founded register, put back to how it was founded before each test."""

    def __init__(self, kind: str, factory: pytest.TempPathFactory) -> None:
        self.kind = kind
        self.folder = folder = factory.mktemp(kind)
        self.database = f"govtrack_{os.getpid()}"
        url = f"{postgres.server()}/{self.database}" if kind == "postgresql" else ""
        if url:
            postgres.replace(self.database, template="template0")
        self.app = create_app(_settings(folder, url))
        self.app.config.update(TESTING=True)
        self.app.test_client_class = Client
        if not url:
            founded(factory, folder)
            (folder / "govtrack.sqlite").rename(folder / "founded.sqlite")
            with self.app.app_context():
                event.listen(db.engine, "connect", _hurry)
            return
        with self.app.app_context():
            founding.found()
            db.engine.dispose()
        postgres.replace(f"{self.database}_founded", template=self.database)
        every = [*(table.name for table in tables.metadata.sorted_tables), findables.INDEX.name]
        self.emptying = postgres.emptying(self.database, every)

    def renew(self) -> None:
        """Put the register back to how it was founded, and let everybody try to sign in again."""
        self.app.extensions[tries.LIMITER].storage.reset()
        if self.kind == "postgresql" and postgres.emptied(self.database, self.emptying):
            return
        with self.app.app_context():
            db.engine.dispose()
        if self.kind == "postgresql":
            postgres.replace(self.database, template=f"{self.database}_founded")
            return
        for leftover in ("-wal", "-shm"):
            (self.folder / f"govtrack.sqlite{leftover}").unlink(missing_ok=True)
        shutil.copyfile(self.folder / "founded.sqlite", self.folder / "govtrack.sqlite")


def _hurry(connection: Any, _record: Any) -> None:
    """A test's register need not outlive the machine."""
    connection.execute("PRAGMA synchronous=OFF")


def _settings(folder: Path, url: str) -> Settings:
    return Settings(
        data=folder,
        database_url=url.replace("postgresql://", "postgresql+psycopg://"),
        secret=SECRET,
        https=False,
        hosts=("localhost", "127.0.0.1"),
    )


_registers: dict[str, Register] = {}


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def app(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """A founded register with nobody in it, inside an application context, on each database."""
    kind = request.param
    if kind not in _registers:
        _registers[kind] = Register(kind, tmp_path_factory)
    register = _registers[kind]
    register.renew()
    with register.app.app_context():
        yield register.app
        db.session.remove()


@pytest.fixture
def client(app: Flask) -> Client:
    """A browser without script that checks every page it meets."""
    return app.test_client()  # type: ignore[return-value] # the class is set above


@pytest.fixture
def sign_in(app: Flask) -> Callable[[str], Client]:
    """Sign a person in by the front door, in a browser of their own."""

    def enter(email: str) -> Client:
        browser = app.test_client()
        page = browser.get("/account/login").text
        token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
        answer = browser.post("/account/login", data={"csrf_token": token, "email": email, "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        return browser  # type: ignore[return-value] # the class is set above

    return enter


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one browser of a test run: a second cannot be driven beside it."""
    with opened() as browser:
        yield browser


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[Demo]:
    """The demonstration, built once and served by each worker for all that only look at it in a browser."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    shutil.copytree(made_once(tmp_path_factory, "demo", build), folder)
    with demonstrated(folder, chromium) as shown:
        yield shown
