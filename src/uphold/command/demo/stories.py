"""All stories of the demonstration: those that were settled weeks ago, and all others."""

from __future__ import annotations

from uphold.command.demo.appointments import INSTALLS
from uphold.command.demo.background import past_stories
from uphold.command.demo.commerce import COMMERCE
from uphold.command.demo.escalations import ESCALATIONS
from uphold.command.demo.hardware import STORIES as HARDWARE
from uphold.command.demo.installed import STORIES as INSTALLED
from uphold.command.demo.outages import OUTAGES
from uphold.command.demo.running import RUNNING
from uphold.command.demo.sangoma import STORIES
from uphold.command.demo.settled import SETTLED
from uphold.command.demo.story import Story


def earlier_stories() -> tuple[Story, ...]:
    return SETTLED


def present_stories() -> tuple[Story, ...]:
    return (
        *past_stories(),
        *OUTAGES,
        *COMMERCE,
        *STORIES,
        *INSTALLED,
        *HARDWARE,
        *ESCALATIONS,
        *INSTALLS,
        *RUNNING,
    )
