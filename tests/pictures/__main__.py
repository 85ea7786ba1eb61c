"""Builds the demonstration, opens it in Chromium and takes the README's pictures."""

import tempfile
from pathlib import Path

from flask_security import hash_password

from govtrack import create_app
from govtrack.domain import demonstration
from govtrack.settings import Settings
from govtrack.store.people import person_with
from govtrack.web.people import demonstration_link
from tests import browser as chromium
from tests.browser import Window

HERE = Path(__file__).parent
WIDTH = 1280
SHOTS = {"long-run": ("/collaborations/Five%20Rivers/long-run", 2330), "briefing": ("/briefings/Coastshire", 1250)}
"""What each picture shows, and how much of the page from its head, in pixels."""


def main() -> None:
    """Take them all, through the eyes of the commissioner whose last year was bad."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(Settings(data=Path(folder), https=False, demo=True, hosts=("127.0.0.1",)))
        with app.app_context():
            demonstration.build(hash_password, demonstration.PASSWORD, say=print)
            person = person_with(demonstration.GUESTS[0].email)
            assert person is not None, "the demonstration has just invited everyone"
            link = demonstration_link(person)
        with chromium.served(app) as address, chromium.opened() as browser:
            window = Window(browser.new_context(viewport={"width": WIDTH, "height": 900}), address)
            window.go(link)
            for name, (path, height) in SHOTS.items():
                window.go(path)
                target = HERE / f"{name}.png"
                clip = {"x": 0, "y": 0, "width": WIDTH, "height": height}
                window.page.screenshot(path=str(target), full_page=True, clip=clip)
                print(target)


if __name__ == "__main__":
    main()
