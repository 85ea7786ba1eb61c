"""The one format of files in and files out: every sheet and column, what it may hold, and in which order they depend.

The import reads by this table, the export writes by it, the page that documents it prints it,
and a test holds it against the tables of the register.
"""

from typing import NamedTuple

from govtrack.analytics.engaging import Level, Whom
from govtrack.analytics.exemptions import Exemption, Openness
from govtrack.analytics.expected import Side, Verdict
from govtrack.analytics.kinds import (
    About,
    Basis,
    Better,
    Category,
    Indexed,
    Kind,
    Model,
    Nature,
    OfficeKind,
    OrganisationKind,
    Outcome,
    Planned,
    Provenance,
    Recurs,
    Settled,
    State,
    Status,
    Succeeded,
    Way,
    WhatIf,
)
from govtrack.analytics.register import Heading, Linked, Step, Subject
from govtrack.analytics.returns import Act
from govtrack.analytics.voting import Stance, Voting
from govtrack.domain import answers
from govtrack.domain.answers import Reader, day, listed, moment, outcome, part_day, text, whole, word, words, yes
from govtrack.domain.checks import LONGEST_TEXT
from govtrack.domain.decisions import LONGEST
from govtrack.domain.measures import MOST_DECIMALS
from govtrack.papers.evidence import MIME
from govtrack.store.names import SHORT
from govtrack.store.plans import Ended

ORGANISATION = "An organisation, by its short or its full name."
COLLABORATION = "A collaboration, by its short name or its title."
DATE = "A whole date, 2014-03-27."
PART_DATE = "A date, whole or as far as it is known: 2014-03-27, 27/03/2014, 2014-03, Mar 2014 or 2015."
MOMENT = "A moment in UTC, 2026-11-20T14:02:00Z."
SOURCE = "Where it can be read: an address, or the title of a document."
LONG = 20_000


class Column(NamedTuple):
    """A column: its heading, how a cell of it is read, what it holds, and whether every row must fill it."""

    name: str
    reads: Reader
    holds: str
    filled: bool = False
    number: bool = False
    """Whether a workbook holds numbers here."""
    names: str = ""
    """The sheet whose records a cell names, where it names one."""
    asked: bool = False
    """Whether a file without the column is asked what it is in every row, though a row may leave it blank."""


