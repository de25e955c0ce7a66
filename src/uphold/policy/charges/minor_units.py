"""Minor units: how many digits after the point a currency is paid in, by ISO 4217 (list one, the column "Mnr unt").

Two, except for these. What cannot be paid is not owed: amounts are whole smallest units, though prices may be finer.
"""

from __future__ import annotations

from decimal import Decimal

from uphold.policy.charges.rounding import Direction, Rounding

USUAL_DIGITS = 2
EXCEPTIONS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
DIGITS = {code: digits for digits, codes in EXCEPTIONS.items() for code in codes.split()}
MOST_DIGITS_KEPT = 2


def minor_digits(currency: str) -> int:
    """The digits after the point.

    >>> minor_digits("USD"), minor_digits("JPY"), minor_digits("KWD")
    (2, 0, 3)
    """
    return DIGITS.get(currency, USUAL_DIGITS)


def smallest_unit(currency: str) -> Decimal:
    """The smallest amount that can be paid.

    >>> smallest_unit("USD"), smallest_unit("JPY")
    (Decimal('0.01'), Decimal('1'))
    """
    return Decimal(1).scaleb(-minor_digits(currency))


def is_kept(currency: str) -> bool:
    """Whether amounts can be kept to their last digit: rows have two.

    >>> is_kept("JPY"), is_kept("KWD")
    (True, False)
    """
    return minor_digits(currency) <= MOST_DIGITS_KEPT


def is_whole(amount: Decimal, *, currency: str) -> bool:
    """Whether the amount can be paid, as a number of smallest units.

    >>> is_whole(Decimal("10.50"), currency="USD"), is_whole(Decimal("10.50"), currency="JPY")
    (True, False)
    """
    return amount.is_finite() and amount % smallest_unit(currency) == 0


def half_up_in(currency: str) -> Rounding:
    """How money is rounded where an agreement does not say.

    >>> half_up_in("JPY").of(Decimal("10.50"))
    Decimal('11')
    """
    return Rounding(Direction.HALF_UP, smallest_unit(currency))


def rounding_in(currency: str, rounding: Rounding) -> Rounding:
    """The rounding that an agreement names, where a cent is the smallest unit of the currency.

    >>> rounding_in("JPY", Rounding(Direction.UP, Decimal("0.01"))).of(Decimal("10.50"))
    Decimal('11')
    """
    return Rounding(rounding.direction, max(rounding.step, smallest_unit(currency)))
