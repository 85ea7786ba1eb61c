"""The words of the decision register: the steps of a decision, which may follow which, and what a notice is made of."""

from enum import StrEnum


class Step(StrEnum):
    """How far a decision has come from an officer's draft."""

    DRAFT = "draft"
    FOR_DECISION = "for decision"
    DECIDED = "decided"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"


class Act(StrEnum):
    """What a person does to a decision; each leaves who, when and in what words."""

    PUT = "put for decision"
    SEND_BACK = "sent back"
    DECIDE = "decided"
    WITHDRAW = "withdrawn"
    SUPERSEDE = "superseded"
    PUBLISH = "published"
    TAKE_DOWN = "taken down"


STEPS: dict[Act, dict[Step, Step]] = {
    Act.PUT: {Step.DRAFT: Step.FOR_DECISION},
    Act.SEND_BACK: {Step.FOR_DECISION: Step.DRAFT},
    Act.DECIDE: {Step.FOR_DECISION: Step.DECIDED},
    Act.WITHDRAW: {Step.DRAFT: Step.WITHDRAWN, Step.FOR_DECISION: Step.WITHDRAWN},
    Act.SUPERSEDE: {Step.DECIDED: Step.SUPERSEDED, Step.PUBLISHED: Step.SUPERSEDED},
    Act.PUBLISH: {
        Step.DECIDED: Step.PUBLISHED,
        Step.PUBLISHED: Step.PUBLISHED,
        Step.SUPERSEDED: Step.SUPERSEDED,
    },
    Act.TAKE_DOWN: {Step.PUBLISHED: Step.DECIDED, Step.SUPERSEDED: Step.SUPERSEDED},
}
"""The one table of steps: by act, from which step to which. What is not here cannot be done.

What was published is published anew when something was added to it since; what a later decision superseded stays
superseded, whether the public may read it or not.
"""

UNDECIDED = frozenset({Step.DRAFT, Step.FOR_DECISION, Step.WITHDRAWN})
"""The steps of papers that are not decisions yet, or never became one: their own body's to read, nobody else's."""
TAKEN = frozenset(Step) - UNDECIDED


def after(step: Step, act: Act) -> Step | None:
    """The step that an act leads to; None where it cannot be done from there.

    >>> after(Step.DRAFT, Act.PUT), after(Step.DRAFT, Act.DECIDE)
    (<Step.FOR_DECISION: 'for decision'>, None)
    """
    return STEPS[act].get(step)


def acts_from(step: Step) -> list[Act]:
    """What can be done to a decision at a step, in the order of the table."""
    return [act for act, ways in STEPS.items() if step in ways]


class Heading(StrEnum):
    """A head of a real notice under which words are written; a body chooses which of them its own template asks."""

    SUMMARY = "summary"
    RECOMMENDATION = "recommendation"
    BACKGROUND = "background"
    REASONS = "reasons"
    OPTIONS = "options considered"
    BENEFITS = "expected benefits"
    NOT_APPROVING = "impact of not approving"
    FINANCIAL = "financial implications"
    LEGAL = "legal implications"
    EQUALITY = "equality implications"
    RISK = "risk"
    CONSULTATION = "consultation"
    PRIORITIES = "police and crime plan priorities"
    INTERESTS = "interests declared"
    FURTHER = "further information"


USUAL = (Heading.SUMMARY, Heading.REASONS)
"""What is asked where a body has chosen nothing."""


class Linked(StrEnum):
    """How a decision stands to an earlier one, besides superseding it."""

    FOLLOWS = "follows"
    IMPLEMENTS = "implements"
    REVIEWS = "reviews"


class Subject(StrEnum):
    """What a decision is about; one may be about several things."""

    MONEY = "money"
    PEOPLE = "people"
    OPERATIONS = "operations"
    TECHNOLOGY = "technology and data"
    PREMISES = "premises and equipment"
    GOVERNANCE = "governance"
    OTHER = "something else"
