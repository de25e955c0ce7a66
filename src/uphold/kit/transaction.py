"""The transaction that every verb is wrapped in: `from uphold.kit.transaction import atomic`."""

from django.db.transaction import atomic

__all__ = ["atomic"]
