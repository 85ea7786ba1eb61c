"""govtrack: the collective memory of police collaboration. This file wires the application and does nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from govtrack.settings import Settings

__all__ = ["create_app"]


def create_app(settings: Settings | None = None) -> Flask:
    """The application on some settings (None: those of the environment); it starts only if every view has a guard.

    What it wires is imported here and not above, so that the arithmetic can be used without the web.
    """
    from flask import Flask

    from govtrack import paths, rooms
    from govtrack.settings import read, secret_kept_in
    from govtrack.store import tables
    from govtrack.store.db import db, listen
    from govtrack.web import access, assets, drafts, errors, formats, people, safety, sessions, undoing
    from govtrack.web import tables as table_markup

    settings = settings or read()
    app = Flask("govtrack", template_folder=str(paths.TEMPLATES), static_folder=None)
    app.extensions["govtrack"] = settings
    app.config.update(
        SECRET_KEY=settings.secret or secret_kept_in(settings.data),
        SQLALCHEMY_DATABASE_URI=settings.url(),
        MAX_CONTENT_LENGTH=settings.upload_bytes,
        MAX_FORM_MEMORY_SIZE=settings.form_bytes,
        MAX_FORM_PARTS=5000,
        TRUSTED_HOSTS=list(settings.hosts),
    )
    db.init_app(app)
    with app.app_context():
        listen(db.engine)
        _ = tables.metadata
    sessions.register(app, settings)
    safety.register(app, settings)
    people.register(app, settings)
    drafts.register(app)
    assets.register(app, settings)
    formats.register(app)
    table_markup.register(app)
    errors.register(app)
    undoing.register(app)
    rooms.open_all(app)
    access.check(app)
    return app
