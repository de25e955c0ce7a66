"""All recurring work of the house, in one list.

    Recurring(name="sweep clocks", cron="* * * * * */30", run=tickets.jobs.sweep_clocks)

A sixth field counts seconds. The function gets the present instant. A run that finds the one before it still
waiting is not queued twice; it must be safe to run twice all the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Recurring:
    name: str
    cron: str
    run: Callable[[datetime], object]


TIMETABLE: tuple[Recurring, ...] = ()
