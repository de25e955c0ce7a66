"""What the worker does for those who are on call."""

from uphold.oncall.jobs.escalating import escalate_by_clock
from uphold.oncall.jobs.handing_over import hand_over_duty
from uphold.oncall.jobs.paging import call_for_urgent, follow_pages

__all__ = ["call_for_urgent", "escalate_by_clock", "follow_pages", "hand_over_duty"]
