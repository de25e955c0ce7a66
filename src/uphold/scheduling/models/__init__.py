"""The rows of the room, one file a noun."""

from uphold.scheduling.models.appointment import Appointment, Change, Readiness
from uphold.scheduling.models.feed import CalendarFeed
from uphold.scheduling.models.window import Absence, Window

__all__ = ["Absence", "Appointment", "CalendarFeed", "Change", "Readiness", "Window"]
