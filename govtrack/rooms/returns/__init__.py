"""Where partners report: the periods of a collaboration, each partner's return, and what is done about it."""
