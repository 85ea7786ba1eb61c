"""Taking in engagements on decisions: who was asked, and what came of it."""

from collections.abc import Iterable

from govtrack.analytics.engaging import Level, Whom
from govtrack.domain import engagements, outgoing
from govtrack.domain.engagements import Told
from govtrack.domain.import_notices import decision_named
from govtrack.domain.incoming import Known, Row
from govtrack.domain.taking import Count, Work, agree, take_each
from govtrack.store.engagements import engagements_on

KNOWN_BY = ("how", "opened", "struck")
ANSWERS = ("how", "who", "opened", "closed", "said", "changed", "told")


def take_engagements(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per engagement, known by its decision, how it was done and when it opened."""

    def take(row: Row) -> bool:
        decision, told = decision_named(row, work), _told(row)
        said = (told.how, told.opened, row.values.get("struck"))
        for there in engagements_on(decision.id):
            if (there.how, there.opened, there.struck) == said:
                agree(known, row, outgoing.engagement(there), but=["body", "reference", *KNOWN_BY])
                return False
        engagements.bring(decision, told, struck=row.values.get("struck"), reason=row.texts["reason"], by=work.by)
        return True

    return take_each(known, rows, work, take)


def _told(row: Row) -> Told:
    whom = [Whom(one) for one in row.values["whom"].split("; ")]
    answers = {name: row.values.get(name) or "" for name in ANSWERS}
    return Told(level=Level(row.values["level"]), whom=whom, answered=row.values.get("answered"), **answers)
