"""Chromium, driven over a register or the demonstration, really served; what its console says is kept."""

import contextlib
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from flask import Flask
from flask_security import hash_password
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import make_server

from govtrack import create_app
from govtrack.domain import demonstration
from govtrack.settings import Settings
from govtrack.store.db import db
from govtrack.store.people import person_with
from govtrack.web.people import demonstration_link

REQUIRED = "browser" in os.environ.get("GOVTRACK_REQUIRE", "")
MISSING = "Chromium is not installed (Debian package: chromium)"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# Only what is amiss is brought back: the list of all that is well is by far the longest part of the answer.
AXE = """async (rules) => (await axe.run(document, rules)).violations.map(
  (one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)} (${one.nodes.length} places)`)"""
# The page lies still: its letters are there, and each drawing has the width of its place, or of the paper.
STILL = """async () => {
  const frame = () => new Promise(requestAnimationFrame), paper = window.matchMedia('print').matches;
  const due = (place) => {
    const width = Math.floor(place.getBoundingClientRect().width);
    return width > 0 && place.dataset.width !== String(paper ? 660 : width);
  };
  const drawn = () => document.querySelector('script[data-figure]') === null
    || (document.documentElement.dataset.charts === 'drawn' && ![...document.querySelectorAll('.drawn')].some(due));
  const end = performance.now() + 20_000;
  await document.fonts.ready;
  for (let still = 0; still < 3 && performance.now() < end; still += 1) {
    await frame();
    if (!drawn()) still = -1;
  }
  return drawn();
}"""


def program() -> str:
    """Where Chromium is; skips, or fails where a browser is required."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        if REQUIRED:
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return found


@contextlib.contextmanager
def opened() -> Iterator[Browser]:
    """A browser, closed afterwards."""
    with sync_playwright() as tools:
        browser = tools.chromium.launch(executable_path=program(), args=FLAGS)
        yield browser
        browser.close()


@contextlib.contextmanager
def served(app: Flask) -> Iterator[str]:
    """The application on a port of this machine's own, from another thread; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = make_server("127.0.0.1", port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}"
    server.shutdown()
    thread.join(10)


class Window:
    """One person's browser window, with what its console said."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page: Page = context.new_page()
        self.address = address
        self.said: list[str] = []
        self.page.on("console", lambda message: self._heard(message.type, message.text))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))

    def _heard(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.said.append(f"{kind}: {text[:300]}")

    def go(self, path: str) -> int:
        """Open an address, wait until its charts are drawn, and give the answer's status."""
        answer = self.page.goto(self.address + path)
        self.settle()
        assert answer is not None, path
        return answer.status

    def settle(self) -> None:
        """Wait until nothing on the page is still being drawn."""
        self.page.wait_for_load_state("load")
        assert self.page.evaluate(STILL), f"the charts of {self.page.url} are never drawn"

    def resize(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})
        self.settle()

    def faults(self) -> list[str]:
        """What axe finds against WCAG 2.2 AA."""
        if self.page.evaluate("typeof axe === 'undefined'"):
            self.page.evaluate(AXE_SCRIPT)
        return list(self.page.evaluate(AXE, RULES))

    def overflow(self) -> int:
        """How far the page can be scrolled sideways, in pixels."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


class Demo:
    """The served demonstration: windows onto it, signed in or not."""

    def __init__(self, browser: Browser, address: str, links: dict[str, str]) -> None:
        self.browser, self.address, self.links = browser, address, links
        self._states: dict[str, Any] = {}
        self._kept: dict[str, BrowserContext] = {}

    @contextlib.contextmanager
    def looking(self, email: str = "") -> Iterator[Window]:
        """A window for somebody who only looks: of one browser, so that what all pages load is loaded once."""
        if email not in self._kept:
            self._kept[email] = self._browser(email)
        window = Window(self._kept[email], self.address)
        window.page.set_viewport_size({"width": 1280, "height": 900})
        yield window
        window.page.close()

    def window(self, email: str = "", **more: Any) -> Window:
        """A window of a browser of its own."""
        return Window(self._browser(email, **more), self.address)

    def _browser(self, email: str, **more: Any) -> BrowserContext:
        if email and email not in self._states:
            context = self.browser.new_context()
            Window(context, self.address).go(self.links[email])
            self._states[email] = context.storage_state()
            context.close()
        return self.browser.new_context(storage_state=self._states.get(email), **more)


def _demonstration(folder: Path) -> Flask:
    return create_app(Settings(data=folder, https=False, demo=True, hosts=("127.0.0.1", "localhost")))


def build(folder: Path) -> None:
    """The demonstration, into a data folder."""
    with _demonstration(folder).app_context():
        demonstration.build(hash_password, demonstration.PASSWORD, say=lambda _step: None)
        db.session.remove()
        db.engine.dispose()


@contextlib.contextmanager
def demonstrated(folder: Path, browser: Browser) -> Iterator[Demo]:
    """A demonstration that is built, served."""
    app = _demonstration(folder)
    with app.app_context():
        links = {guest.email: demonstration_link(person_with(guest.email)) for guest in demonstration.GUESTS}
    with served(app) as address:
        yield Demo(browser, address, links)
