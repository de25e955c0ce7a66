"""Plumbing without domain: the clock, refusals, settings from the environment, the database server.

Nothing here imports Django, except `kit.transaction` and `kit.constraints`.
"""

from uphold.kit.clock import now, stopped_at
from uphold.kit.refused import CONFLICT, FORBIDDEN, INVALID, MISSING, Kind, Refused

__all__ = ["CONFLICT", "FORBIDDEN", "INVALID", "MISSING", "Kind", "Refused", "now", "stopped_at"]
