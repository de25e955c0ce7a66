"""Prices as people agree on them in a sentence: "$80.00 per hour", "125.00 per hour", "300.00"."""

from __future__ import annotations

import re
from decimal import Decimal

from uphold.policy.charges.pieces import PER_TICKET
from uphold.policy.decide.terms import Money, Rate

PRICE = re.compile(
    r"[^\d,.]*(?P<amount>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(?:[^\d\s/]+)??(?:\s*(?:per|an|a|/)\s*(?P<unit>.+))?"
)


def price_in(words: str, *, currency: str) -> Rate | None:
    """The price that words name, of the whole ticket where they name no unit; None where they name no price.

    >>> price_in("$1,250.00", currency="USD").money.amount
    Decimal('1250.00')
    >>> price_in("125.00 per hour", currency="USD").per
    'hour'
    """
    found = PRICE.fullmatch(words.strip())
    if found is None:
        return None
    unit = " ".join((found["unit"] or PER_TICKET).casefold().split())
    return Rate(Money(Decimal(found["amount"].replace(",", "")), currency), unit)
