"""Measuring one thing beside another."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Case = Callable[[], object]


@dataclass(slots=True)
class Sample:
    """How long something took, each time it was done, in milliseconds."""

    times: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The median."""
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        """What 95 of 100 stayed below."""
        return sorted(self.times)[int(0.95 * (len(self.times) - 1) + 0.5)]


def interleaved(
    cases: Mapping[str, Case], *, most: int, seconds: float, least: int = 3
) -> dict[str, Sample]:
    """Measure cases in turn, round after round: what slows the machine down slows all of them.

    Args:
        cases: by name, in the order of a round.
        most: rounds.
        seconds: after which no further round is begun, once there were enough.
        least: rounds that are made in any case.
    """
    samples = {name: Sample() for name in cases}
    end = time.perf_counter() + seconds
    for number in range(most):
        if number >= least and time.perf_counter() > end:
            break
        gc.collect()
        for name, case in cases.items():
            start = time.perf_counter()
            found = case()
            samples[name].times.append((time.perf_counter() - start) * 1000)
            del found  # to let go of a whole library takes time too, which nobody waits for
    return samples


def once(case: Case) -> Sample:
    """Measure what can be done only once."""
    return interleaved({"": case}, most=1, seconds=0, least=1)[""]
