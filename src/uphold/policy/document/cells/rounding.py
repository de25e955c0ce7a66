"""Rounding: `up to the minute`, `up to 15 minutes`, `half up to the cent`."""

from __future__ import annotations

import re

from uphold.policy.decide.terms import Words
from uphold.policy.document.names import MalformedCell, Vocabulary, key_of

DIRECTION = r"(?:up|down|half up|half even)"
WORK = re.compile(
    DIRECTION
    + r"(?: to (?:the (?:second|minute|quarter|half hour|hour)|[0-9]{1,3} (?:seconds?|minutes?|hours?)))?"
)
MONEY = re.compile(DIRECTION + r" to the (?:cent|tenth|unit|dollar)")


def read_work_rounding(text: str, _vocabulary: Vocabulary) -> Words:
    """How work is rounded; a direction alone goes with an Increment.

    >>> read_work_rounding("Up to the minute", Vocabulary(currency="USD", zone="UTC"))
    Words(text='up to the minute')
    """
    return _checked(text, WORK, example="up to the minute' or 'up to 15 minutes")


def read_money_rounding(text: str, _vocabulary: Vocabulary) -> Words:
    """How amounts of money are rounded.

    >>> read_money_rounding("half up to the cent", Vocabulary(currency="USD", zone="UTC")).text
    'half up to the cent'
    """
    return _checked(text, MONEY, example="half up to the cent' or 'half even to the cent")


def _checked(text: str, pattern: re.Pattern[str], *, example: str) -> Words:
    key = key_of(text)
    if not pattern.fullmatch(key):
        raise MalformedCell("cell.rounding", f"'{text}' is not a rounding; write it like '{example}'")
    return Words(key)
