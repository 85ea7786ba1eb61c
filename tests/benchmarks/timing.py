"""How long something takes: the median of many calls, each of whose answers is looked at."""

import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Timed(NamedTuple):
    """Milliseconds: the median, and what nine calls in ten stay under."""

    median: float
    ninth: float


class Spent(NamedTuple):
    """Seconds by the clock, and of this process alone: other people's work on the machine lengthens only the first."""

    clock: float
    own: float


def spent(call: Callable[[], object]) -> Spent:
    """What a long call takes, once."""
    clock, own = time.perf_counter(), time.process_time()
    call()
    return Spent(time.perf_counter() - clock, time.process_time() - own)


def timed_beside(*calls: Callable[[], object], times: int = 30, warm: int = 3) -> list[Timed]:
    """Time calls in turns, so that whatever else the machine does falls on all of them alike."""
    for call in calls * warm:
        call()
    spans: list[list[float]] = [[] for _ in calls]
    for _ in range(times):
        for call, own in zip(calls, spans, strict=True):
            begin = time.perf_counter()
            call()
            own.append((time.perf_counter() - begin) * 1000)
    return [Timed(statistics.median(own), statistics.quantiles(own, n=10)[-1]) for own in spans]
