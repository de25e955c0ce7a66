"""A figure: what was measured, beside its budget."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """`is_at_least`: the budget is a floor (a rate); otherwise it is a ceiling (a duration)."""

    name: str
    value: float
    budget: float
    unit: str
    is_at_least: bool = False

    @property
    def is_within_budget(self) -> bool:
        return self.value >= self.budget if self.is_at_least else self.value <= self.budget

    def __str__(self) -> str:
        bound = "at least" if self.is_at_least else "at most"
        verdict = "pass" if self.is_within_budget else "MISSED"
        return f"{self.name:<58} {self.value:>12,.3f} {self.unit:<6} {bound} {self.budget:>9,g}  {verdict}"


def median_seconds(work: Callable[[], object], *, runs: int = 7) -> float:
    """Wall time of one call: the median of several, after one that warms up."""
    work()
    return median(_seconds(work) for _ in range(runs))


def _seconds(work: Callable[[], object]) -> float:
    began_at = perf_counter()
    work()
    return perf_counter() - began_at
