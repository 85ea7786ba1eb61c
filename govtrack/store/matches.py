"""What was learnt from the files of an organisation: what its headings and the names it uses mean."""

from collections.abc import Sequence

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column

from govtrack.store.db import Base, db
from govtrack.store.events import Recorded

COLUMNS = "columns"


class ImportMatch(Recorded, Base):
    """That some text in files of an organisation's people means something of ours."""

    __tablename__ = "import_matches"
    __table_args__ = (Index("ix_import_matches_key", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    """Whose files it is remembered for; None: those of a person who belongs to no organisation."""
    person_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[str] = mapped_column(String(40))
    """“columns”, or the sheet whose records are named."""
    key: Mapped[str] = mapped_column(String(255))
    """The name as `key_of` writes it, or the mark of all headings of a sheet."""
    said: Mapped[str] = mapped_column(Text)
    meaning: Mapped[str] = mapped_column(Text)
    """The short name meant, or, of columns, JSON."""


def remembered(kind: str, keys: Sequence[str], *, organisations: Sequence[int], person_id: int) -> list[ImportMatch]:
    """What is remembered of some texts for a person's organisations, else for the person; the latest last."""
    query = select(ImportMatch).where(ImportMatch.kind == kind, ImportMatch.key.in_(keys))
    if organisations:
        query = query.where(ImportMatch.organisation_id.in_(organisations))
    else:
        query = query.where(ImportMatch.person_id == person_id)
    return list(db.session.scalars(query.order_by(ImportMatch.id)))
