"""Codes of the second factor: each good once, whichever process it was given to."""

from typing import Any

from flask_security import Totp

from govtrack.store import keys
from govtrack.store.clock import today


class Codes(Totp):
    """Remembers the last code each person used, so that one read over a shoulder opens nothing."""

    def get_last_counter(self, user: Any) -> int | None:
        """The half-minute that the person's last code was for."""
        return keys.last_code(user.id)

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        """Remember a code that was used; of two who give it at once, the second is told that another saved."""
        keys.use_code(tmatch.counter, user.id, day=today().toordinal())
