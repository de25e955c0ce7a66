"""The rows of the room."""

from uphold.oncall.models.escalation import Escalation
from uphold.oncall.models.page import Attempt, Page
from uphold.oncall.models.rota import Handover, HandoverNote, Override, PathTarget, Rota, Turn

__all__ = [
    "Attempt",
    "Escalation",
    "Handover",
    "HandoverNote",
    "Override",
    "Page",
    "PathTarget",
    "Rota",
    "Turn",
]
