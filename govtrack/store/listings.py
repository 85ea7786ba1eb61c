"""The register's long lists, searched, narrowed and sorted; and any query taken one screen at a time."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from govtrack.analytics.kinds import OrganisationKind
from govtrack.store.bodies import FormerName, Office, Organisation, Term
from govtrack.store.collaborations import Collaboration, Membership
from govtrack.store.db import db

SCREEN = 50
LAST_PAGE = 1_000_000
WORDS = 8
"""More words than this narrow nothing further, and cost time."""

Row = TypeVar("Row")


class Leaf(NamedTuple, Generic[Row]):
    """One screen of a long list: its rows, how many there are in all, and which page of how many this is."""

    rows: Sequence[Row]
    total: int
    page: int
    pages: int


def leaf(query: Select[Row], page: int, *, size: int = SCREEN) -> Leaf[Row]:
    """A screen of what a query finds; beyond the last page, the last."""
    page = min(max(page, 1), LAST_PAGE)
    rows = _screen(query, page, size)
    if page == 1 and len(rows) < size:
        return Leaf(rows, len(rows), 1, 1)
    total = db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    pages = max(1, -(-total // size))
    return Leaf(rows if page <= pages else _screen(query, pages, size), total, min(page, pages), pages)


def _screen(query: Select[Row], page: int, size: int) -> Sequence[Row]:
    return db.session.scalars(query.limit(size).offset((page - 1) * size)).unique().all()


class Sort(StrEnum):
    """How the list of collaborations is put in order."""

    NAME = "name"
    NEWEST = "newest"
    STATE = "state"


def collaborations_like(
    ids: Sequence[int] | None,
    *,
    words: str = "",
    state: str = "",
    partner_id: int | None = None,
    sort: Sort = Sort.NAME,
) -> Select[Collaboration]:
    """The collaborations among `ids` (None: all) that hold every word in their names, purpose or partners' names."""
    query = select(Collaboration)
    if ids is not None:
        query = query.where(Collaboration.id.in_(ids))
    if state:
        query = query.where(Collaboration.state == state)
    if partner_id is not None:
        query = query.where(_with_partner(Membership.partner_id == partner_id))
    for word in words.split()[:WORDS]:
        query = query.where(
            or_(
                *_holding(word, Collaboration.short_name, Collaboration.title, Collaboration.purpose),
                _with_partner(or_(*_holding(word, Organisation.short_name, Organisation.name))),
            )
        )
    first: dict[Sort, tuple[Any, ...]] = {
        Sort.NAME: (),
        Sort.NEWEST: (Collaboration.started.desc(),),
        Sort.STATE: (Collaboration.state,),
    }
    return query.order_by(*first[sort], Collaboration.short_key, Collaboration.id)


def organisations_like(ids: Sequence[int] | None, *, words: str = "", kind: str = "") -> Select[Organisation]:
    """The police areas, and of the others those among `ids` (None: all), that hold every word.

    A word may stand in their names, now or before, their offices' or those of whoever held them.
    """
    query = select(Organisation)
    if ids is not None:
        query = query.where(or_(Organisation.kind == OrganisationKind.POLICE, Organisation.id.in_(ids)))
    if kind:
        query = query.where(Organisation.kind == kind)
    for word in words.split()[:WORDS]:
        held = (
            exists()
            .where(Office.organisation_id == Organisation.id)
            .where(
                or_(
                    *_holding(word, Office.name),
                    exists().where(Term.office_id == Office.id).where(*_holding(word, Term.holder)),
                )
            )
        )
        before = (
            exists()
            .where(FormerName.organisation_id == Organisation.id)
            .where(or_(*_holding(word, FormerName.short_name, FormerName.name)))
        )
        query = query.where(or_(*_holding(word, Organisation.short_name, Organisation.name), before, held))
    return query.order_by(Organisation.short_key, Organisation.id)


def _with_partner(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        exists()
        .where(Membership.collaboration_id == Collaboration.id, Organisation.id == Membership.partner_id)
        .where(condition)
    )


def _holding(word: str, *columns: Any) -> list[ColumnElement[bool]]:
    return [func.lower(column).contains(word.lower(), autoescape=True) for column in columns]
