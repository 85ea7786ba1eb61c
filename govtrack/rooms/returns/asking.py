"""What each act asks of a person, and what is said once it is done: a table of words."""

from typing import NamedTuple

from govtrack.analytics.returns import Act


class Asking(NamedTuple):
    """The page of one act. `{partner}` and `{period}` stand for the return it is about."""

    heading: str
    lead: str
    question: str
    hint: str
    button: str
    done: str


ASKED: dict[Act, Asking] = {
    Act.SUBMIT: Asking(
        "Submit {partner}'s return for {period}",
        "Submitting says that the figures below are complete. They then stand still, and the other partners are asked "
        "to agree. A side that is blank stays unknown; it does not count as nought.",
        "Words with it",
        "What the others should know of these figures.",
        "Submit the return",
        "The return is submitted. The other partners are asked to agree.",
    ),
    Act.NIL: Asking(
        "Nil return of {partner} for {period}",
        "A nil return says that {partner} put nothing in and had nothing back. It counts as nought, not as unknown.",
        "Words with it",
        "Why there was nothing.",
        "Submit the nil return",
        "The nil return is submitted: {partner} put nothing in and had nothing back.",
    ),
    Act.TAKE_BACK: Asking(
        "Take back {partner}'s return for {period}",
        "Its figures can then be changed. It is submitted again afterwards, and whoever agreed is asked anew.",
        "Why it is taken back",
        "Every partner reads it.",
        "Take the return back",
        "The return is taken back. Change its figures, then submit it again.",
    ),
    Act.AGREE: Asking(
        "Agree to {partner}'s return for {period}",
        "Agreeing says that your organisation accepts the figures below as {partner}'s.",
        "Words with it",
        "Anything the others should know.",
        "Agree to the return",
        "You have agreed to the return.",
    ),
    Act.OBJECT: Asking(
        "Object to {partner}'s return for {period}",
        "The figures stay as they are, and unagreed, until you agree or {partner} takes its return back. Your silence "
        "no longer counts as agreement.",
        "What you do not agree with",
        "Say which figure, and what would be right. Every partner reads it.",
        "Object to the return",
        "Your objection stands with the return.",
    ),
    Act.LET_IN: Asking(
        "Let {partner} back in for {period}",
        "{partner} can then change its own figures of {period} until the time you name, and submits them again. "
        "Whoever agreed is asked anew. No other partner's figures open.",
        "Why",
        "Every partner reads it, and it is kept for good.",
        "Let {partner} back in",
        "{partner} is let back in.",
    ),
    Act.CLOSE: Asking(
        "Close {period}",
        "No figure of {period} is then entered, changed or taken back, but by a partner that is let back in.",
        "Why it is closed now",
        "Whoever is refused a change reads this, with your name.",
        "Close {period}",
        "{period} is closed.",
    ),
    Act.REOPEN: Asking(
        "Open {period} again",
        "Partners whose return is not submitted can then enter figures. What was submitted and agreed stays so.",
        "Why it is opened again",
        "Every partner reads it, and it is kept for good.",
        "Open {period} again",
        "{period} is open again.",
    ),
    Act.MOVE: Asking(
        "Move the day {period} is due",
        "Returns of {period} are then due on the day you name, and reminders follow it. The day it was stays readable "
        "below, in what was done.",
        "Why",
        "Every partner reads it, and it is kept for good.",
        "Move the day",
        "The day is moved. Reminders follow the new one.",
    ),
}


def asking(act: Act, *, partner: str, period: str) -> Asking:
    """The words of an act about one return."""
    return Asking(*(line.format(partner=partner, period=period) for line in ASKED[act]))
