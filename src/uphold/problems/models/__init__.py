"""The rows of the room."""

from uphold.problems.models.bug import Bug, BugTicket

__all__ = ["Bug", "BugTicket"]
