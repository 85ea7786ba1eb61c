"""The people who sign in, and what they have been granted where."""

from collections.abc import Sequence
from datetime import datetime

from flask_security import AsaList, RoleMixin, UserMixin
from sqlalchemy import ForeignKey, Index, String, select
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from govtrack.analytics.kinds import Role as RoleWord
from govtrack.store.bodies import Organisation
from govtrack.store.collaborations import Collaboration
from govtrack.store.db import Base, db
from govtrack.store.events import Recorded


class User(UserMixin, Recorded, Base):
    """A person with an account of their own."""

    __tablename__ = "users"
    kept_secret = frozenset({"password", "fs_uniquifier", "tf_totp_secret", "mf_recovery_codes"})

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    name: Mapped[str] = mapped_column(String(100), default="")
    password: Mapped[str | None] = mapped_column(String(255))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(AsaList()))
    create_datetime: Mapped[datetime | None] = mapped_column()  # type: ignore[assignment] # UserMixin only names it
    update_datetime: Mapped[datetime | None] = mapped_column()  # type: ignore[assignment] # the same

    grants: Mapped[list["Grant"]] = relationship(back_populates="person", order_by="Grant.id")

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override] # UserMixin would have them set
        """Flask-Security asks for roles; what a person may do here is in `grants` and `web/access.py` alone."""
        return []


class Grant(Recorded, Base):
    """A role given to a person in a scope: an organisation, a collaboration, or the whole installation."""

    __tablename__ = "grants"
    __table_args__ = (Index("uq_grants_all", "person_id", "role", "organisation_id", "collaboration_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    role: Mapped[str] = mapped_column(String(20))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    collaboration_id: Mapped[int | None] = mapped_column(ForeignKey("collaborations.id"))

    person: Mapped[User] = relationship(back_populates="grants")
    organisation: Mapped[Organisation | None] = relationship()
    collaboration: Mapped[Collaboration | None] = relationship()

    @property
    def role_word(self) -> RoleWord:
        return RoleWord(self.role)


def person_with(email: str) -> User | None:
    """The person who signs in with an address, whatever its case."""
    return db.session.scalar(select(User).where(User.email == email.strip().casefold()))


def everyone() -> Sequence[User]:
    """Every person, by address."""
    return db.session.scalars(select(User).order_by(User.email)).all()


def administrators() -> Sequence[User]:
    """The people with an open account who administer the register, by address."""
    return db.session.scalars(
        select(User).where(User.active, User.grants.any(Grant.role == RoleWord.ADMINISTRATOR)).order_by(User.email)
    ).all()
