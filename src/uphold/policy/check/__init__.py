"""The checker: rows never reached, gaps, contradictions, examples that fail; each with its place and its cure.

It stands above documents and scenarios, because it runs examples and shows gaps as cases.
"""

from uphold.policy.check.checker import check, checked
from uphold.policy.check.grouping import Report, report

__all__ = ["Report", "check", "checked", "report"]
