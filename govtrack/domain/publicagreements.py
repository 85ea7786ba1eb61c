"""Agreements as the public may read them, under section 23E of the Police Act 1996; and the verbs of publishing one."""

from collections.abc import Iterator
from typing import Any

from govtrack.analytics.exemptions import Openness
from govtrack.analytics.published import Named, Notice, Said
from govtrack.analytics.words import counted, listed
from govtrack.domain.publicparts import Choice, shown, shown_paper
from govtrack.domain.putout import checked, put_out, refuse_unseen, take_off
from govtrack.domain.refusals import Changed, Refused
from govtrack.store.collaborations import Agreement, memberships_in
from govtrack.store.documents import Document, documents_of
from govtrack.store.events import deed
from govtrack.store.publications import About, Publication, standing

PROVISIONS = {
    "force_provision": "force provision",
    "body_provision": "policing body provision",
    "joint_provision": "force and policing body provision",
}


FACTS = {
    "provisions": "Provision under section 22A",
    "signed": "Signed",
    "review_due": "Review due",
    "notice_months": "Notice to leave",
    "exit_rule": "How one leaves",
    "source": "Where the document is",
}


def agreement_choice(agreement: Agreement) -> Choice:
    """What was chosen when an agreement was published last; everything, where it is not public."""
    row = standing(About.AGREEMENT, agreement.id)
    if row is None:
        return Choice(objective=agreement.collaboration.purpose)
    notice = row.notice
    withheld = {one.what: one.exempt for one in notice.facts if one.exempt}
    withheld |= {one.what: one.exempt for one in notice.documents if one.exempt}
    return Choice(Openness(notice.openness), notice.exemption, notice.objective, withheld)


def parts_of_agreement(agreement: Agreement) -> list[Said]:
    """Everything of an agreement that can be withheld by itself; its title, parties and objective cannot."""
    papers = [Said(what, f"Document: {one.called}", one.called) for what, one in _papers(agreement)]
    return [*_facts(agreement), *papers]


def agreement_notice(agreement: Agreement, choice: Choice) -> Notice:
    """Exactly what the public would see of an agreement."""
    parties, objective = tuple(parties_of(agreement)), choice.objective.strip()
    if choice.openness is Openness.TITLE:
        return Notice(agreement.title, str(choice.openness), choice.exemption, parties=parties, objective=objective)
    return Notice(
        agreement.title,
        str(choice.openness),
        decided="" if "signed" in choice.withheld else agreement.signed,
        about=(Named(agreement.collaboration_id, agreement.collaboration.title),),
        parties=parties,
        objective=objective,
        facts=shown(_facts(agreement), choice),
        documents=tuple(shown_paper(what, one, choice) for what, one in _papers(agreement)),
    )


def publish_agreement(
    agreement: Agreement, choice: Choice, *, seen: str = "", version: int | None = None, by: Any
) -> Publication:
    """Publish an agreement as chosen, or publish it anew. `seen`: the digest of what was previewed."""
    _refuse_stale(agreement, version)
    checked(parts_of_agreement(agreement), choice)
    if choice.openness is Openness.NOTHING:
        raise Refused("An agreement is published at least by title, parties and objective.", field="openness")
    if not choice.objective.strip():
        raise Refused("Say its objective in a sentence that may be published.", field="objective")
    notice = agreement_notice(agreement, choice)
    refuse_unseen(notice, seen)
    with deed("published an agreement", by=by):
        return put_out(About.AGREEMENT, agreement.id, notice, by=by)


def take_down_agreement(agreement: Agreement, *, words: str, version: int | None = None, by: Any) -> None:
    """Take an agreement off the public register, saying why."""
    _refuse_stale(agreement, version)
    if not words.strip():
        raise Refused("Say why it is taken down.", field="words")
    if standing(About.AGREEMENT, agreement.id) is None:
        raise Refused("It is not published.")
    with deed("took an agreement down", by=by, reason=words.strip()):
        take_off(About.AGREEMENT, agreement.id, words=words, by=by)


def parties_of(agreement: Agreement) -> list[str]:
    """The parties as the agreement names them, else the partners of its collaboration."""
    named = [line.strip() for line in agreement.parties.splitlines() if line.strip()]
    return named or list(dict.fromkeys(one.partner.name for one in memberships_in([agreement.collaboration_id])))


def _facts(agreement: Agreement) -> Iterator[Said]:
    provisions = [name for column, name in PROVISIONS.items() if getattr(agreement, column)]
    review = agreement.review_due.isoformat() if agreement.review_due else ""
    leaving = "" if agreement.notice_months is None else counted(agreement.notice_months, "month")
    worded = {"provisions": listed(provisions).capitalize(), "review_due": review, "notice_months": leaving}
    for what, name in FACTS.items():
        words = worded[what] if what in worded else getattr(agreement, what)
        if words:
            yield Said(what, name, words)


def _papers(agreement: Agreement) -> Iterator[tuple[str, Document]]:
    """The documents that stand, each by its place among all that were ever added, which stays."""
    for place, one in enumerate(documents_of([agreement.id])[agreement.id], 1):
        if one.taken_back is None:
            yield f"document:{place}", one


def _refuse_stale(agreement: Agreement, version: int | None) -> None:
    if version is not None and version != agreement.version:
        raise Changed(agreement)
