"""The long run against the short: everything a long-run page works out from benefit and contribution."""

from govtrack.analytics.figures import Figures, Row, Rows, both_known, totals
from govtrack.analytics.misled import Misled, misleading_money, misleading_share, sign
from govtrack.analytics.positions import (
    cumulative_net,
    long_run_gap,
    long_run_share,
    net_position,
    return_per_pound,
    rolling_shares,
    whole_life_shares,
    whole_partnership_out_of_line,
)
from govtrack.analytics.settling import Answer, Settling, Window, settling_window, windows

__all__ = [
    "Answer",
    "Figures",
    "Misled",
    "Row",
    "Rows",
    "Settling",
    "Window",
    "both_known",
    "cumulative_net",
    "long_run_gap",
    "long_run_share",
    "misleading_money",
    "misleading_share",
    "net_position",
    "return_per_pound",
    "rolling_shares",
    "settling_window",
    "sign",
    "totals",
    "whole_life_shares",
    "whole_partnership_out_of_line",
    "windows",
]
