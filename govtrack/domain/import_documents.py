"""Taking in what a register's files say of documents: links, and files of which only names and digests come along."""

from collections.abc import Iterable

from govtrack.domain import documents
from govtrack.domain.documents import Owner
from govtrack.domain.import_notices import decision_named
from govtrack.domain.incoming import Known, Row
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work, take_each
from govtrack.store.collaborations import Agreement
from govtrack.store.names import key_of


def take_documents(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per document, known by what it belongs to and its digest or link."""

    def take(row: Row) -> bool:
        owner = _owner(row, work)
        said = (row.texts["link"], row.texts["digest"], row.texts["name"])
        if any((one.link, one.digest, one.name) == said for one in documents.there(owner)):
            return False
        documents.keep(
            owner, title=row.texts["title"], name=row.texts["name"], kind=row.texts["type"], link=row.texts["link"],
            size=row.values.get("size", 0), digest=row.texts["digest"], added=row.values.get("added"),
            taken_back=row.values.get("taken_back"), reason=row.texts["reason"], by=work.by,
        )  # fmt: skip
        return True

    return take_each(known, rows, work, take)


def _owner(row: Row, work: Work) -> Owner:
    """What a row's document belongs to: either a decision, by body and reference, or a collaboration's agreement."""
    if row.texts["body"] and row.texts["collaboration"]:
        raise Refused("Name the decision or the agreement that it belongs to, not both.", field="collaboration")
    if row.texts["body"]:
        return decision_named(row, work)
    if not row.texts["collaboration"]:
        raise Refused("Name the decision (body and reference) or the agreement that it belongs to.", field="body")
    return _agreement(row, work)


def _agreement(row: Row, work: Work) -> Agreement:
    together = work.names.collaborations.named(row.texts["collaboration"], field="collaboration")
    if not work.rights.may_record(together.id, None):
        raise Refused("You do not keep this collaboration.", field="collaboration")
    for one in together.agreements:
        if key_of(one.title) == key_of(row.texts["agreement"]):
            return one
    raise Refused(f"{together.short_name} has no agreement of this title.", field="agreement")
