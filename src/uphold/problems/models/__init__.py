"""The rows of the room."""

from uphold.problems.models.bug import Bug, BugTicket
from uphold.problems.models.known_error import KnownError
from uphold.problems.models.release import Release, ReleasedBug, ReleaseRight

__all__ = ["Bug", "BugTicket", "KnownError", "Release", "ReleaseRight", "ReleasedBug"]
