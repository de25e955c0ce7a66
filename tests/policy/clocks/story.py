"""A ticket's story as the tests of clocks tell it: started, paused, resumed, answered, and read at a moment."""

from dataclasses import dataclass, replace
from datetime import datetime

from tests.policy.time.builders import NEW_YORK, at, calendar
from uphold.policy.clocks.clock import Ending, Pause, Reading, Run, Stop, read_clock
from uphold.policy.clocks.events import Event, Happening
from uphold.policy.clocks.terms import Budget, Promise, TargetTerms, Within
from uphold.policy.time.hours import AlwaysHours, Hours

HOUR = 3600
ALWAYS = AlwaysHours()


def local(text: str) -> datetime:
    """An instant by New York's wall clock; without a date it lies in the week of Monday 8 June 2026: `Fri 16:30`."""
    days = {"Mon": 8, "Tue": 9, "Wed": 10, "Thu": 11, "Fri": 12, "Sat": 13, "Sun": 14}
    day, _, clock = text.partition(" ")
    if day in days:
        return at(f"2026-06-{days[day]:02} {clock}", NEW_YORK)
    if day.removeprefix("next") in days:
        return at(f"2026-06-{days[day.removeprefix('next')] + 7:02} {clock}", NEW_YORK)
    return at(text, NEW_YORK)


def within(hours: float, on: Hours | None = None, *, warn_seconds: int | None = None) -> TargetTerms:
    return terms(Within(int(hours * HOUR)), on, warn_seconds=warn_seconds)


def terms(budget: Budget, on: Hours | None = None, *, warn_seconds: int | None = None) -> TargetTerms:
    return TargetTerms(budget=budget, calendar=calendar(on), warn_seconds=warn_seconds)


def event(when: str, what: Happening, *, by: str = "agent", metric: str | None = None) -> Event:
    return Event(at=local(when), what=what, by=by, metric=metric)


@dataclass(frozen=True, slots=True)
class Story:
    """One run of a clock, told step by step."""

    run: Run

    def paused(self, since: str, until: str | None = None) -> "Story":
        pause = Pause(local(since), local(until) if until else None)
        return Story(replace(self.run, pauses=(*self.run.pauses, pause)))

    def promised(self, since: str, stated: TargetTerms | None) -> "Story":
        return Story(replace(self.run, promises=(*self.run.promises, Promise(local(since), stated))))

    def stopped(self, when: str, ending: Ending = Ending.MET) -> "Story":
        return Story(replace(self.run, stop=Stop(local(when), ending)))

    def read(self, when: str) -> Reading:
        return read_clock(self.run, at=local(when))


def started(when: str, stated: TargetTerms | None) -> Story:
    start = local(when)
    return Story(Run(started_at=start, promises=(Promise(start, stated),)))
