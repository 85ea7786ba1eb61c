"""Codes of the second factor: each good once."""

from collections import OrderedDict
from threading import Lock
from typing import Any

from flask_security import Totp

REMEMBERED = 10_000


class Codes(Totp):
    """Remembers the last code each person used, so that one read over a shoulder opens nothing."""

    def __init__(self, secrets: dict[str, str], issuer: str) -> None:
        super().__init__(secrets, issuer)
        self._last: OrderedDict[int, int] = OrderedDict()
        self._lock = Lock()

    def get_last_counter(self, user: Any) -> int | None:
        """The half-minute that the person's last code was for."""
        with self._lock:
            return self._last.get(user.id)

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        """Remember a code that was used; the oldest make room."""
        with self._lock:
            self._last[user.id] = tmatch.counter
            self._last.move_to_end(user.id)
            while len(self._last) > REMEMBERED:
                self._last.popitem(last=False)
