"""All recurring work of the house, in one list.

A sixth field counts seconds. The function gets the present instant. A run that finds the one before it still
waiting is not queued twice; it must be safe to run twice all the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from uphold.mail.jobs import send_waiting
from uphold.tickets.jobs import sweep_clocks


@dataclass(frozen=True, slots=True)
class Recurring:
    name: str
    cron: str
    run: Callable[[datetime], object]


TIMETABLE = (
    Recurring(name="sweep clocks", cron="* * * * * */15", run=sweep_clocks),
    Recurring(name="send waiting mail", cron="* * * * *", run=send_waiting),
)
