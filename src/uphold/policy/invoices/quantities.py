"""Quantities: how many of what, at which price, a charge is on an invoice; price times quantity is its amount."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from uphold.policy.charges.minor_units import half_up_in
from uphold.policy.charges.prices import price_in

MILLIONTH = Decimal("0.000001")
SECONDS = {"hour": 3600, "minute": 60}
PIECE = "piece"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """Below nothing when something comes back; the price never is (EN 16931, BR-27)."""

    count: Decimal
    unit: str
    price: Decimal


def quantity_of(amount: Decimal, *, seconds: int, price_words: str, currency: str) -> Quantity:
    """Hours or minutes at the price that the agreement names, where that makes the amount; else one piece.

    What the words say after a comma (a minimum, an addition) is in the seconds already, or makes another amount.

    >>> words = "125.00 per hour, minimum 1 hour"
    >>> quantity_of(Decimal("125.00"), seconds=3600, price_words=words, currency="USD")
    Quantity(count=Decimal('1.000000'), unit='hour', price=Decimal('125.00'))
    """
    rate = price_in(price_words.partition(", ")[0], currency=currency)
    length = SECONDS.get(rate.per, 0) if rate is not None else 0
    if rate is not None and length and seconds:
        count = (Decimal(abs(seconds)) / length).quantize(MILLIONTH)
        if half_up_in(currency).of(count * rate.money.amount) == abs(amount):
            return Quantity(count=count.copy_sign(amount), unit=rate.per, price=rate.money.amount)
    return Quantity(count=Decimal(1).copy_sign(amount), unit=PIECE, price=abs(amount))
