"""The time line: compiled hours as sorted arrays, and what can be asked of them in whole seconds since 1970.

C(t) is the number of open seconds from the start of the compiled years to t. Elapsed business time is
C(b) - C(a), a due instant is the first t with C(t) = C(start) + budget: two binary searches. A time line
covers some years; a question that leaves them is answered on another one, which is found again by its years.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import accumulate

from uphold.policy.time.hours import AlwaysHours, Hours
from uphold.policy.time.instants import DAY_SECONDS, EPOCH_ORDINAL, instant_of
from uphold.policy.time.opening import Stretch, clipped, stretches

FIRST_YEAR, LAST_YEAR = 2, 9_998
"""Years that can be compiled: one less than datetime knows, on both sides."""
PATIENCE_YEARS = 16
"""Hours that stay closed longer than this never open; the rarest yearly rule, 29 February, comes back within
8."""


MOST_YEARS = 1_000
"""An amount that is not used up in a thousand years of hours is refused rather than looked for."""


class NeverOpens(ValueError):
    """No opening (or closing) follows an instant, or goes before it, within reach; said in bounded time."""

    def __init__(self, at: int, *, side: str) -> None:
        super().__init__(
            f"As far as can be reached {side} {instant_of(at).isoformat()}, these hours do not change."
        )


@dataclass(frozen=True, slots=True)
class Timeline:
    """Hours compiled over whole years, UTC; made by `timeline`. Equal when hours and years are.

    `opens`, `closes`: the stretches. `before`, `after`: open seconds before and to the end of each stretch.
    All instants are seconds since 1970; stretches are half-open.
    """

    hours: Hours
    first_year: int
    last_year: int
    begins: int = field(compare=False)
    ends: int = field(compare=False)
    opens: tuple[int, ...] = field(compare=False, repr=False)
    closes: tuple[int, ...] = field(compare=False, repr=False)
    before: tuple[int, ...] = field(compare=False, repr=False)
    after: tuple[int, ...] = field(compare=False, repr=False)

    def add(self, start: int, *, seconds: int) -> int:
        """The earliest instant at which `seconds` of open time have passed since `start`.

        Used up exactly at closing, it is the closing; 0 seconds give `start` itself. Raises ValueError for
        negative seconds, NeverOpens.
        """
        if seconds <= 0:
            return _unmoved(start, seconds)
        line = self if self.begins <= start < self.ends else self.covering(start, start)
        while True:
            target = line.counted(start) + seconds
            place = bisect_left(line.after, target)
            if place < len(line.after):
                return line.closes[place] - line.after[place] + target
            line = line.later(start, is_adding=True)

    def subtract(self, start: int, *, seconds: int) -> int:
        """The latest instant from which `seconds` of open time lead to `start`; otherwise as `add`."""
        if seconds <= 0:
            return _unmoved(start, seconds)
        return self.moved(start, seconds=-seconds)

    def moved(self, start: int, *, seconds: int) -> int:
        """The second, open itself, that begins when `seconds` (negative: back) of open time have passed."""
        line = self.covering(start, start)
        while True:
            target = line.counted(start) + seconds
            if target < 0:
                line = line.earlier(start, is_adding=True)
                continue
            place = bisect_right(line.after, target)
            if place < len(line.after):
                return line.opens[place] - line.before[place] + target
            line = line.later(start, is_adding=True)

    def open_seconds(self, start: int, end: int) -> int:
        """Open seconds from `start` to `end`, negative when `end` comes first."""
        line = self.covering(min(start, end), max(start, end))
        return line.counted(end) - line.counted(start)

    def counted(self, at: int) -> int:
        """C(at): open seconds since `begins`; `at` must lie within the years compiled."""
        place = bisect_right(self.opens, at) - 1
        if place < 0:
            return 0
        return self.before[place] + min(at, self.closes[place]) - self.opens[place]

    def is_open(self, at: int) -> bool:
        """Whether the instant lies in a stretch; the opening does, the closing does not."""
        line = self.covering(at, at)
        place = bisect_right(line.opens, at) - 1
        return place >= 0 and at < line.closes[place]

    def roll_forward(self, at: int) -> int:
        """`at` when open, else the next opening. Raises NeverOpens."""
        return at if self.is_open(at) else self.next_opening(at)

    def roll_back(self, at: int) -> int:
        """`at` when the moment just before it is open, else the previous closing. Raises NeverOpens."""
        line = self.covering(at, at)
        while True:
            place = bisect_left(line.opens, at) - 1
            if place >= 0:
                return min(at, line.closes[place])
            line = line.earlier(at)

    def next_opening(self, at: int) -> int:
        """The first opening after `at`, also when open at `at`. Raises NeverOpens."""
        line = self.covering(at, at)
        while True:
            place = bisect_right(line.opens, at)
            if place < len(line.opens):
                return line.opens[place]
            line = line.later(at)

    def next_close(self, at: int) -> int:
        """The first closing after `at`. Raises NeverOpens, also for hours that never close."""
        line = self.covering(at, at)
        while True:
            place = bisect_right(line.closes, at)
            if place < len(line.closes) and line.closes[place] < line.ends:
                return line.closes[place]
            line = line.later(at)

    def segments(self, start: int, end: int) -> list[Stretch]:
        """The open stretches between two instants, cut at both."""
        if end <= start:
            return []
        line = self.covering(start, end)
        first = max(bisect_right(line.opens, start) - 1, 0)
        last = bisect_left(line.opens, end)
        parts = list(zip(line.opens[first:last], line.closes[first:last], strict=True))
        return clipped(parts, begins=start, ends=end)

    def boundaries(self, start: int, end: int) -> list[int]:
        """The openings and closings strictly between two instants, in order."""
        edges = (edge for part in self.segments(start, end) for edge in part)
        return [edge for edge in edges if start < edge < end]

    def covering(self, first: int, last: int) -> Timeline:
        """The time line itself, or one of the decades that hold both instants, at most a thousand years apart."""
        if self.begins <= first and last < self.ends:
            return self
        decade, last_decade = _year_of(first) // 10 * 10, _year_of(last) // 10 * 10
        if last_decade - decade > MOST_YEARS:
            raise ValueError(f"{instant_of(first)} and {instant_of(last)} lie too far apart to be measured.")
        first_year, last_year = max(decade, FIRST_YEAR), min(last_decade + 9, LAST_YEAR)
        return timeline(self.hours, first_year=first_year, last_year=last_year)

    def later(self, start: int, *, is_adding: bool = False) -> Timeline:
        """A time line twice as many years past `start`. Raises NeverOpens when looking on is pointless.

        `is_adding`: open time adds up meanwhile, so patience lasts as long as something opens.
        """
        reach = self.last_year - _year_of(start) + 1
        is_idle = not (is_adding and self.segments(start, self.ends - 1))
        if reach > (PATIENCE_YEARS if is_idle else MOST_YEARS) or self.last_year >= LAST_YEAR:
            raise NeverOpens(start, side="after")
        last_year = min(self.last_year + reach, LAST_YEAR)
        return timeline(self.hours, first_year=self.first_year, last_year=last_year)

    def earlier(self, start: int, *, is_adding: bool = False) -> Timeline:
        """A time line twice as many years before `start`; otherwise as `later`."""
        reach = _year_of(start) - self.first_year + 1
        is_idle = not (is_adding and self.segments(self.begins, start))
        if reach > (PATIENCE_YEARS if is_idle else MOST_YEARS) or self.first_year <= FIRST_YEAR:
            raise NeverOpens(start, side="before")
        first_year = max(self.first_year - reach, FIRST_YEAR)
        return timeline(self.hours, first_year=first_year, last_year=self.last_year)


@lru_cache(maxsize=256)
def timeline(hours: Hours, *, first_year: int, last_year: int) -> Timeline:
    """Hours compiled over years, first and last included; kept by hours and years.

    >>> timeline(AlwaysHours(), first_year=2026, last_year=2026).add(0, seconds=60)
    60
    """
    return compile_timeline(hours, first_year=first_year, last_year=last_year)


def compile_timeline(hours: Hours, *, first_year: int, last_year: int) -> Timeline:
    """Hours compiled over years, always anew. Raises ValueError for years outside 2 to 9998."""
    if not FIRST_YEAR <= first_year <= last_year <= LAST_YEAR:
        raise ValueError(f"Years {first_year} to {last_year} cannot be compiled.")
    if isinstance(hours, AlwaysHours):
        first_year, last_year = FIRST_YEAR, LAST_YEAR
    first_on, last_on = date(first_year, 1, 1), date(last_year, 12, 31)
    parts = stretches(hours, first_on=first_on, last_on=last_on)
    after = tuple(accumulate(end - start for start, end in parts))
    return Timeline(
        hours=hours,
        first_year=first_year,
        last_year=last_year,
        begins=(first_on.toordinal() - EPOCH_ORDINAL) * DAY_SECONDS,
        ends=(last_on.toordinal() + 1 - EPOCH_ORDINAL) * DAY_SECONDS,
        opens=tuple(start for start, _ in parts),
        closes=tuple(end for _, end in parts),
        before=(0, *after[:-1]) if after else (),
        after=after,
    )


def _unmoved(start: int, seconds: int) -> int:
    if seconds < 0:
        raise ValueError(f"{seconds} seconds: an amount of time is not negative; subtract instead.")
    return start


def _year_of(at: int) -> int:
    return instant_of(at).year
