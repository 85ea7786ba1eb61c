"""How long something takes: the median of many calls, each of whose answers is looked at."""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Timed(NamedTuple):
    """Milliseconds: the median, and what nine calls in ten stay under."""

    median: float
    ninth: float


def timed(call: Callable[[], object], *, times: int = 30, warm: int = 3) -> Timed:
    """Time a call that raises when its answer is wrong."""
    for _ in range(warm):
        call()
    spans = []
    for _ in range(times):
        begin = time.perf_counter()
        call()
        spans.append((time.perf_counter() - begin) * 1000)
    return Timed(statistics.median(spans), statistics.quantiles(spans, n=10)[-1])
