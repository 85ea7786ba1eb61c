"""Share rules as tables: a row for each rule, a column for each partner, and the decision that set it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from flask import url_for

from govtrack.analytics.kinds import Way
from govtrack.analytics.periods import year_label
from govtrack.domain.due import Book, gap_words
from govtrack.domain.refusals import Refused
from govtrack.store.clock import today
from govtrack.store.collaborations import Collaboration
from govtrack.store.decisions import Decision
from govtrack.store.names import key_of
from govtrack.store.rules import ShareRule, rules_of
from govtrack.web.formats import day
from govtrack.web.rulewords import besides, in_words


class RuleRow(NamedTuple):
    """One rule: when it holds, each partner's percentage in the order of the columns, its words, its decision."""

    when: str
    percents: list[str | None]
    words: str
    how: list[str]
    """How a rule without percentages of its own divides, and what the percentages shown for it are."""
    decision: str
    address: str
    number: int


class RuleTable(NamedTuple):
    """The rules for cost, or those for benefit, newest first; and whether one holds now."""

    about: str
    partners: list[str]
    rows: list[RuleRow]
    gaps: list[str]

    @property
    def columns(self) -> list[Any]:
        """The head of the table, as the table's component takes it."""
        return ["In force", *({"name": name, "numeric": True, "unit": "per cent"} for name in self.partners), "Set by"]


def rule_tables(together: Collaboration, taken: Sequence[Decision], until: date | None) -> list[RuleTable]:
    """The rules for cost and for benefit that a reader may see; empty where there are none."""
    rules = [one for one in rules_of(together.id) if until is None or one.starts <= until]
    known = {key_of(one.reference): one for one in taken}
    tables = []
    for about in dict.fromkeys(rule.about for rule in rules):
        own = [rule for rule in reversed(rules) if rule.about == about]
        book = Book(together, about)
        partners = list(dict.fromkeys(part.partner.short_name for rule in own for part in rule.parts))
        on = today() if until is None else min(until, today())
        rows = [_row(rule, partners, known, book, on) for rule in own]
        tables.append(RuleTable(about, partners, rows, gap_words(about, [rule.terms for rule in own])))
    return tables


def _row(rule: ShareRule, partners: Sequence[str], known: dict[str, Decision], book: Book, on: date) -> RuleRow:
    percents, how = _percents(rule, book, on)
    decision = known.get(key_of(rule.decision))
    return RuleRow(
        f"{day(rule.starts)} to {day(rule.ends)}" if rule.ends else f"From {day(rule.starts)}",
        [percents.get(name) for name in partners],
        rule.words,
        how,
        rule.decision,
        url_for("decisions.show", number=decision.id) if decision else "",
        rule.id,
    )


def _percents(rule: ShareRule, book: Book, on: date) -> tuple[dict[str, str], list[str]]:
    """Each partner's percentage under a rule; of one without its own, as worked out for a day, and by which figures."""
    if rule.way == Way.PERCENTAGES:
        return {part.partner.short_name: part.percent for part in rule.parts}, []
    how = [f"{in_words(rule).capitalize()}.", *besides(rule)]
    try:
        piece = book.latest(rule.terms, on)
    except Refused as reason:
        return {}, [*how, reason.sentence]
    shares = {book.names[partner].short_name: f"{float(share * 100):.1f}" for partner, share in piece.shares.items()}
    if rule.way == Way.EQUAL:
        return shares, how
    return shares, [*how, f"The percentages shown are by figures of {year_label(piece.year)}, rounded."]
