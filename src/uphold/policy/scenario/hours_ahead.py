"""Hours ahead: when what is closed now opens next, where the price of work asks about hours."""

from __future__ import annotations

from datetime import datetime

from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.matter import Matter, matter_of
from uphold.policy.scenario.rated import ON_HOURS
from uphold.policy.time.calendar import Calendar
from uphold.policy.time.timeline import NeverOpens


def next_hours_at(agreement: Agreement, case: Case) -> datetime | None:
    """The first instant after the question at which other Hours begin; None where no Charge row asks about hours."""
    matter = matter_of(agreement, case=case)
    if not asks_hours(matter):
        return None
    closed = (calendar for calendar in matter.calendars.values() if not calendar.is_open(matter.at))
    openings = (opening_of(calendar, at=matter.at) for calendar in closed)
    return min((opens_at for opens_at in openings if opens_at is not None), default=None)


def asks_hours(matter: Matter) -> bool:
    """Whether a Charge row depends on the hours of the work."""
    return any(name in ON_HOURS for rule in matter.rules("charge") for name, _ in rule.conditions)


def opening_of(calendar: Calendar, *, at: datetime) -> datetime | None:
    """When it opens next; None for hours that never do."""
    try:
        return calendar.next_opening(at)
    except NeverOpens:
        return None
