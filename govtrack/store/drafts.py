"""Forms that were begun and not yet saved, as rows: what was typed, whose it is, and where it goes on."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, delete, func, select, update
from sqlalchemy.orm import Mapped, defer, mapped_column

from govtrack.store.db import Base, db

LONGEST_ADDRESS, LONGEST_FORM, LONGEST_TITLE = 1000, 80, 200


class Draft(Base):
    """One form as a person last typed it. Times are whole seconds since 1970.

    It is no record: typing is no deed. It leaves no event, stands in no export, and goes without trace.
    """

    __tablename__ = "drafts"
    __table_args__ = (Index("uq_drafts_place", "person_id", "address", "form", "browser", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS))
    """Where the form is: it names the record as well."""
    form: Mapped[str] = mapped_column(String(LONGEST_FORM))
    browser: Mapped[str] = mapped_column(String(64), default="")
    """Of what was typed after the session had ended: the hash of a token that only its browser holds, until the
    person has signed in there again. Empty once it is the person's own."""
    title: Mapped[str] = mapped_column(String(LONGEST_TITLE))
    answers: Mapped[str] = mapped_column(Text)
    """Pairs of name and text as JSON, the version of the record among them: what the form would send."""
    began: Mapped[int] = mapped_column(BigInteger)
    saved: Mapped[int] = mapped_column(BigInteger)
    expires: Mapped[int] = mapped_column(BigInteger, index=True)
    changes: Mapped[int] = mapped_column(default=1)
    """How often it was kept, so that a second tab notices that it is not alone."""
    signed_out: Mapped[bool] = mapped_column(default=False)
    """Whether it was last typed into a form whose session had ended."""


class Place(NamedTuple):
    """Whose form, where, which of the forms there, and what its page is called."""

    person_id: int
    address: str
    form: str
    title: str = ""


def draft_at(place: Place, *, browser: str = "") -> Draft | None:
    """What a person has begun in one place."""
    where = (Draft.person_id == place.person_id, Draft.address == place.address, Draft.form == place.form)
    return db.session.scalar(select(Draft).where(*where, Draft.browser == browser))


def drafts_at(person_id: int, address: str, *, at: int) -> Sequence[Draft]:
    """What a person has begun in the forms of one page."""
    mine = (Draft.person_id == person_id, Draft.address == address, Draft.browser == "", Draft.expires > at)
    return db.session.scalars(select(Draft).where(*mine).order_by(Draft.id)).all()


def drafts_of(person_id: int, *, at: int, brief: bool = False) -> Sequence[Draft]:
    """Everything a person has begun and not saved, latest first; `brief`: without what was typed."""
    mine = (Draft.person_id == person_id, Draft.browser == "", Draft.expires > at)
    latest = select(Draft).where(*mine).order_by(Draft.saved.desc(), Draft.id.desc())
    return db.session.scalars(latest.options(defer(Draft.answers)) if brief else latest).all()


def count_of(person_id: int) -> int:
    """How many forms are kept for a person, those typed after the end of a session among them."""
    return db.session.scalar(select(func.count()).select_from(Draft).where(Draft.person_id == person_id)) or 0


def let_go(place: Place) -> None:
    """Let go of what was begun in one place."""
    where = (Draft.person_id == place.person_id, Draft.address == place.address, Draft.form == place.form)
    db.session.execute(delete(Draft).where(*where))


def let_go_of_all(person_id: int) -> None:
    """Let go of everything that a person has begun."""
    db.session.execute(delete(Draft).where(Draft.person_id == person_id))


def let_go_of_old(*, at: int) -> None:
    """Clear away what has waited for too long."""
    db.session.execute(delete(Draft).where(Draft.expires <= at))


def waiting_in(browser: str, person_id: int) -> Sequence[Draft]:
    """What a person typed in a browser after their session there had ended."""
    theirs = (Draft.person_id == person_id, Draft.browser == browser)
    return db.session.scalars(select(Draft).where(*theirs).order_by(Draft.id)).all()


def hand_over(draft: Draft, *, expires: int) -> None:
    """Make what waited in a browser the person's own, in place of what they had begun there before."""
    where = (Draft.person_id == draft.person_id, Draft.address == draft.address, Draft.form == draft.form)
    db.session.execute(delete(Draft).where(*where, Draft.browser == ""))
    db.session.execute(update(Draft).where(Draft.id == draft.id).values(browser="", expires=expires))
