"""A row or two of each sheet as the format's page shows them: together they make a register that can be imported."""

Rows = tuple[tuple[str, ...], ...]

EXAMPLES: dict[str, Rows] = {
    "organisations": (("Ashford Vale", "Ashford Vale Fire and Rescue", "fire", ""),),
    "offices": (
        ("Kent", "", "PCC", "Robin Hale", "2012-11-22", "2016-05-11", "", "Result notice, 2012"),
    ),
    "former_names": (("Ashford Vale", "Vale Fire", "Vale Fire Brigade", "2004-03-31", "Renamed by order."),),
    "successions": (("Ashford Vale", "Kent", "transferred", "2021-04-01", "The training school moved over."),),
    "collaborations": (
        ("Vale Training", "Vale Training School", "To train officers together.", "lead force", "live", "2014-04", "",
         "", ""),
    ),
    "memberships": (
        ("Vale Training", "Kent", "2014-04-01", "", "1", "host", "books the estate", "", ""),
        ("Vale Training", "Essex", "2014-04-01", "", "1", "", "", "", ""),
    ),
    "agreements": (
        ("Vale Training", "Training agreement 2014", "yes", "", "", "Kent and Essex", "2014-03-27", "2027-03-31", "12",
         "28", "A partner leaves at the end of a financial year.", "", "Notice KPA/2014/07"),
    ),
    "measures": (("training days", "days", "flow", "up", "1"),),
    "drivers": (("officer strength", "", "officers", "0", "Full-time equivalents on 31 March."),),
    "driver_values": (
        ("officer strength", "", "Kent", "2023-24", "4209", "published", "Workforce statistics, July 2024"),
        ("officer strength", "", "Essex", "2023-24", "3755", "published", "Workforce statistics, July 2024"),
    ),
    "share_rules": (
        ("Vale Training", "cost", "2014-04-01", "", "Kent", "62.5", "Agreed parts.", "KPA/2014/07",
         "", "", "", "", "", "", ""),
        ("Vale Training", "cost", "2014-04-01", "", "Essex", "37.5", "Agreed parts.", "KPA/2014/07",
         "", "", "", "", "", "", ""),
    ),
    "apportionments": (
        ("Vale Training", "1", "", "cost", "capital", "2023-24", "claimed", "counted", "", "1200", "Kent", "750", "750",
         "Invoice of May 2023", "", "2023-05-30", "robin@kent.example", ""),
        ("Vale Training", "1", "", "cost", "capital", "2023-24", "claimed", "counted", "", "1200", "Essex", "450",
         "450", "Invoice of May 2023", "", "2023-05-30", "robin@kent.example", ""),
    ),
    "ledger": (
        ("Vale Training", "Kent", "2023-24 Q1", "contribution", "cash", "", "43,872.50", "claimed", "counted", "", "",
         "", "Finance return, July 2023", ""),
        ("Vale Training", "", "2023-24", "benefit", "efficiency", "training days", "310.5", "claimed", "judged", "280",
         "350", "", "", "Stated for the school as a whole"),
        ("Vale Training", "Kent", "2024-25", "benefit", "cost avoided", "", "600", "claimed", "counted", "", "", "", "",
         ""),
        ("Vale Training", "Essex", "2024-25", "benefit", "cost avoided", "", "400", "claimed", "counted", "", "", "",
         "", ""),
    ),
    "standalone_costs": (
        ("Vale Training", "Kent", "2023-24", "alone", "240000", "275000", "330,000.00", "Finance team, Kent", "2024-02",
         "A school of its own at the cost per head of 2013-14, uprated.", "Paper 4, board of March 2024", ""),
    ),
    "coalition_costs": (
        ("Vale Training", "Options study", "2023-24", "Kent", "275000", "Finance teams of both", "2024-03",
         "Each option costed from the accounts.", "Options paper, March 2024", ""),
        ("Vale Training", "Options study", "2023-24", "Essex", "190000", "Finance teams of both", "2024-03",
         "Each option costed from the accounts.", "Options paper, March 2024", ""),
        ("Vale Training", "Options study", "2023-24", "Kent; Essex", "390000", "Finance teams of both", "2024-03",
         "Each option costed from the accounts.", "Options paper, March 2024", ""),
    ),
    "decisions": (
        ("KPA/2014/07", "Sign the training agreement", "Kent", "Vale Training", "2014-03-27", "approved",
         "The two forces train together from April.", "One school costs less than two.", "",
         "Notice KPA/2014/07", "Robin Hale", "Police and Crime Commissioner", "2014-03-28", "", "",
         "Training agreement 2014", "Head of People", "", "", "", "", "yes", "partly", "", "", ""),
        ("KPA/2015/02", "Look at the training school again", "Kent", "Vale Training", "2015-03", "noted",
         "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "everything", "", "", ""),
    ),
    "decision_parts": (("Kent", "KPA/2014/07", "options considered", "To train alone, or together."),),
    "decision_links": (("Kent", "KPA/2015/02", "reviews", "Kent", "KPA/2014/07"),),
    "decision_addenda": (
        ("Kent", "KPA/2014/07", "2014-04-02", "robin.hale@example.org", "The annex was signed on 2 April."),
    ),
    "documents": (
        ("Kent", "KPA/2014/07", "", "", "Appendix A, business case", "Business case", "link",
         "https://example.org/business-case", "", "", "2014-03-20", "", ""),
        ("", "", "Vale Training", "Training agreement 2014", "", "training-agreement.pdf", "pdf", "", "48210",
         "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae", "2014-04-02", "", ""),
    ),
    "engagements": (
        ("Kent", "KPA/2014/07", "consultation", "residents; businesses", "Towns along the coast",
         "A survey and three evening meetings", "2014-01", "2014-02-28", "412", "Most asked for longer hours.",
         "Hours were lengthened by two.", "2014-04", "", ""),
    ),
    "plans": (
        ("Kent", "Whether to go on with the joint training", "Vale Training", "The agreement ends in 2027.",
         "The commissioner", "2027-03", "2027-03", "Write to us, or answer the survey.", "2027-01-29",
         "office@kent.example", "2026-11-02", "2026-11-02T09:30:00Z", "", "", "", "", "",
         "7c0f7d4e-8f0e-4f6c-9f2e-3f9a6f0d5b11"),
    ),
    "decision_withholdings": (("Kent", "KPA/2014/07", "lead_officer", "section 40"),),
    "expectations": (
        ("Kent", "KPA/2014/07", "One school costs less than two.", "2014-15 to 2016-17", "Vale Training", "had back",
         "", "Kent", "300,000", "2014-03-27", "", ""),
        ("Kent", "KPA/2014/07", "Both forces train to one standard.", "2016-17", "", "", "", "", "", "2014-03-27",
         "", ""),
    ),
    "review_days": (("Kent", "KPA/2014/07", "2017-04-30", "", "2014-03-27"),),
    "decision_reviews": (
        ("Kent", "KPA/2014/07", "2017-05-12", "it came in part", "The rooms were let later than planned.", "",
         "2017-05-12"),
    ),
    "voting_rules": (
        ("Vale Training", "majority", "", "", "2014-04-01", "", "Each partner has one vote.", "KPA/2014/07"),
    ),
    "positions": (
        ("Kent", "KPA/2015/02", "Kent", "supports", "Robin Hale", "Police and Crime Commissioner",
         "The school has kept what it promised.", "2015-03-30"),
        ("Kent", "KPA/2015/02", "Essex", "reserved", "", "", "", "2015-03-30"),
    ),
    "decision_subjects": (("Kent", "KPA/2015/02", "people", "Kent"), ("Kent", "KPA/2015/02", "money", "Kent")),
    "lessons": (
        ("Kent", "Agree who owns the rooms before they are let", "It took a year to settle who was paid the rent.",
         "Vale Training", "KPA/2014/07", "yes", "2017-05-12", "", ""),
    ),
    "template_headings": (("Kent", "summary", "1"), ("Kent", "options considered", "2"), ("Kent", "reasons", "3")),
    "publication_limits": (("Kent", "10"),),
    "shared_results": (
        ("Vale Training", "Kent", "2024-25", "benefit", "cost avoided", "", "600", "claimed", "", "Rooms lent in turn",
         "60", "Board, 3 June 2025", "2025-06-03"),
        ("Vale Training", "Essex", "2024-25", "benefit", "cost avoided", "", "400", "claimed", "", "Rooms lent in turn",
         "40", "Board, 3 June 2025", "2025-06-03"),
    ),
    "claims": (
        ("Vale Training", "", "2023-24", "benefit", "efficiency", "training days", "310.5", "claimed",
         "Stated for the school as a whole", "Head of the school", "Days of one course instead of two.",
         "Two schools, as until 2014.", "recurring", "", "", "2024-05-02"),
    ),
    "evidence": (
        ("Vale Training", "", "2023-24", "benefit", "efficiency", "training days", "310.5", "claimed",
         "Stated for the school as a whole", "Annual report of the school", "link", "https://example.org/report", "",
         "", "2024-05-02", "", ""),
    ),
    "disputes": (
        ("Vale Training", "Kent", "2023-24 Q1", "contribution", "cash", "", "43,872.50", "claimed", "", "Essex",
         "40,000", "The hire of rooms was paid back in May.", "", "2023-09-01", "", "", "", ""),
    ),
    "deflators": (
        ("A release, 2024-25 = 100", "2025-10", "2023-24", "96.13", "published outturn", "A workbook of October 2025",
         "An example: the register has a real release.", ""),
        ("A release, 2024-25 = 100", "2025-10", "2024-25", "100", "published outturn", "A workbook of October 2025",
         "An example: the register has a real release.", ""),
    ),
    "business_cases": (
        ("Vale Training", "One training school", "1", "", "KPA/2014/07", "2014-15", "2014-15", "", "2014-02",
         "The joint programme team", "", "Board paper of February 2014", "", "", "2014-15", "set-up cost", "",
         "250,000"),
        ("Vale Training", "One training school", "1", "", "KPA/2014/07", "2014-15", "2014-15", "", "2014-02",
         "The joint programme team", "", "Board paper of February 2014", "", "", "2015-16", "benefit", "", "140,000"),
    ),
    "discount_rates": (
        ("A table of rates", "2025-10", "0", "30", "3.5", "A guide of October 2025", "An example.", ""),
        ("A table of rates", "2025-10", "31", "125", "3", "A guide of October 2025", "An example.", ""),
    ),
    "reporting_periods": (("Vale Training", "2023-24 Q1", "2023-07-31", "2023-06-01"),),
    "return_acts": (
        ("Vale Training", "2023-24 Q1", "Kent", "submitted", "Kent", "2023-07-20T09:30:00Z", "officer@kent.example",
         "Wages are those of the July payroll.", "", "28"),
        ("Vale Training", "2023-24 Q1", "", "closed", "", "2023-09-01T10:00:00Z", "secretariat@vale.example",
         "All returns are in and agreed.", "", ""),
    ),
}  # fmt: skip
"""By sheet; a cell for each of its columns, in their order."""
