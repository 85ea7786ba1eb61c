"""Form keys: each form carries one, its write uses it up, and so a form sent twice is entered once."""

from sqlalchemy import Integer, String, select
from sqlalchemy.orm import Mapped, mapped_column

from govtrack.store.db import Base, db


class UsedKey(Base):
    """A key that has been used up, whose it was, and where its write led."""

    __tablename__ = "used_keys"

    key: Mapped[str] = mapped_column(String(36), primary_key=True)
    person_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    led_to: Mapped[str] = mapped_column(String(300), default="")
    day: Mapped[int] = mapped_column(Integer, index=True)


def used(key: str, person_id: int) -> UsedKey | None:
    """The use of a key by a person, if it was used."""
    return db.session.scalar(select(UsedKey).where(UsedKey.key == key, UsedKey.person_id == person_id))


def use(key: str, person_id: int, *, day: int, led_to: str = "") -> None:
    """Use a key up; a second use fails with IntegrityError and takes its write down with it."""
    db.session.add(UsedKey(key=key, person_id=person_id, day=day, led_to=led_to))
    db.session.flush()
