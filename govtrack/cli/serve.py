"""`govtrack serve`: the register on the network, by gunicorn, or by waitress where gunicorn cannot run."""

import sys
from pathlib import Path
from typing import Any

import click
from flask import Flask

from govtrack.cli.opening import data_option, prepared, settings_from
from govtrack.store.db import db
from govtrack.web import turns

THREADS = 16
"""How many may wait at once; how many are worked on is for `web.turns` to say."""
HEADER_BYTES = 16_384


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@data_option
def serve(host: str, port: int, data: Path | None) -> None:
    """Serve the register. Put a reverse proxy with https before it; see the README."""
    settings = settings_from(data)
    app = prepared(settings)
    click.echo(f"govtrack listens on http://{host}:{port} (data: {settings.data})", err=True)
    run(app, host, port, workers=settings.workers)


def run(app: Flask, host: str, port: int, *, workers: int = 1) -> None:
    """Listen until told to stop; each process opens the database for itself, since none survives being shared."""
    turns.register(app)
    with app.app_context():
        db.engine.dispose()
    if sys.platform == "win32":
        _waitress(app, host, port)
    else:
        _gunicorn(app, host, port, workers)


def _waitress(app: Flask, host: str, port: int) -> None:
    from waitress import serve as listen  # noqa: PLC0415 - only one of the two servers is needed

    listen(app, host=host, port=port, threads=THREADS, ident=None, max_request_header_size=HEADER_BYTES)  # type: ignore[no-untyped-call] # waitress has no types


def _gunicorn(app: Flask, host: str, port: int, workers: int) -> None:
    from gunicorn.app.base import BaseApplication  # noqa: PLC0415 - it cannot be imported on Windows

    class Server(BaseApplication):
        def load_config(self) -> None:
            options: dict[str, Any] = {
                "bind": f"{host}:{port}",
                "workers": workers,
                "threads": THREADS,
                "worker_class": "gthread",
                "preload_app": False,
                "graceful_timeout": 20,
                "timeout": 120,
                "keepalive": 5,
                "limit_request_line": 8190,
                "loglevel": "warning",
                "worker_tmp_dir": "/dev/shm" if Path("/dev/shm").is_dir() else None,  # noqa: S108 - gunicorn's own heartbeat
            }
            for name, value in options.items():
                self.cfg.set(name, value)  # type: ignore[union-attr] # gunicorn sets it before it calls this

        def load(self) -> Flask:
            return app

    Server().run()  # type: ignore[no-untyped-call] # gunicorn has few types
