"""Taking in who stood where: voting rules, positions, what decisions are about and who proposed them."""

from collections.abc import Iterable

from govtrack.domain import outgoing, positions
from govtrack.domain.import_notices import decision_named
from govtrack.domain.incoming import Known, Row
from govtrack.domain.positions import Stood
from govtrack.domain.refusals import Refused
from govtrack.domain.taking import Count, Work, take_each
from govtrack.store import positions as store


def voting_rules(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per rule, in the order in which they hold."""

    def take(row: Row) -> bool:
        said = row.texts
        together = work.names.collaborations.named(said["collaboration"], field="collaboration")
        if not work.rights.may_record(together.id, None):
            raise Refused("You do not keep this collaboration.", field="collaboration")
        if any(outgoing.voting_rule(one) == tuple(said.values()) for one in store.voting_rules_of(together.id)):
            return False
        lead = said["lead"]
        positions.set_voting_rule(
            together, way=row.values["way"], starts=row.values["from"], ends=row.values.get("to"),
            percent=said["percent"], words=said["words"], decision=said["decision"],
            lead=work.names.organisations.named(lead, field="lead") if lead else None, by=work.by,
        )  # fmt: skip
        return True

    return take_each(known, rows, work, take)


def take_positions(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per position, in the order in which they were stated."""

    def take(row: Row) -> bool:
        decision, said = decision_named(row, work), row.texts
        kept = [outgoing.stance(decision, one) for one in store.positions_on([decision.id])[decision.id]]
        *words, added = said.values()
        if any(one[:-1] == tuple(words) and added in {"", one[-1]} for one in kept):
            return False
        partner = work.names.organisations.named(said["partner"], field="partner")
        if not work.rights.may_record(decision.collaboration_id or 0, partner.id):
            raise Refused(f"You do not speak for {partner.short_name}: it states its own position.", field="partner")
        stood = Stood(row.values["stance"], said["who"], said["office"], said["reasons"])
        positions.state(decision, {partner: stood}, added=row.values.get("added"), by=work.by)
        return True

    return take_each(known, rows, work, take)


def decision_subjects(known: Known, rows: Iterable[Row], work: Work) -> Count:
    """A row per subject of a decision; what a decision is about already is added to."""

    def take(row: Row) -> bool:
        decision, said = decision_named(row, work), row.texts
        there = {one.subject for one in store.subjects_of([decision.id])[decision.id]}
        proposal = store.proposals_of([decision.id]).get(decision.id)
        name = said["proposed_by"]
        proposer = work.names.organisations.named(name, field="proposed_by") if name else None
        if proposal is not None and proposer is not None and proposer.id != proposal.partner_id:
            raise Refused(f"The register says that {proposal.partner.short_name} proposed it.", field="proposed_by")
        if said["subject"] in {*there, ""} and (proposer is None or proposal is not None):
            return False
        wanted = there | ({row.values["subject"]} if said["subject"] else set())
        kept = proposer or (proposal.partner if proposal else None)
        positions.describe(decision, subjects=wanted, proposer=kept, by=work.by)
        return True

    return take_each(known, rows, work, take)
