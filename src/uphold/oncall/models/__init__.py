"""The rows of the room."""

from uphold.oncall.models.escalation import Escalation

__all__ = ["Escalation"]
