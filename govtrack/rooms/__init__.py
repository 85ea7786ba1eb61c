"""What a person walks into, one room a noun; each room's package has its blueprint as `room`."""

from importlib import import_module

from flask import Flask

NOUNS = (
    "home", "account", "bodies", "collaborations", "ledger", "decisions", "longrun", "briefings", "events", "imports",
    "drafts", "prices", "alone", "cases",
    "rules", "drivers", "apportionments",
    "disputes",
    "returns",
    "claims",
    "register",
    "documents",
    "engagements",
    "plans",
    "finding",
    "reviews",
    "lessons",
    "positions",
)  # fmt: skip


def open_all(app: Flask) -> None:
    """Open every room's door. It is not called `register`: one of the rooms is."""
    for noun in NOUNS:
        app.register_blueprint(import_module(f"govtrack.rooms.{noun}.views").room)
