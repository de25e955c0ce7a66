"""The verbs of the room."""

from uphold.oncall.actions.escalating import escalate

__all__ = ["escalate"]
