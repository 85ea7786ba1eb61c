"""How much of a record the public may read, and the grounds on which a part of it is withheld."""

from enum import StrEnum


class Openness(StrEnum):
    """How much of a record is published."""

    OPEN = "everything"
    PARTLY = "partly"
    TITLE = "title, parties and objective only"
    NOTHING = "nothing"


class Exemption(StrEnum):
    """Why a part is withheld: a section of the Freedom of Information Act 2000, or the body's own Part 2."""

    PART_2 = "Part 2"
    S21 = "section 21"
    S22 = "section 22"
    S23 = "section 23"
    S24 = "section 24"
    S26 = "section 26"
    S27 = "section 27"
    S28 = "section 28"
    S29 = "section 29"
    S30 = "section 30"
    S31 = "section 31"
    S32 = "section 32"
    S33 = "section 33"
    S34 = "section 34"
    S35 = "section 35"
    S36 = "section 36"
    S37 = "section 37"
    S38 = "section 38"
    S39 = "section 39"
    S40 = "section 40"
    S41 = "section 41"
    S42 = "section 42"
    S43 = "section 43"
    S44 = "section 44"


ABOUT = {
    Exemption.PART_2: "restricted facts and advice",
    Exemption.S21: "accessible by other means",
    Exemption.S22: "intended for future publication",
    Exemption.S23: "bodies dealing with security matters",
    Exemption.S24: "national security",
    Exemption.S26: "defence",
    Exemption.S27: "international relations",
    Exemption.S28: "relations within the United Kingdom",
    Exemption.S29: "the economy",
    Exemption.S30: "investigations and proceedings",
    Exemption.S31: "law enforcement",
    Exemption.S32: "court records",
    Exemption.S33: "audit functions",
    Exemption.S34: "parliamentary privilege",
    Exemption.S35: "formulation of government policy",
    Exemption.S36: "effective conduct of public affairs",
    Exemption.S37: "communications with the Royal Family, and honours",
    Exemption.S38: "health and safety",
    Exemption.S39: "environmental information",
    Exemption.S40: "personal information",
    Exemption.S41: "information provided in confidence",
    Exemption.S42: "legal professional privilege",
    Exemption.S43: "commercial interests",
    Exemption.S44: "prohibitions on disclosure",
}
"""What each ground is about, in the words of its heading."""

COMMON = (
    Exemption.S31, Exemption.S40, Exemption.S41, Exemption.S42, Exemption.S43, Exemption.PART_2,
)  # fmt: skip
"""The grounds that notices of policing bodies give most; a list offers them first."""


def offered() -> list[Exemption]:
    """Every ground, the common ones first."""
    return [*COMMON, *(one for one in Exemption if one not in COMMON)]


def ground(name: str) -> str:
    """A ground as a reader is told it.

    >>> ground("section 43"), ground("Part 2")
    ('section 43 of the Freedom of Information Act 2000 (commercial interests)', 'Part 2 (restricted facts and advice)')
    """
    one = Exemption(name)
    law = "" if one is Exemption.PART_2 else " of the Freedom of Information Act 2000"
    return f"{one}{law} ({ABOUT[one]})"
