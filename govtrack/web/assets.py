"""Style sheets and scripts: served by WhiteNoise, compressed once, under addresses that hold their own hash."""

import gzip
import hashlib
import shutil
from importlib.resources import as_file, files
from pathlib import Path
from wsgiref.headers import Headers

import brotli
from flask import Flask
from whitenoise import WhiteNoise

from govtrack import paths
from govtrack.settings import Settings

QUALITY = 6


def register(app: Flask, settings: Settings) -> None:
    """Serve every asset for good, and give templates `asset(name)`, its address."""
    cache = settings.data.resolve() / "cache"
    served = WhiteNoise(
        app.wsgi_app,
        immutable_file_test=lambda _path, _url: True,
        allow_all_origins=False,
        add_headers_function=_as_named,
    )
    addresses: dict[str, str] = {}
    for name, file in _sources():
        kept = _kept(file, cache)
        addresses[name] = f"/static/{kept.name}"
        served.add_file_to_dictionary(addresses[name], str(kept))  # type: ignore[no-untyped-call] # WhiteNoise has no types
    app.wsgi_app = served  # type: ignore[method-assign] # how Flask's documentation wraps it

    def asset(name: str) -> str:
        return addresses[name]

    app.jinja_env.globals["asset"] = asset


def _as_named(headers: Headers, _path: str, _url: str) -> None:
    """A file is what its type says, and used by these pages alone."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"


def _sources() -> list[tuple[str, Path]]:
    own = [(file.name, file) for file in sorted(paths.STATIC.iterdir()) if file.suffix in {".css", ".js", ".svg"}]
    return [
        *own,
        ("bootstrap.min.css", _packaged("flask_bootstrap", "static", "bootstrap5", "css", "bootstrap.min.css")),
        ("plotly.min.js", _packaged("plotly", "package_data", "plotly.min.js")),
    ]


def _packaged(package: str, *parts: str) -> Path:
    with as_file(files(package).joinpath(*parts)) as file:
        return file


def _kept(file: Path, cache: Path) -> Path:
    """A copy of a file under a name with its hash in it, with Brotli and gzip versions beside it."""
    data = file.read_bytes()
    mark = hashlib.sha256(data).hexdigest()[:12]
    kept = cache / f"{file.name.split('.')[0]}.{mark}{file.suffix}"
    if kept.with_name(kept.name + ".gz").exists():
        return kept
    cache.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, kept)
    squeezed = compressed(data)
    for ending in (".br", ".gz"):
        kept.with_name(kept.name + ending).write_bytes(squeezed[ending])
    return kept


def compressed(data: bytes) -> dict[str, bytes]:
    """What is sent instead of a file to browsers that can read it, by the ending it is kept under."""
    brotlied: bytes = brotli.compress(data, quality=QUALITY)  # type: ignore[no-untyped-call] # brotli has no types
    return {".br": brotlied, ".gz": gzip.compress(data, compresslevel=QUALITY)}