class Sheet(NamedTuple):
    """A sheet: what its rows are, and its columns in their order."""

    name: str
    rows: str
    columns: tuple[Column, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns that every row fills, and that no file may therefore leave out."""
        return tuple(column.name for column in self.columns if column.filled)


def _organisation(name: str, holds: str = ORGANISATION, *, filled: bool = True) -> Column:
    return Column(name, text(200), holds, filled, names="organisations")


def _collaboration(name: str = "collaboration", holds: str = COLLABORATION, *, filled: bool = True) -> Column:
    return Column(name, text(200), holds, filled, names="collaborations")


def _short(holds: str) -> Column:
    return Column("short_name", text(SHORT, key=30), holds, filled=True)


SOURCE_COLUMN = Column("source", text(LONGEST_TEXT), SOURCE)

ORGANISATIONS = Sheet(
    "organisations",
    "Police areas and other partners. The 43 police areas of England and Wales are there from the start.",
    (
        _short(f"At most {SHORT} characters, unlike any other whatever the case."),
        Column("name", text(200), "The full name.", filled=True),
        Column("kind", word(OrganisationKind), f"One of: {listed(OrganisationKind)}.", filled=True),
        Column("area_code", text(12), "The Office for National Statistics' code of a police area."),
    ),
)
OFFICES = Sheet(
    "offices",
    "The offices that answer for an area over time, and a row for each term of who held one.",
    (
        _organisation("organisation"),
        Column("office", text(200), "The name of the office; blank: called after its kind and area."),
        Column("kind", word(OfficeKind), f"One of: {listed(OfficeKind)}.", filled=True),
        Column("holder", text(120), "Who held it for this term; blank: the row states the office alone."),
        Column("from", part_day, f"When the term, or the office, began. {PART_DATE}"),
        Column("to", part_day, f"When it ended; blank while it lasts. {PART_DATE}"),
        Column("acting", yes, "yes where the holder was acting."),
        SOURCE_COLUMN,
    ),
)
FORMER_NAMES = Sheet(
    "former_names",
    "What organisations were called before they were renamed; a file may still name them so.",
    (
        _organisation("organisation", "The organisation, by the short or the full name it has now."),
        _short("The short name it had."),
        Column("name", text(200), "The full name it had.", filled=True),
        Column("until", day, f"The last day it was called so. {DATE}", filled=True),
        Column("note", text(LONG), "Anything a reader should know."),
    ),
)
SUCCESSIONS = Sheet(
    "successions",
    "Which organisation followed which.",
    (
        _organisation("old", "The earlier organisation, by its short or its full name."),
        _organisation("new", "The one that followed it, by its short or its full name."),
        Column("kind", word(Succeeded), f"One of: {listed(Succeeded)}.", filled=True),
        Column("on", day, f"The day it took effect. {DATE}", filled=True),
        Column("note", text(LONG), "Anything a reader should know."),
    ),
)
COLLABORATIONS = Sheet(
    "collaborations",
    "Work that partners do together.",
    (
        _short(f"At most {SHORT} characters, unlike any other whatever the case; it is part of addresses."),
        Column("title", text(200), "The full title.", filled=True),
        Column("purpose", text(LONG), "What it is for, in a sentence or two."),
        Column("model", word(Model), f"How it is run, one of: {listed(Model)}."),
        Column("state", word(State), f"One of: {listed(State)}. Blank: live."),
        Column("started", part_day, f"When it began. {PART_DATE}"),
        Column("ended", part_day, f"When it ended. {PART_DATE}"),
        _collaboration("reforms", "The earlier collaboration it re-forms, by short name or title.", filled=False),
        Column("years", text(20), "financial or calendar: how its years are counted. Blank: financial."),
    ),
)
MEMBERSHIPS = Sheet(
    "memberships",
    "Who is and was a partner in which collaboration, a row for each spell.",
    (
        _collaboration(),
        _organisation("partner"),
        Column("joined", day, f"The first day of the spell; blank where not known. {DATE}"),
        Column("left", day, f"The last day of the spell; blank while it lasts. {DATE}"),
        Column("votes", whole(0, 1000), "How many votes the partner has; blank where not known.", number=True),
        Column("role", text(200), "Its visible role: host, lead on people, …"),
        Column("role_behind", text(200), "Its role behind the scenes: books the estate, keeps the minutes, …"),
        Column("notice_given", day, f"The day it gave notice. {DATE}"),
        Column("observer", yes, "yes where it only observes."),
    ),
)
AGREEMENTS = Sheet(
    "agreements",
    "Section 22A agreements of a collaboration.",
    (
        _collaboration(),
        Column("title", text(200), "The agreement's title.", filled=True),
        Column("force_provision", yes, "yes where it makes force collaboration provision."),
        Column("body_provision", yes, "yes where it makes policing body collaboration provision."),
        Column("joint_provision", yes, "yes where it makes policing body and force collaboration provision."),
        Column("parties", text(LONG), "The parties as the agreement names them, one a line."),
        Column("signed", part_day, f"When it was signed. {PART_DATE}"),
        Column("review_due", day, f"When it is to be looked at again. {DATE}"),
        Column("notice_months", whole(0, 120), "Months of notice to leave.", number=True),
        Column(
            "silence_days",
            whole(1, 365),
            "After how many days silence on a return counts as agreement; blank where nothing is said of it.",
            number=True,
        ),
        Column("exit_rule", text(LONG), "How a partner leaves, and who pays."),
        Column("supersedes", text(200), "The title of the same collaboration's earlier agreement that it supersedes."),
        SOURCE_COLUMN,
    ),
)
MEASURES = Sheet(
    "measures",
    "What is counted, each in a unit of its own. Pounds are there from the start as GBP.",
    (
        Column("name", text(60, key=60), "The measure's name, unlike any other whatever the case.", filled=True),
        Column("unit", text(30), "What one of it is called: hours, people, officers.", filled=True),
        Column("nature", word(Nature), "flow (adds up over time), level (a state at a time) or rate.", filled=True),
        Column("better", word(Better), "Which way is better: up, down or neither.", filled=True),
        Column("decimals", whole(0, MOST_DECIMALS), "How many decimals it is kept to; blank: 0.", number=True),
    ),
)
DRIVERS = Sheet(
    "drivers",
    "What share rules may measure partners by: budgets, population, officers, use of a service.",
    (
        Column("name", text(60, key=60), "The name, unlike any other that the same partners see.", filled=True),
        _collaboration("collaboration", f"{COLLABORATION} Its partners alone see it; blank: common.", filled=False),
        Column("unit", text(30), "What one of it is called: people, officers; pounds for money.", filled=True),
        Column("decimals", whole(0, MOST_DECIMALS), "How many decimals it is kept to; blank: 0.", number=True),
        Column("note", text(LONG), "How it is counted."),
    ),
)
DRIVER_VALUES = Sheet(
    "driver_values",
    "Organisations' figures of a driver, a row for each year; one that differs from the register's is stated anew.",
    (
        Column("driver", text(60), "The driver's name.", filled=True),
        _collaboration("collaboration", "The collaboration whose driver it is; blank: a common one.", filled=False),
        _organisation("organisation"),
        Column("year", answers.period_text, "A financial year, 2024-25.", filled=True),
        Column("value", text(60), "As written, in the driver's units; pounds for money.", filled=True, number=True),
        Column("provenance", word(Provenance), f"One of: {listed(Provenance)}. Blank: recorded."),
        SOURCE_COLUMN,
    ),
)
SHARE_RULES = Sheet(
    "share_rules",
    "Who pays, or gets, what share from when: a row for each partner, in the agreed order, which breaks ties.",
    (
        _collaboration(),
        Column("about", word(About), "cost or benefit.", filled=True),
        Column("from", day, f"The first day of the rule, the same in all its rows. {DATE}", filled=True),
        Column("to", day, f"Its last day; blank while it holds. {DATE}"),
        _organisation("partner"),
        Column(
            "percent",
            text(20),
            "The partner's fixed percentage, 31 or 31.5; they make 100. Else blank.",
            number=True,
        ),
        Column("words", text(LONG), "The rule as the agreement words it, the same in all its rows."),
        Column("decision", text(100), "The reference of the decision that set it, as written."),
        Column("way", word(Way), f"One of: {listed(Way)}; blank: percentages. The same in all rows."),
        Column(
            "mix", text(LONGEST_TEXT), "Of a mix, its drivers and their weights: net revenue budget: 60; calls: 40."
        ),
        Column("floor", text(20), "Of a mix, the percentage this partner never falls under.", number=True),
        Column("up", text(20), "Of a mix, by how many per cent of itself a share may rise in a year.", number=True),
        Column("down", text(20), "By how many per cent of itself it may fall; both or neither.", number=True),
        Column("figures_of", text(20), "Of a mix, whose figures it uses: own, before, or one year such as 2018-19."),
        Column("tolerance", text(20), "By how many per cent paid and due may differ; blank: 5.", number=True),
    ),
)
LEDGER = Sheet(
    "ledger",
    "What partners put in and got out: a row for each figure.",
    (
        _collaboration(),
        _organisation("partner", f"{ORGANISATION} Blank: joint, not split.", filled=False),
        Column(
            "period",
            answers.period_text,
            "2023-24, 2023-24 Q1, 2023-24 H1, Mar 2024, or a span such as 2012-13 to 2018-19; "
            "2023, 2023 Q1 where calendar years are counted.",
            filled=True,
        ),
        Column("kind", word(Kind), f"One of: {listed(Kind)}.", filled=True),
        Column("category", word(Category), f"One of: {listed(Category)}.", filled=True),
        Column("measure", text(60), "The measure's name; blank: GBP.", names="measures"),
        Column(
            "amount",
            text(60),
            "In pounds, or the measure's units, as written: 43872438 or 43,872,438.00. A dis-benefit is written "
            "positive; of a transfer, what a partner pays is negative, what it receives positive.",
            filled=True,
            number=True,
        ),
        Column("status", word(Status), f"One of: {listed(Status)}.", filled=True),
        Column("basis", word(Basis), f"How it was got, one of: {listed(Basis)}.", filled=True),
        Column("low", text(60), "Of a judged amount, the least it could be.", number=True),
        Column("high", text(60), "Of a judged amount, the most it could be.", number=True),
        Column("provenance", word(Provenance), f"One of: {listed(Provenance)}. Blank: recorded."),
        SOURCE_COLUMN,
        Column("note", text(LONGEST_TEXT), "What a reader should know; tells two equal amounts apart."),
    ),
)
APPORTIONMENTS = Sheet(
    "apportionments",
    "Joint totals as they were split: a row for each partner's part. The parts themselves are figures of the ledger.",
    (
        _collaboration(),
        Column("split", whole(1, 999_999_999), "A number that the rows of one split share.", filled=True, number=True),
        Column("again_of", whole(1, 999_999_999), "The number of the split it runs again; blank: none.", number=True),
        Column("about", word(About), "cost or benefit.", filled=True),
        Column("category", word(Category), "As the figures have it.", filled=True),
        Column("period", answers.period_text, "As the figures have it.", filled=True),
        Column("status", word(Status), f"One of: {listed(Status)}.", filled=True),
        Column("basis", word(Basis), f"One of: {listed(Basis)}.", filled=True),
        Column("provenance", word(Provenance), f"One of: {listed(Provenance)}. Blank: recorded."),
        Column("total", text(60), "The joint total, in pounds.", filled=True, number=True),
        _organisation("partner"),
        Column("derived", text(60), "The partner's part as the rule made it, in pounds.", filled=True, number=True),
        Column("given", text(60), "The part as it was recorded.", filled=True, number=True),
        SOURCE_COLUMN,
        Column("reason", text(LONGEST_TEXT), "Why a part was typed over, or the split run again."),
        Column("made_on", day, f"The day it was made. {DATE}", filled=True),
        Column("person", text(255), "Who made it.", filled=True),
        Column("workings", text(30_000), "Every step, as an export writes it, in the first row; blank: not kept."),
    ),
)
WHOLE_YEAR = "The year, 2023-24; 2023 where calendar years are counted."
STANDALONE_COSTS = Sheet(
    "standalone_costs",
    "What going alone would cost, as estimates: a row for each partner, year and question; the standing one.",
    (
        _collaboration(),
        _organisation("partner"),
        Column("year", answers.period_text, WHOLE_YEAR, filled=True),
        Column(
            "what_if",
            word(WhatIf),
            "alone: what the partner would pay by itself; left: what the others would pay if it left. Blank: alone.",
        ),
        Column("low", text(60), "The least it could reasonably cost, in pounds.", filled=True, number=True),
        Column("central", text(60), "The likeliest cost.", filled=True, number=True),
        Column("high", text(60), "The most it could reasonably cost.", filled=True, number=True),
        Column("estimated_by", text(200), "Who estimated it: a person, a team or a firm.", filled=True),
        Column("estimated_on", part_day, f"When it was estimated. {PART_DATE}", filled=True),
        Column("method", text(LONGEST_TEXT), "How it was got.", filled=True),
        SOURCE_COLUMN,
        Column("provenance", word(Provenance), f"One of: {listed(Provenance)}. Blank: recorded."),
    ),
)
COALITION_COSTS = Sheet(
    "coalition_costs",
    "One-off studies of what every coalition would cost: a row for each coalition of at most ten partners.",
    (
        _collaboration(),
        Column("study", text(120), "The study's name, the same in all its rows.", filled=True),
        Column("year", answers.period_text, f"{WHOLE_YEAR} The same in all rows of a study.", filled=True),
        Column(
            "coalition",
            text(LONGEST_TEXT),
            "Its members by short name with semicolons between: Kent; Essex. Every coalition is there, "
            "from each partner alone to all of them together.",
            filled=True,
        ),
        Column("cost", text(60), "What that coalition would cost by itself, in pounds.", filled=True, number=True),
        Column("studied_by", text(200), "Who made the study, the same in all its rows.", filled=True),
        Column("studied_on", part_day, f"When it was made. {PART_DATE}", filled=True),
        Column("method", text(LONGEST_TEXT), "How the costs were got, the same in all rows of a study.", filled=True),
        SOURCE_COLUMN,
        Column("provenance", word(Provenance), f"One of: {listed(Provenance)}. Blank: recorded."),
    ),
)
DECISIONS = Sheet(
    "decisions",
    "What was decided, by which body, when and why.",
    (
        Column("reference", text(100, key=100), "In the office's own style, unique to that body.", filled=True),
        Column("title", text(300), "What was decided, in a few words.", filled=True),
        _organisation("body", "The organisation whose body decided, by short or full name."),
        _collaboration("collaboration", f"{COLLABORATION} Blank: none.", filled=False),
        Column("decided", part_day, PART_DATE),
        Column("outcome", outcome, f"One of: {listed(Outcome)}, or as offices say it. Blank if undecided.", asked=True),
        Column("summary", text(LONGEST), "What it says."),
        Column("reasons", text(LONGEST), "Why."),
        Column(
            "supersedes",
            text(320),
            "The reference of the earlier decision it supersedes: of the same body, or of another where no other "
            "has the same, else as “body: reference”.",
        ),
        SOURCE_COLUMN,
        Column("signed_by", text(120), "Who signed it."),
        Column("capacity", text(120), "In what capacity."),
        Column("signed", part_day, f"When it was signed. {PART_DATE}"),
        Column(
            "step",
            word(Step),
            f"One of: {listed(Step)}. Blank: decided. What was published goes out and comes in as decided: publishing "
            "is an act of its own, with a preview.",
        ),
        Column("also_about", text(LONG), "Further collaborations it is about, one a line."),
        Column("agreement", text(200), "The title of that collaboration's agreement that it decides on."),
        Column("lead_officer", text(120), "The officer who leads on it."),
        Column("chief_officer", text(120), "Who approved it for the force, where it touches force business."),
        Column("chief_approved", part_day, f"When that was. {PART_DATE}"),
        Column("urgent", yes, "yes where it was taken under the urgent procedure."),
        Column("ratified", part_day, f"When an urgent one was ratified. {PART_DATE}"),
        Column("significant", yes, "yes where it is of significant public interest."),
        Column(
            "openness",
            word(Openness),
            f"What the public is to read of it, one of: {listed(Openness)}. Blank: everything.",
        ),
        Column("exemption", word(Exemption), f"The ground on which it is withheld as a whole: {listed(Exemption)}."),
        Column("public_objective", text(2000), "Its objective, where the public reads no more."),
        Column(
            "follows",
            text(LONG),
            "References of earlier decisions that it follows from, one a line or parted by semicolons, as under "
            "supersedes; they may stand further down in the same file. Blank in what goes out: links then have a "
            "sheet of their own.",
        ),
    ),
)
KEPT = (
    Column("name", text(200), "What the file is called, or what the link leads to.", filled=True),
    Column("type", text(10), f"link, or the file's ending: {', '.join(MIME)}.", filled=True),
    Column("link", text(2000), "The address of a link."),
    Column("size", whole(0, 999_999_999), "The size of a file in bytes.", number=True),
    Column("digest", text(64), "The SHA-256 of a file."),
    Column("added", day, f"The day it was added; blank: today. {DATE}"),
    Column("taken_back", day, f"The day it was taken back; blank while it stands. {DATE}"),
    Column("reason", text(1000), "Why it was taken back."),
)
"""What is said of a file or a link that is kept with a record."""
BODY = _organisation("body", "The organisation whose body decided, by short or full name.")
REFERENCE = Column("reference", text(100, key=100), "The decision's reference, of that body.", filled=True)
DECISION_PARTS = Sheet(
    "decision_parts",
    "What the notice of a decision says under its further heads: a row for each. They come with the decision.",
    (
        BODY,
        REFERENCE,
        Column("heading", word(Heading), f"One of: {listed(Heading)}; summary and reasons stand in decisions.", True),
        Column("words", text(LONGEST), "What is written there.", filled=True),
    ),
)
DECISION_LINKS = Sheet(
    "decision_links",
    "How a decision stands to an earlier one, besides superseding it. They come with the decision.",
    (
        BODY,
        REFERENCE,
        Column("how", word(Linked), f"One of: {listed(Linked)}.", filled=True),
        _organisation("earlier_body", "The body that took the earlier decision, by short or full name."),
        Column("earlier_reference", text(100, key=100), "Its reference.", filled=True),
    ),
)
DECISION_WITHHOLDINGS = Sheet(
    "decision_withholdings",
    "Which parts of a decision the public is not to read. They come with the decision.",
    (
        BODY,
        REFERENCE,
        Column(
            "what",
            text(60),
            "The part: a head of the notice, as financial or not_approving; agreement, lead_officer, chief_officer, "
            "chief_approved, urgent, ratified, source, signed_by, capacity or signed; "
            "the second addendum as addendum:2.",
            filled=True,
        ),
        Column("reason", word(Exemption), f"The ground, one of: {listed(Exemption)}.", filled=True),
    ),
)
DECISION_ADDENDA = Sheet(
    "decision_addenda",
    "What was added to the record of a decision after it was taken.",
    (
        BODY,
        REFERENCE,
        Column("day", day, f"The day it was added. {DATE}", filled=True),
        Column("person", text(255), "Who added it.", filled=True),
        Column("words", text(5000), "What was added.", filled=True),
    ),
)
DOCUMENTS = Sheet(
    "documents",
    "Appendices of decisions and texts of agreements. The files themselves stay in the register's data folder: their "
    "digests are here.",
    (
        _organisation("body", "Of an appendix: the organisation whose body decided.", filled=False),
        Column("reference", text(100, key=100), "Of an appendix: the decision's reference, of that body."),
        _collaboration("collaboration", "Of the text of an agreement: the collaboration.", filled=False),
        Column("agreement", text(200), "Of the text of an agreement: the agreement's title."),
        Column("title", text(200), "What the document is: Appendix A, business case."),
        *KEPT,
    ),
)
EXPECTATIONS = Sheet(
    "expectations",
    "What decisions expect, and by when; with an amount, counted in a collaboration's ledger.",
    (
        BODY,
        REFERENCE,
        Column("words", text(LONGEST_TEXT), "What is expected.", filled=True),
        Column("years", text(60), "The years that count together, 2024-25 to 2026-27, or the one.", filled=True),
        _collaboration("collaboration", "In whose figures it is counted; blank: in words alone.", filled=False),
        Column("side", word(Side), f"One of: {listed(Side)}. Blank: in words alone."),
        Column("measure", text(60), "What it is counted in; blank: pounds."),
        _organisation("partner", "For whom; blank: all partners together.", filled=False),
        Column("amount", text(60), "How much, over all those years together.", number=True),
        Column("added", day, f"The day it was stated; blank: today. {DATE}"),
        Column("dropped", day, f"The day it was taken back; blank while it stands. {DATE}"),
        Column("reason", text(1000), "Why it was taken back."),
    ),
)
REVIEW_DAYS = Sheet(
    "review_days",
    "When decisions are looked at again: the row that stands last for a decision holds.",
    (
        BODY,
        REFERENCE,
        Column("due", day, f"The day; blank: it is not to be looked at again. {DATE}"),
        Column("why", text(LONGEST_TEXT), "Why it was set, or changed."),
        Column("added", day, f"The day on which it was set; blank: today. {DATE}"),
    ),
)
DECISION_REVIEWS = Sheet(
    "decision_reviews",
    "What was found when decisions were looked at again.",
    (
        BODY,
        REFERENCE,
        Column("held", day, f"The day it was looked at. {DATE}", filled=True),
        Column("verdict", word(Verdict), f"One of: {listed(Verdict)}.", filled=True),
        Column("words", text(LONGEST_TEXT), "What was found.", filled=True),
        Column("found", text(LONGEST), "What the ledger said that day."),
        Column("added", day, f"The day it was recorded; blank: today. {DATE}"),
    ),
)
LESSONS = Sheet(
    "lessons",
    "What was learnt, for whoever begins the next collaboration.",
    (
        _organisation("body", "Whose lesson it is, by short or full name."),
        Column("title", text(200), "In a few words.", filled=True),
        Column("words", text(LONGEST_TEXT), "What happened, and what to do another time.", filled=True),
        _collaboration("collaboration", "The collaboration it comes from; blank: none.", filled=False),
        Column("decision", text(100), "The reference of that body's decision it comes from; blank: none."),
        Column("shared", yes, "yes where everybody with an account reads it."),
        Column("added", day, f"The day it was recorded; blank: today. {DATE}"),
        Column("taken_back", day, f"The day it was taken back; blank while it stands. {DATE}"),
        Column("reason", text(1000), "Why it was taken back."),
    ),
)
PUBLICATION_LIMITS = Sheet(
    "publication_limits",
    "Within how many days of a decision a body means to have published it, where it has said so.",
    (
        _organisation("body", "The organisation, by short or full name."),
        Column("days", whole(1, 365), "How many days.", filled=True, number=True),
    ),
)
ENGAGEMENTS = Sheet(
    "engagements",
    "Who was told, asked or worked with about a decision, and what came of it.",
    (
        BODY,
        REFERENCE,
        Column("level", word(Level), f"How far they could shape it. One of: {listed(Level)}.", filled=True),
        Column("whom", words(Whom), f"With whom, a semicolon between. Any of: {listed(Whom)}.", filled=True),
        Column("who", text(200), "Who exactly."),
        Column("how", text(200), "How they were told or asked.", filled=True),
        Column("opened", part_day, f"When it opened. {PART_DATE}"),
        Column("closed", part_day, f"When it closed. {PART_DATE}"),
        Column("answered", whole(0, 999_999_999), "How many answered; blank: not counted.", number=True),
        Column("said", text(4000), "What was said."),
        Column("changed", text(4000), "What changed because of it."),
        Column("told", part_day, f"When those who answered were told what came of it. {PART_DATE}"),
        Column("struck", day, f"The day it was struck out; blank while it stands. {DATE}"),
        Column("reason", text(1000), "Why it was struck out."),
    ),
)
PLANS = Sheet(
    "plans",
    "Decisions to come, as the public reads them once they are announced.",
    (
        _organisation("body", "The organisation whose body decides, by short or full name."),
        Column("title", text(300), "What is to be decided.", filled=True),
        _collaboration("collaboration", "The collaboration it is about; blank: the body's own affairs.", filled=False),
        Column("about", text(4000), "What it is about."),
        Column("who_decides", text(200), "Who decides."),
        Column("expected", part_day, f"When it is to be decided. {PART_DATE}", filled=True),
        Column("first_expected", part_day, f"When it was to be, as first announced. {PART_DATE}"),
        Column("influence", text(4000), "How it can still be influenced, or why it cannot."),
        Column("until", day, f"The last day to influence it; blank: it cannot be influenced. {DATE}"),
        Column("contact", text(200), "Whom to write to."),
        Column("announced", day, f"The day it was announced; blank: it is not. {DATE}"),
        Column("changed_at", moment, f"When the public was last told something new of it. {MOMENT}"),
        Column("sequence", whole(0, 999_999), "How often that was, after the first.", number=True),
        Column("left", day, f"The day it left the plan; blank while it is to come. {DATE}"),
        Column("ended", word(Ended), f"How it left: {listed(Ended)}."),
        Column("reason", text(1000), "Why it was withdrawn."),
        Column("decision", text(100), "The reference of that body's decision that it became."),
        Column("uid", text(36), "By which calendars know it again; blank: a new one."),
    ),
)
VOTING_RULES = Sheet(
    "voting_rules",
    "By what rule the partners of a collaboration decide together, from a day to a day.",
    (
        _collaboration(),
        Column("way", word(Voting), f"One of: {listed(Voting)}.", filled=True),
        Column("percent", text(20), "Of weighted votes: the percentage of all votes that is needed.", number=True),
        _organisation("lead", "Of a lead force: which partner that is.", filled=False),
        Column("from", day, f"The day from which it holds. {DATE}", filled=True),
        Column("to", day, f"The last day; blank: until another is set. {DATE}"),
        Column("words", text(LONGEST_TEXT), "The rule as the agreement words it."),
        Column("decision", text(100), "The reference of the decision that set it."),
    ),
)
POSITIONS = Sheet(
    "positions",
    "Where partners stood on joint decisions: of a partner the row that stands last holds.",
    (
        BODY,
        REFERENCE,
        _organisation("partner", "Whose position it is."),
        Column("stance", word(Stance), f"One of: {listed(Stance)}.", filled=True),
        Column("who", text(120), "Who said so."),
        Column("office", text(120), "In what office."),
        Column("reasons", text(LONGEST_TEXT), "With what reasons."),
        Column("added", day, f"The day it was recorded; blank: today. {DATE}"),
    ),
)
DECISION_SUBJECTS = Sheet(
    "decision_subjects",
    "What decisions are about, a row for each subject, and who proposed them.",
    (
        BODY,
        REFERENCE,
        Column("subject", word(Subject), f"One of: {listed(Subject)}. Blank: only the proposer is said."),
        _organisation("proposed_by", "Which partner proposed it, the same in all rows of it.", filled=False),
    ),
)
TEMPLATE_HEADINGS = Sheet(
    "template_headings",
    "Under which heads a body's notices are written, in which order.",
    (
        _organisation("body", "The organisation whose notices they are, by short or full name."),
        Column("heading", word(Heading), f"One of: {listed(Heading)}.", filled=True),
        Column("place", whole(1, 99), "Its place in their order.", filled=True, number=True),
    ),
)

FIGURE = (
    _collaboration(),
    _organisation(
        "partner", f"{ORGANISATION} Whose figure it is; of a transfer, who pays. Blank: joint.", filled=False
    ),
    Column("period", answers.period_text, "The figure's period, as in ledger.", filled=True),
    Column("kind", word(Kind), f"One of: {listed(Kind)}.", filled=True),
    Column("category", word(Category), f"One of: {listed(Category)}.", filled=True),
    Column("measure", text(60), "The measure's name; blank: GBP."),
    Column("amount", text(60), "What the figure says, as in ledger.", filled=True, number=True),
    Column("status", word(Status), f"One of: {listed(Status)}.", filled=True),
    Column("note", text(LONGEST_TEXT), "The figure's note, which tells equal ones apart."),
)
"""The columns that say which figure of the ledger a row is about: what they hold, its own row in ledger holds."""
DISPUTES = Sheet(
    "disputes",
    "Which partner holds which figure to be wrong, what it says instead, and how that ended.",
    (
        *FIGURE,
        _organisation("disputed_by", "The partner that disputes the figure, by its short or its full name."),
        Column("own_amount", text(60), "What it says the whole figure is; blank where it does not say.", number=True),
        Column("reason", text(1000), "Why it disputes the figure.", filled=True),
        SOURCE_COLUMN,
        Column("opened", day, f"The day it was raised; blank: today. {DATE}"),
        Column("how", word(Settled), f"How it ended, one of: {listed(Settled)}. Blank while it stands."),
        Column("settled", day, f"The day it ended. {DATE}"),
        Column("words", text(LONGEST_TEXT), "What was agreed, or why it was withdrawn."),
        Column("decision", text(320), "The reference of the decision that settled it, as “body: reference”."),
    ),
)
SHARED_RESULTS = Sheet(
    "shared_results",
    "Benefits that several partners had together: a row for each part, which stands in ledger as well.",
    (
        *FIGURE,
        Column("name", text(200), "What the result is, the same in all its rows.", filled=True),
        Column("percent", text(20), "The part's percentage; blank where the split is by amounts.", number=True),
        Column("agreed", text(LONGEST_TEXT), "Where the split was agreed, the same in all its rows."),
        Column("stated", day, f"The day it was stated; blank: today. {DATE}"),
    ),
)
CLAIMS = Sheet(
    "claims",
    "What stands behind a benefit: who claims it, how it was worked out, and against what.",
    (
        *FIGURE,
        Column("claimant", text(200), "Who claims it: a post or a team."),
        Column("method", text(LONGEST_TEXT), "How it was worked out."),
        Column("baseline", text(LONGEST_TEXT), "What it is compared with."),
        Column("recurs", word(Recurs), f"One of: {listed(Recurs)}. Blank: not said."),
        Column("so_far", text(60), "What had come in all, where the amount was given so.", number=True),
        Column("earlier", text(60), "What of that stood in the ledger already, and was taken off.", number=True),
        Column("stated", day, f"The day it was stated; blank: today. {DATE}"),
    ),
)
EVIDENCE = Sheet(
    "evidence",
    "What bears a benefit out. The files themselves stay in the register's data folder: their digests are here.",
    (*FIGURE, *KEPT),
)
WITHDRAWN = Column("withdrawn", text(LONGEST_TEXT), "Why it was withdrawn, the same in all its rows; blank: it stands.")
DEFLATORS = Sheet(
    "deflators",
    "Releases of the GDP deflators: a row for each financial year. A release once loaded is never changed.",
    (
        Column(
            "release",
            text(120, key=120),
            "The release, by a name unlike any other: the same in all its rows.",
            filled=True,
        ),
        Column("published", part_day, "When it was published, to the month at least: 2025-12.", filled=True),
        Column("year", answers.financial_year, "A financial year, such as 2023-24.", filled=True),
        Column("index", answers.index, "The index of that year, as it is written: 96.1297.", filled=True, number=True),
        Column("status", word(Indexed), f"One of: {listed(Indexed)}.", filled=True),
        SOURCE_COLUMN,
        Column("note", text(LONGEST_TEXT), "What a reader should know of this year's index."),
        WITHDRAWN,
    ),
)
DISCOUNT_RATES = Sheet(
    "discount_rates",
    "Tables of yearly discount rates for plans: a row for each band of years. A table once loaded is never changed.",
    (
        Column(
            "table", text(120, key=120), "The table, by a name unlike any other: the same in all its rows.", filled=True
        ),
        Column("published", part_day, "When it was published, to the month at least: 2026-02.", filled=True),
        Column(
            "first_year",
            whole(0, 1000),
            "The first year of the band; the first band begins at 0.",
            filled=True,
            number=True,
        ),
        Column("last_year", whole(0, 1000), "Its last year.", filled=True, number=True),
        Column("percent", answers.rate, "The yearly rate in per cent: 3.5.", filled=True, number=True),
        SOURCE_COLUMN,
        Column("note", text(LONGEST_TEXT), "How the table stands: under review, superseded. The same in all its rows."),
        WITHDRAWN,
    ),
)
PERIOD = "The period as ledgers write it: 2023-24 Q1, 2023-24, Mar 2024."
REPORTING_PERIODS = Sheet(
    "reporting_periods",
    "The periods that the partners of a collaboration report on.",
    (
        _collaboration(),
        Column("period", answers.period_text, PERIOD, filled=True),
        Column("due", day, f"The day by which each return is to be submitted. {DATE}", filled=True),
        Column("opened", day, f"The day the period was opened. {DATE}", filled=True),
    ),
)
RETURN_ACTS = Sheet(
    "return_acts",
    "What was done about returns, in the order it was done: a row for each act.",
    (
        _collaboration(),
        Column("period", answers.period_text, PERIOD, filled=True),
        _organisation(
            "partner", f"Whose return it is about. {ORGANISATION} Blank: the period as a whole.", filled=False
        ),
        Column("act", word(Act), f"One of: {listed(Act)}.", filled=True),
        _organisation("acted_for", f"For whom it was done. {ORGANISATION} Blank: the secretariat.", filled=False),
        Column("at", moment, f"When it was done. {MOMENT}", filled=True),
        Column("person", text(255), "Who did it.", filled=True),
        Column("words", text(1000), "With what words."),
        Column("until", moment, f"Of letting back in, or of moving the day it is due: until when. {MOMENT}"),
        Column(
            "silence_days",
            whole(1, 365),
            "Of submitting: after how many days of silence it counts as agreed; blank where silence says nothing.",
            number=True,
        ),
    ),
)

BUSINESS_CASES = Sheet(
    "business_cases",
    "What was planned for a collaboration: a row for each amount; the rows of one version say the same but for these.",
    (
        _collaboration(),
        Column("title", text(200), "The title of the business case, the same in all its versions.", filled=True),
        Column("version", whole(1, 1000), "1, or one more than what it supersedes.", filled=True, number=True),
        Column("reason", text(LONGEST_TEXT), "Why it supersedes the version before; needed from version 2 on."),
        Column("decision", text(100), "The reference of the decision it belongs to, as written."),
        Column("year_0", answers.period_text, "Its first year, such as 2014-15.", filled=True),
        Column("price_year", answers.financial_year, "The financial year whose prices it is in.", filled=True),
        Column("release", text(120), "The release of deflators it was prepared on; blank where not known."),
        Column("prepared", part_day, f"When it was prepared. {PART_DATE}"),
        Column("prepared_by", text(200), "Who prepared it."),
        Column("provenance", word(Provenance), f"One of: {listed(Provenance)}. Blank: recorded."),
        SOURCE_COLUMN,
        Column("note", text(LONGEST_TEXT), "What a reader should know."),
        WITHDRAWN,
        Column("year", answers.period_text, "The year that the amount is planned for.", filled=True),
        Column("side", word(Planned), f"One of: {listed(Planned)}.", filled=True),
        _organisation("partner", f"{ORGANISATION} Blank: for all together.", filled=False),
        Column("amount", text(60), "In pounds, written positive; a blank year has no row.", filled=True, number=True),
    ),
)

SHEETS = (
    ORGANISATIONS,
    FORMER_NAMES,
    OFFICES,
    SUCCESSIONS,
    COLLABORATIONS,
    MEMBERSHIPS,
    AGREEMENTS,
    MEASURES,
    DRIVERS,
    DRIVER_VALUES,
    SHARE_RULES,
    LEDGER,
    APPORTIONMENTS,
    STANDALONE_COSTS,
    COALITION_COSTS,
    DECISIONS,
    DECISION_PARTS,
    DECISION_LINKS,
    DECISION_ADDENDA,
    DOCUMENTS,
    EXPECTATIONS,
    REVIEW_DAYS,
    DECISION_REVIEWS,
    VOTING_RULES,
    POSITIONS,
    DECISION_SUBJECTS,
    LESSONS,
    DECISION_WITHHOLDINGS,
    ENGAGEMENTS,
    PLANS,
    TEMPLATE_HEADINGS,
    PUBLICATION_LIMITS,
    SHARED_RESULTS,
    DISPUTES,
    CLAIMS,
    EVIDENCE,
    DEFLATORS,
    DISCOUNT_RATES,
    REPORTING_PERIODS,
    RETURN_ACTS,
    BUSINESS_CASES,
)
"""In the order they are taken in: each names only what stands in one before it."""

BY_NAME = {sheet.name: sheet for sheet in SHEETS}
