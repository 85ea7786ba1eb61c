"""Where tries are counted: a small file of the data folder, so that every process of one machine counts together."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from limits.storage import MovingWindowSupport, Storage

SCHEME = "kept"
WAIT_SECONDS = 5
FORM = """
    CREATE TABLE IF NOT EXISTS tries (key TEXT NOT NULL, at REAL NOT NULL);
    CREATE INDEX IF NOT EXISTS tries_key ON tries (key, at);
    CREATE INDEX IF NOT EXISTS tries_at ON tries (at);
"""


class Counts(Storage, MovingWindowSupport):
    """A moving window over a table of moments, in seconds since 1970; only the windows that tries need."""

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012 - the library reads it so, and declares it without ClassVar

    def __init__(self, uri: str, *, wrap_exceptions: bool = False) -> None:
        super().__init__(uri, wrap_exceptions)
        self.file = Path(uri.removeprefix(f"{SCHEME}://"))
        self.file.parent.mkdir(parents=True, exist_ok=True)

    @property
    def base_exceptions(self) -> type[Exception]:
        """What the file may be unable to do: locked, full, closed to writing."""
        return sqlite3.Error

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.file, timeout=WAIT_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous=OFF")
            connection.executescript(FORM)
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count one more, unless there are as many as may be; what lies before the window is let go of."""
        moment = time.time()
        with self._writing() as connection:
            connection.execute("DELETE FROM tries WHERE at <= ?", (moment - expiry,))
            (there,) = connection.execute("SELECT count(*) FROM tries WHERE key = ?", (key,)).fetchone()
            if there + amount > limit:
                return False
            connection.executemany("INSERT INTO tries VALUES (?, ?)", [(key, moment)] * amount)
        return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the window began that is full now, and how many are in it."""
        moment = time.time()
        with self._writing() as connection:
            query = "SELECT at FROM tries WHERE key = ? AND at > ? ORDER BY at DESC LIMIT ?"
            times = connection.execute(query, (key, moment - expiry, limit)).fetchall()
        return (times[-1][0], len(times)) if times else (moment, 0)

    def clear(self, key: str) -> None:
        """Forget what was counted for one."""
        with self._writing() as connection:
            connection.execute("DELETE FROM tries WHERE key = ?", (key,))

    def reset(self) -> int:
        """Forget everything; give how much there was."""
        with self._writing() as connection:
            return connection.execute("DELETE FROM tries").rowcount

    def check(self) -> bool:
        """Whether the file can be written to."""
        with self._writing():
            return True

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Of fixed windows, which nothing here counts by."""
        raise NotImplementedError

    def get(self, key: str) -> int:
        """The same."""
        raise NotImplementedError

    def get_expiry(self, key: str) -> float:
        """The same."""
        raise NotImplementedError
