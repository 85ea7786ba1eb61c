"""The words of the ledger, each with the small whole number it is kept as."""

from enum import IntEnum, StrEnum
from typing import Self


class Coded(IntEnum):
    """A word kept as a number, so that a national ledger stays narrow."""

    word: str

    def __new__(cls, code: int, word: str = "") -> Self:
        member = int.__new__(cls, code)
        member._value_ = code
        member.word = word
        return member

    @classmethod
    def of(cls, word: str) -> Self:
        """The member that a person means by a word, whatever its case or hyphens; ValueError names the choices."""
        wanted = word.strip().casefold().replace("-", " ").replace("_", " ")
        for member in cls:
            if member.word.replace("-", " ") == wanted:
                return member
        raise ValueError(f"“{word}” is not one of: {', '.join(member.word for member in cls)}")


class Kind(Coded):
    """Which way value goes: into the collaboration, out of it, or between two partners."""

    CONTRIBUTION = 1, "contribution"
    BENEFIT = 2, "benefit"
    TRANSFER = 3, "transfer"


class Category(Coded):
    """What sort of contribution, benefit or transfer a figure is."""

    CASH = 1, "cash"
    STAFF = 2, "staff"
    IN_KIND = 3, "in kind"
    CAPITAL = 4, "capital"
    CASHABLE_SAVING = 11, "cashable saving"
    COST_AVOIDED = 12, "cost avoided"
    EFFICIENCY = 13, "efficiency"
    RESILIENCE = 14, "resilience"
    OPERATIONAL_OUTCOME = 15, "operational outcome"
    DIS_BENEFIT = 16, "dis-benefit"
    SETTLEMENT = 21, "settlement"
    BALANCING_CHARGE = 22, "balancing charge"


CATEGORIES: dict[Kind, tuple[Category, ...]] = {
    Kind.CONTRIBUTION: (Category.CASH, Category.STAFF, Category.IN_KIND, Category.CAPITAL),
    Kind.BENEFIT: (
        Category.CASHABLE_SAVING,
        Category.COST_AVOIDED,
        Category.EFFICIENCY,
        Category.RESILIENCE,
        Category.OPERATIONAL_OUTCOME,
        Category.DIS_BENEFIT,
    ),
    Kind.TRANSFER: (Category.SETTLEMENT, Category.BALANCING_CHARGE),
}


class Status(Coded):
    """How far a figure has come from hope to fact; or that it did not last, and counts nowhere any more."""

    TARGET = 1, "target"
    FORECAST = 2, "forecast"
    CLAIMED = 3, "claimed"
    VERIFIED = 4, "verified"
    REVERSED = 5, "reversed"


class Counted(StrEnum):
    """Which statuses a page adds up; targets and forecasts are never added to what is claimed to have happened."""

    CLAIMED_AND_VERIFIED = "claimed and verified"
    VERIFIED = "verified only"
    FORECAST = "forecast"
    TARGET = "target"

    @property
    def statuses(self) -> tuple[Status, ...]:
        return {
            Counted.CLAIMED_AND_VERIFIED: (Status.CLAIMED, Status.VERIFIED),
            Counted.VERIFIED: (Status.VERIFIED,),
            Counted.FORECAST: (Status.FORECAST,),
            Counted.TARGET: (Status.TARGET,),
        }[self]


class Basis(Coded):
    """How a figure was got."""

    COUNTED = 1, "counted"
    COSTED = 2, "costed"
    JUDGED = 3, "judged"


class Provenance(Coded):
    """Where a figure comes from, always told apart on the screen."""

    RECORDED = 1, "recorded"
    PUBLISHED = 2, "published"
    INFERRED = 3, "inferred"
    ILLUSTRATIVE = 4, "illustrative"


class Planned(Coded):
    """What a business case plans for a year."""

    SETUP = 1, "set-up cost"
    COST = 2, "running cost"
    BENEFIT = 3, "benefit"


class Indexed(StrEnum):
    """How far the index of one year in a release of deflators can be relied on."""

    OUTTURN = "published outturn"
    DERIVED = "derived"
    APPROXIMATE = "approximate"
    FORECAST = "forecast"


class Nature(StrEnum):
    """Whether amounts of a measure may be added over time."""

    FLOW = "flow"
    LEVEL = "level"
    RATE = "rate"


class Better(StrEnum):
    """Which way a measure would rather go."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


class OrganisationKind(StrEnum):
    """What an organisation is; police areas are seeded, the rest are added by hand."""

    POLICE = "police"
    COUNCIL = "council"
    FIRE = "fire"
    UNIVERSITY = "university"
    BUSINESS = "business"
    CHARITY = "charity"
    NATIONAL_BODY = "national body"


class OfficeKind(StrEnum):
    """Who answers for policing in an area, by the law of the time."""

    POLICE_AUTHORITY = "police authority"
    PCC = "PCC"
    PFCC = "PFCC"
    MAYOR = "mayor"
    BOARD = "policing and crime board"
    COMMON_COUNCIL = "common council"


class Model(StrEnum):
    """How a collaboration is run."""

    LEAD_FORCE = "lead force"
    JOINT_UNIT = "joint unit"
    HOSTED = "hosted"
    LEAD_BODY = "lead policing body"
    DELEGATED = "delegated"
    COMPANY = "company"
    ALLIANCE = "strategic alliance"
    FRAMEWORK = "shared contract or framework"
    NETWORK = "network"


class State(StrEnum):
    """Where a collaboration is in its life."""

    PROPOSED = "proposed"
    LIVE = "live"
    UNDER_REVIEW = "under review"
    WINDING_DOWN = "winding down"
    ENDED = "ended"


class Outcome(StrEnum):
    """What a decision came to."""

    APPROVED = "approved"
    NOT_APPROVED = "not approved"
    DEFERRED = "deferred"
    NOTED = "noted"


class Recurs(StrEnum):
    """Whether a benefit comes again every year."""

    RECURRING = "recurring"
    ONE_OFF = "one-off"


class Settled(StrEnum):
    """How a dispute ended."""

    AGREED = "agreed"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class About(StrEnum):
    """What a share rule divides."""

    COST = "cost"
    BENEFIT = "benefit"


class Way(StrEnum):
    """By what a share rule divides."""

    PERCENTAGES = "percentages"
    EQUAL = "equal"
    MIX = "mix"


class WhatIf(StrEnum):
    """What an estimate of going alone asks: what the partner would pay by itself, or the others if it left."""

    ALONE = "alone"
    LEFT = "left"


class Succeeded(StrEnum):
    """How one organisation followed another."""

    RENAMED = "renamed"
    MERGED = "merged"
    TRANSFERRED = "transferred"


class Role(StrEnum):
    """What a grant lets a person do in its scope."""

    READER = "reader"
    RECORDER = "recorder"
    APPROVER = "approver"
    SECRETARIAT = "secretariat"
    ADMINISTRATOR = "administrator"
