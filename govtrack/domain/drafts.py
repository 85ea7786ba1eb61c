"""The verbs of drafts: keep what is being typed, let it go, hand it over after signing in again.

None of them is a deed: what is typed is not yet said, so the trail tells nothing of it.
"""

import json
from collections.abc import Sequence
from typing import NamedTuple

from govtrack.domain.refusals import Refused
from govtrack.store import drafts
from govtrack.store.clock import now
from govtrack.store.db import db
from govtrack.store.drafts import Draft, Place

MOST = 50
"""How many forms one person may have begun at a time."""
MOST_LETTERS = 256 * 1024
DAY = 24 * 3600

Answers = Sequence[tuple[str, str]]


class Kept(NamedTuple):
    """That a form was kept: how often it has been, and whether somewhere else it was kept since this page knew."""

    changes: int
    elsewhere: bool


class TooLong(Refused):
    """More was typed than a draft holds."""


def keep(place: Place, answers: Answers, *, seen: int, days: int, browser: str = "") -> Kept:
    """Keep a form as it stands now: what was typed last takes the place of what was there.

    `seen` is how often the page knew it to have been kept (0: never). Refused where it is too long, or where
    the person has begun too many.
    """
    text = json.dumps([list(pair) for pair in answers])
    if len(text) > MOST_LETTERS:
        raise TooLong("This is too long to be kept while you type: save it, or copy it into a file of your own.")
    moment = int(now().timestamp())
    drafts.let_go_of_old(at=moment)
    row = drafts.draft_at(place, browser=browser)
    if row is None:
        if drafts.count_of(place.person_id) >= MOST:
            raise Refused(f"You have begun {MOST} forms: save or discard one of them on the home page first.")
        row = Draft(
            person_id=place.person_id, address=place.address, form=place.form, browser=browser, began=moment, changes=0
        )
        db.session.add(row)
    before = row.changes
    row.title, row.answers, row.saved, row.expires = place.title, text, moment, moment + days * DAY
    row.changes, row.signed_out = before + 1, bool(browser)
    db.session.flush()
    return Kept(row.changes, elsewhere=before > seen)


def answers_of(draft: Draft) -> list[tuple[str, str]]:
    """What was typed, exactly as it was."""
    return [(str(name), str(text)) for name, text in json.loads(draft.answers)]


def discard(place: Place) -> None:
    """Let go of a form: it was saved, or is not wanted."""
    drafts.let_go(place)


def hand_over(browser: str, person_id: int, *, days: int) -> None:
    """Give a person who has signed in again what they typed in this browser after their session had ended."""
    for draft in drafts.waiting_in(browser, person_id):
        drafts.hand_over(draft, expires=int(now().timestamp()) + days * DAY)
