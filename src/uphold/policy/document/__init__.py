"""Documents: the Markdown of an agreement, read into names, hours and rules."""

from uphold.policy.document.binding import bind
from uphold.policy.document.reader import ReadDocument, read

__all__ = ["ReadDocument", "bind", "read"]
