"""The three ways to say nothing: `not said`, `none`, `as agreed`."""

from __future__ import annotations

from uphold.policy.decide.terms import Unsaid
from uphold.policy.document.names import key_of


def read_unsaid(text: str) -> Unsaid | None:
    """The way in which the cell says nothing, or None when it says something.

    >>> read_unsaid("Not said")
    <Unsaid.NOT_SAID: 'not said'>
    """
    key = key_of(text)
    return Unsaid(key) if key in {member.value for member in Unsaid} else None
