"""Form keys: each form carries one, its write uses it up, and so a form sent twice is entered once."""

from sqlalchemy import BigInteger, Index, Integer, String, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from govtrack.store.db import Base, db
from govtrack.store.events import Span


class UsedKey(Base):
    """A key that has been used up, whose it was, where its write led, and which events it left."""

    __tablename__ = "used_keys"
    __table_args__ = (Index("ix_used_keys_wrote", "person_id", "last_event"),)

    key: Mapped[str] = mapped_column(String(36), primary_key=True)
    person_id: Mapped[int] = mapped_column(Integer, primary_key=True)
    led_to: Mapped[str] = mapped_column(String(300), default="")
    day: Mapped[int] = mapped_column(Integer, index=True)
    first_event: Mapped[int | None] = mapped_column(BigInteger)
    last_event: Mapped[int | None] = mapped_column(BigInteger)


def used(key: str, person_id: int) -> UsedKey | None:
    """The use of a key by a person, if it was used."""
    return db.session.scalar(select(UsedKey).where(UsedKey.key == key, UsedKey.person_id == person_id))


def use(key: str, person_id: int, *, day: int, led_to: str = "") -> None:
    """Use a key up; a second use fails with IntegrityError and takes its write down with it."""
    db.session.add(UsedKey(key=key, person_id=person_id, day=day, led_to=led_to))
    db.session.flush()


def wrote(key: str, person_id: int, span: Span) -> None:
    """Note which events the write of a key left."""
    row = used(key, person_id)
    if row is not None:
        row.first_event, row.last_event = span
        db.session.flush()


def holding(person_id: int, event: int) -> UsedKey | None:
    """The use of a key by a person whose write left an event."""
    query = (
        select(UsedKey)
        .where(UsedKey.person_id == person_id, UsedKey.last_event >= event)
        .order_by(UsedKey.last_event)
        .limit(1)
    )
    found = db.session.scalar(query)
    return found if found is not None and (found.first_event or 0) <= event else None


CODE = "code "
"""What the key of a code of the second factor begins with, which no form's key does; its half-minute follows."""


def last_code(person_id: int) -> int | None:
    """The half-minute since 1970 of the last code that a person used; the numbers are all of one length."""
    query = select(func.max(UsedKey.key)).where(UsedKey.person_id == person_id, UsedKey.key.startswith(CODE))
    with db.engine.connect() as connection:
        found = connection.execute(query).scalar()
    return int(found.removeprefix(CODE)) if found else None


def use_code(counter: int, person_id: int, *, day: int) -> None:
    """Use a code up, in a transaction of its own, since signing in has none; IntegrityError when it was used."""
    used_up = insert(UsedKey).values(key=f"{CODE}{counter}", person_id=person_id, day=day, led_to="")
    with db.engine.connect().execution_options(writing=True) as connection, connection.begin():
        connection.execute(used_up)
