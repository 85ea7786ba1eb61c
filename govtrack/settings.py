"""Every setting, typed, read from GOVTRACK_* in the environment and checked at start."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


class BadSetting(ValueError):
    """A setting that cannot be used; the message says which, and what would be right."""


@dataclass(frozen=True)
class Settings:
    """What an installation may choose. Each field is read from GOVTRACK_<NAME>; durations are whole seconds."""

    data: Path = Path("govtrack-data")
    """The folder of the SQLite file, the generated secret and uploads."""
    database_url: str = ""
    """A PostgreSQL address; empty means SQLite in the data folder."""
    secret: str = field(default="", repr=False)
    """What cookies and tokens are signed with, 32 characters or more; the demonstration makes its own."""
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1")
    """Host names answered to; any other is refused with 400."""
    https: bool = True
    """Whether people arrive by https: Secure `__Host-` cookies and a year of HSTS."""
    proxies: int = 0
    """How many reverse proxies stand in front; X-Forwarded-* is believed from that many and no more."""
    idle_seconds: int = 3600
    absolute_seconds: int = 43200
    upload_bytes: int = 16 * 1024 * 1024
    """The largest body of a request; more is answered 413."""
    staged_hours: int = 24
    """How long a file that was sent and not yet taken in is kept for whoever sent it."""
    form_bytes: int = 2 * 1024 * 1024
    evidence_bytes: int = 10 * 1024 * 1024
    """The largest file that is kept as evidence; no larger than `upload_bytes` lets in."""
    draft_days: int = 90
    """How long a form that was begun is kept for the person who began it."""
    limits_storage: str = ""
    """Where sign-in attempts are counted: empty for a file of the data folder, which processes of one machine share;
    a Redis or Valkey address when several machines serve one register."""
    second_factor: bool = False
    """Whether everyone must set up a second factor."""
    mail: str = field(default="", repr=False)
    """Where mail is handed over, smtp://name:password@host:587 or smtps://…; empty writes it into the log."""
    mail_from: str = "govtrack@localhost"
    workers: int = min(os.cpu_count() or 1, 4)
    """Processes that answer: one for each processor, four at most."""
    demo: bool = False
    """Whether this is the demonstration, which prints signed-in links. Never set it on a real register."""

    def url(self) -> str:
        """The database's address, as SQLAlchemy reads it."""
        if self.database_url:
            return self.database_url
        return f"sqlite:///{self.data.resolve() / 'govtrack.sqlite'}"


def read(environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """Settings from the environment, then from what the command line gave; BadSetting names the first fault."""
    environment = os.environ if environment is None else environment
    values = {
        item.name: _typed(item.name, item.default, environment[f"GOVTRACK_{item.name.upper()}"])
        for item in fields(Settings)
        if environment.get(f"GOVTRACK_{item.name.upper()}")
    }
    settings = Settings(**{**values, **{name: value for name, value in given.items() if value is not None}})
    return _checked(settings)


def _typed(name: str, default: object, text: str) -> object:
    if isinstance(default, bool):
        if text.lower() in {"1", "true", "yes", "on"}:
            return True
        if text.lower() in {"0", "false", "no", "off"}:
            return False
        raise BadSetting(f"GOVTRACK_{name.upper()} must be yes or no, not “{text}”.")
    if isinstance(default, int):
        if not text.isdecimal():
            raise BadSetting(f"GOVTRACK_{name.upper()} must be a whole number, not “{text}”.")
        return int(text)
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return Path(text) if isinstance(default, Path) else text


def _checked(settings: Settings) -> Settings:
    if settings.secret and len(settings.secret) < 32:
        raise BadSetting("GOVTRACK_SECRET must be at least 32 characters: `openssl rand -hex 32` makes one.")
    if settings.database_url.startswith("postgres://"):
        raise BadSetting("GOVTRACK_DATABASE_URL must begin with postgresql+psycopg://, not postgres://.")
    if settings.database_url.startswith("postgresql://"):
        rest = settings.database_url.removeprefix("postgresql://")
        return _with(settings, database_url=f"postgresql+psycopg://{rest}")
    if settings.workers < 1 or (settings.workers > 1 and settings.limits_storage.startswith("memory:")):
        raise BadSetting(
            "GOVTRACK_WORKERS above 1 needs GOVTRACK_LIMITS_STORAGE that the processes share: "
            "leave it unset, or name a Redis, such as redis://localhost:6379."
        )
    if settings.idle_seconds < 60 or settings.absolute_seconds < settings.idle_seconds:
        raise BadSetting("GOVTRACK_IDLE_SECONDS must be 60 or more, and GOVTRACK_ABSOLUTE_SECONDS no less than it.")
    if settings.draft_days < 1:
        raise BadSetting("GOVTRACK_DRAFT_DAYS must be 1 or more.")
    return settings


def _with(settings: Settings, **changes: Any) -> Settings:
    return Settings(**{**{item.name: getattr(settings, item.name) for item in fields(settings)}, **changes})


def secret_kept_in(folder: Path) -> str:
    """The secret of a data folder, made once and readable by its owner alone."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = folder / "secret"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_hex(32))
    return kept.read_text().strip()
