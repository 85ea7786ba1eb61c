"""What the partners of the Five Rivers decided, each office in its own style of reference."""

from typing import NamedTuple

from tests.illustrative.story import ALLIANCE, SOURCE


class Decided(NamedTuple):
    """A row of decisions; where no collaboration is named, the alliance was not yet thought of."""

    reference: str
    title: str
    body: str
    decided: str
    outcome: str
    summary: str
    reasons: str
    supersedes: str = ""
    collaboration: str = ALLIANCE

    def row(self) -> tuple[str, ...]:
        """In the order of the import format."""
        return (
            self.reference, self.title, self.body, self.collaboration, self.decided,
            self.outcome, self.summary, self.reasons, self.supersedes, SOURCE,
        )  # fmt: skip


DECISIONS = [
    Decided(
        "Minute 47/11", "Borrow divers from Coastshire and Dunmore",
        "Ashdale", "2011-06-14", "approved",
        "The Police Authority agrees to share divers with two neighbours, paid by the day.",
        "Three forces each keep a dive team that is idle four days in five. Paying by the day is cheaper "
        "than a team of our own, and the Authority can stop at a month’s notice.",
        collaboration="",
    ),
    Decided(
        "ADPCC 2013-011", "Explore one marine, dive and search team for four forces",
        "Ashdale", "2013-09-19", "approved",
        "Officers are to bring a business case by the spring. Replaces the Authority’s arrangement of 2011.",
        "Day rates have doubled since 2011 and nobody trains together. A shared team would cost more at first; "
        "the commissioner wants to know what it gives back over ten years, not one.",
        supersedes="Minute 47/11",
    ),
    Decided(
        "ADPCC 2014-003", "Enter the section 22A agreement for the Five Rivers Alliance",
        "Ashdale", "2014-03-20", "approved",
        "Four founding partners from 1 April 2014; equal parts of the cost and one vote each; twelve months’ notice.",
        "Searches along the rivers cross our boundaries. Equal parts are simple, and simple is what four new "
        "partners can explain. Set-up makes the first year dear: the board will judge it over five.",
        supersedes="ADPCC 2013-011",
    ),
    Decided(
        "EXE0007/14", "Enter the section 22A agreement for the Five Rivers Alliance",
        "Brackenshire", "2014-03-24", "approved",
        "Joins as a founding partner; lends the dive school.",
        "Our dive school stands half empty. The alliance fills it and spares us two boats.",
    ),
    Decided(
        "009/2014", "Enter the section 22A agreement for the Five Rivers Alliance",
        "Coastshire", "2014-03-27", "approved",
        "Joins as a founding partner; leads on boats and diving.",
        "We have the longest coast and the oldest boats. In some years we shall draw much from the alliance and in "
        "others little: the commissioner accepts that turns will come round.",
    ),
    Decided(
        "DP1-0031", "Enter the section 22A agreement for the Five Rivers Alliance",
        "Dunmore", "2014-03-31", "approved",
        "Joins as a founding partner; leads on search dogs.",
        "Mutual aid for searches cost us more last year than our part of the alliance will.",
    ),
    Decided(
        "ADPCC 2016-014", "Admit Eastvale as a fifth partner from 1 October 2016",
        "Ashdale", "2016-09-08", "approved",
        "Each partner’s part of the cost falls from 25% to 20%.",
        "Eastvale brings drones that none of us has. Its benefits will be small until its team is trained; the board "
        "agreed not to judge the newcomer on its first years.",
    ),
    Decided(
        "EV/2016/18", "Join the Five Rivers Alliance",
        "Eastvale", "2016-09-15", "approved",
        "Fifth partner from 1 October 2016, half way through the financial year.",
        "We expect to pay in for some years before we get as much out. It is still the quickest way to cover at night.",
    ),
    Decided(
        "ADPCC 2017-022", "One control room for the five search teams",
        "Ashdale", "2017-11-16", "not approved",
        "Declined. The forecast saving of £0.4m a year is not taken up.",
        "Two of five commissioners were not content to lose local dispatch. A saving that two partners regret is "
        "not a saving.",
    ),
    Decided(
        "ADPCC 2018-019", "Share the cost by net revenue budget from 2019-20",
        "Ashdale", "2018-11-22", "approved",
        "Ashdale’s part rises from 20% to 23.2%; Eastvale’s falls to 17.4%. Votes stay equal.",
        "Equal parts weighed on the smaller forces. Ashdale can carry more, and asks that benefit be looked at over "
        "the whole life of the alliance before the rule is opened again.",
        supersedes="ADPCC 2016-014",
    ),
    Decided(
        "EXE0044/18", "Accept the new cost shares, with a reservation",
        "Brackenshire", "2018-12-13", "approved",
        "Part of the cost: 20.5%. The reservation is minuted.",
        "We pay a little more and had little back in two of the last three whole years. The commissioner asks for "
        "a full account by 2020.",
    ),
    Decided(
        "DP2-0058", "New cost shares: wait for the budget figures",
        "Dunmore", "2018-12-18", "deferred",
        "Put off for a month, until the net revenue budgets of all five are agreed.",
        "The shares were worked out on a draft of our budget.",
    ),
    Decided(
        "041/2018", "Accept the new cost shares",
        "Coastshire", "2019-01-17", "approved",
        "Part of the cost: 19.7%. The number is of 2018, the decision of 2019.",
        "Our part hardly changes, and a rule tied to budgets is easier to defend to the panel.",
    ),
    Decided(
        "DP2-0063", "Accept the new cost shares",
        "Dunmore", "2019-01-24", "approved",
        "Part of the cost: 19.2%, on the agreed budget figures.",
        "The figures are now right.", supersedes="DP2-0058",
    ),
    Decided(
        "EXE0009/20", "Give twelve months’ notice to leave the alliance",
        "Brackenshire", "2020-03-26", "approved",
        "Leaves on 31 March 2021.",
        "Over six years we had back less than we put in, in all but one of them. The dive school can be let, and two "
        "neighbours inland offer a search team nearer by. The commissioner thanks the partners and parts as a friend.",
        supersedes="EXE0007/14",
    ),
    Decided(
        "EXE0003/21", "Settle the leases that run on after leaving",
        "Brackenshire", "2021-03-18", "approved",
        "Pays £1,184,327.60 to Ashdale, which holds the leases.",
        "The agreement of 2014 makes a leaver pay its part of leases signed while it was a partner.",
    ),
    Decided(
        "ADPCC 2021-008", "Set the cost shares again for four partners from 2021-22",
        "Ashdale", "2021-03-29", "approved",
        "Ashdale 28.2%, Coastshire 24.9%, Dunmore 24.2%, Eastvale 22.7%.",
        "One partner fewer means more for each. The four agreed to close one boathouse so that the sum falls too.",
        supersedes="ADPCC 2018-019",
    ),
    Decided(
        "EV/2022/14", "Host the search team from October 2022",
        "Eastvale", "2022-07-21", "approved",
        "The search team and its drones move to Eastvale on 1 October 2022.",
        "The team is wanted most along our river, and our estate has room. Expect our benefit to rise for good; if it "
        "does not by 2024, the board should ask why.",
    ),
    Decided(
        "012/2024", "Stay in the alliance after ten years",
        "Coastshire", "2024-03-14", "approved",
        "Ten-year review noted; membership goes on. The agreement is looked at again in February 2027.",
        "Three of the nine whole years looked bad taken alone. Taken together we are ahead, and no five years in a "
        "row say otherwise.",
        supersedes="009/2014",
    ),
    Decided(
        "ADPCC 2024-006", "Share the cost by budget and by use from 2024-25",
        "Ashdale", "2024-02-22", "approved",
        "Seven tenths by net revenue budget, three tenths by days of search, both of the year before. No part moves by "
        "more than 8% of itself in a year; Eastvale’s is never under 20%.",
        "Whoever is searched for most should carry a little more of it, and nobody’s budget should be surprised. The "
        "four tried the rule on the ten years before they agreed.",
        supersedes="ADPCC 2021-008",
    ),
    Decided(
        "DP4-0007", "Take part in the radio change of 2025-26",
        "Dunmore", "2025-02-06", "approved",
        "All four partners move to the new radios in 2025-26; Coastshire goes first.",
        "Old radios do not carry to the estuary. The partner that goes first will bear the teething trouble.",
    ),
    Decided(
        "022/2026", "Whether to give notice after the figures of 2025-26",
        "Coastshire", "2026-11-05", "deferred",
        "The new commissioner asks for the long-run record before deciding.",
        "2025-26 was poor for us: the radio change overran here and the big searches were elsewhere. One year is not a "
        "reason to leave, nor is loyalty a reason to stay: bring the record since 2014.",
    ),
]  # fmt: skip
