"""A decision as the public may read it: its parts, each of which can be withheld, and the notice made of the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from govtrack.analytics.exemptions import Openness
from govtrack.analytics.published import Added, Earlier, Named, Notice, Paper, Said
from govtrack.store.bodies import Organisation, offices_of
from govtrack.store.collaborations import memberships_in
from govtrack.store.decisions import Decision
from govtrack.store.documents import Document, appendices_of
from govtrack.store.notices import addenda_to, links_from, words_of
from govtrack.store.withholdings import withheld_of

FACTS = {
    "lead_officer": "Lead officer",
    "chief_officer": "Approved for the force by",
    "chief_approved": "Date of that approval",
}
SIGNATURE = {"signed_by": "Signed by", "capacity": "Capacity", "signed": "Date of the signature"}


@dataclass(frozen=True)
class Choice:
    """What the office chose to show of a record: how much of it, and which parts are withheld on which ground."""

    openness: Openness = Openness.OPEN
    exemption: str = ""
    objective: str = ""
    withheld: Mapping[str, str] = field(default_factory=dict)
    """The ground by the part's name in the register."""


def choice_of(decision: Decision) -> Choice:
    """What was chosen so far for a decision."""
    withheld = {one.what: one.reason for one in withheld_of([decision.id])[decision.id]}
    return Choice(Openness(decision.openness), decision.exemption, decision.public_objective, withheld)


def parts_of_notice(decision: Decision) -> list[Said]:
    """Everything of a decision that can be withheld by itself, in the order of the notice."""
    addenda = enumerate(addenda_to(decision.id), 1)
    added = [
        Said(added_as(place), f"Added to the record on {one.day.isoformat()}", one.words) for place, one in addenda
    ]
    papers = [Said(what, f"Appendix: {one.called}", one.called) for what, one in _papers(decision)]
    return [*_said(decision), *_facts(decision), *_signature(decision), *added, *papers]


def added_as(place: int) -> str:
    """What an addendum is called among the parts: by its place, which stays, because addenda are only ever added."""
    return f"addendum:{place}"


def notice_of(decision: Decision, choice: Choice) -> Notice | None:
    """Exactly what the public would see of a decision; None where it is to see nothing."""
    if choice.openness is Openness.NOTHING:
        return None
    body = Named(decision.body_id, called_on(decision.body, decision.decided))
    office = office_on(decision.body_id, decision.decided)
    if choice.openness is Openness.TITLE:
        return Notice(
            decision.title, str(choice.openness), choice.exemption, body=body, office=office,
            parties=tuple(parties_of(decision)), objective=choice.objective.strip(),
        )  # fmt: skip
    return Notice(
        decision.title,
        str(choice.openness),
        body=body,
        office=office,
        reference=decision.reference,
        decided=decision.decided,
        outcome=decision.outcome,
        about=tuple(Named(one.id, one.title) for one in decision.all_about),
        said=shown(_said(decision), choice),
        facts=shown(_facts(decision), choice),
        signature=shown(_signature(decision), choice),
        added=tuple(_added(decision, choice)),
        earlier=tuple(_earlier(decision)),
        documents=tuple(shown_paper(what, one, choice) for what, one in _papers(decision)),
    )


def shown(parts: Iterator[Said], choice: Choice) -> tuple[Said, ...]:
    """The parts, the words of those that are withheld left out and their ground put instead."""
    return tuple(
        Said(one.what, one.name, exempt=choice.withheld[one.what]) if one.what in choice.withheld else one
        for one in parts
    )


def _said(decision: Decision) -> Iterator[Said]:
    for heading, words in words_of(decision).items():
        yield Said(heading.name.lower(), str(heading).capitalize(), words)


def _facts(decision: Decision) -> Iterator[Said]:
    if decision.agreement is not None:
        yield Said("agreement", "Agreement", decision.agreement.title)
    yield from _answered(decision, FACTS)
    if decision.urgent:
        yield Said("urgent", "Urgent procedure", "Yes")
    yield from _answered(decision, {"ratified": "Ratified", "source": "Source"})


def _signature(decision: Decision) -> Iterator[Said]:
    yield from _answered(
        decision, {"signed_by": "Signed by", "capacity": "Capacity", "signed": "Date of the signature"}
    )


def _answered(decision: Decision, names: Mapping[str, str]) -> Iterator[Said]:
    for what, name in names.items():
        words = getattr(decision, what)
        if words:
            yield Said(what, name, words)


def _added(decision: Decision, choice: Choice) -> Iterator[Added]:
    for place, one in enumerate(addenda_to(decision.id), 1):
        ground = choice.withheld.get(added_as(place), "")
        yield Added(one.day.isoformat(), "" if ground else one.words, ground)


def _papers(decision: Decision) -> Iterator[tuple[str, Document]]:
    """The documents that stand, each by its place among all that were ever added, which stays."""
    for place, one in enumerate(appendices_of(decision.id), 1):
        if one.taken_back is None:
            yield f"appendix:{place}", one


def shown_paper(what: str, one: Document, choice: Choice) -> Paper:
    """A document as the public is told of it: not even its name where it is withheld."""
    if what in choice.withheld:
        return Paper(what, exempt=choice.withheld[what])
    return Paper(what, one.id, one.called, one.kind, one.link, one.size, one.digest)


def _earlier(decision: Decision) -> Iterator[Earlier]:
    if decision.supersedes_id is not None:
        yield Earlier("supersedes", decision.supersedes_id)
    for link in links_from(decision.id):
        yield Earlier(link.how, link.earlier_id)


def parties_of(decision: Decision) -> list[str]:
    """The parties of what was decided: those its agreement names, else the partners it was decided with."""
    if decision.agreement is not None and decision.agreement.parties.strip():
        return [line.strip() for line in decision.agreement.parties.splitlines() if line.strip()]
    numbers = [one.id for one in decision.all_about]
    there = {
        spell.partner.name: None
        for spell in memberships_in(numbers)
        if _spans(spell.joined.isoformat() if spell.joined else "", spell.left.isoformat() if spell.left else "",
                  decision.decided)
    }  # fmt: skip
    return list(there) or [called_on(decision.body, decision.decided)]


def called_on(body: Organisation, day: str) -> str:
    """The name that an organisation went by on a day."""
    until = [one for one in body.former_names if day and one.until.isoformat()[: len(day)] >= day]
    return until[0].name if until else body.name


def office_on(body_id: int, day: str) -> str:
    """The office that answered for an organisation on a day; empty where none is recorded."""
    found = [one.name for one in offices_of(body_id) if day and _spans(one.starts, one.ends, day)]
    return found[-1] if found else ""


def _spans(starts: str, ends: str, day: str) -> bool:
    """Whether a day lies between two, each known as far as it is known."""
    after = not starts or starts[: min(len(starts), len(day))] <= day[: min(len(starts), len(day))]
    before = not ends or ends[: min(len(ends), len(day))] >= day[: min(len(ends), len(day))]
    return after and before
