"""The verbs of metering: work and timers, what work comes to, who agreed to it, and whose fault it was."""

from uphold.metering.actions.timer import discard_timer, start_timer, still_working, stop_timer
from uphold.metering.actions.work import correct_work, log_work, reverse_work

__all__ = [
    "correct_work",
    "discard_timer",
    "log_work",
    "reverse_work",
    "start_timer",
    "still_working",
    "stop_timer",
]
