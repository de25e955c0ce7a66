"""Sums: the money that a Refund row names - an amount, a share of the charge or of a fee - and its cap."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from uphold.policy.charges.rounding import Rounding
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.terms import Money, Share, Term
from uphold.policy.document.names import key_of

OF_THE_CHARGE = "the charge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What shares are reckoned from: the charge, the facts that hold fees, and the seconds that a target was late."""

    facts: Facts
    charged: Decimal = Decimal(0)
    late_seconds: int = 0


def sum_owed(amount: Term | None, *, cap: Term | None, basis: Basis, rounding: Rounding) -> Decimal | None:
    """The amount of a row, at most its cap; None where it is a share of a fee that nobody stated.

    >>> from uphold.policy.charges.rounding import TO_THE_CENT
    >>> owed = Share(Decimal(5), "the monthly fee", per_started_seconds=1800)
    >>> basis = Basis(facts=Facts({"monthly fee": Decimal(400)}), late_seconds=2400)
    >>> sum_owed(owed, cap=None, basis=basis, rounding=TO_THE_CENT)
    Decimal('40.00')
    """
    if not isinstance(amount, Money | Share):
        return rounding.of(0)
    exact, most = exact_sum(amount, basis=basis), exact_sum(cap, basis=basis)
    if exact is None:
        return None
    return rounding.of(exact if most is None else min(exact, most))


def exact_sum(term: Term | None, *, basis: Basis) -> Fraction | None:
    """Money, or a share for each period that was begun; None where neither is stated, or its fee is not known."""
    if isinstance(term, Money):
        return Fraction(term.amount)
    if not isinstance(term, Share):
        return None
    whole = whole_of(term, basis=basis)
    periods = -(-basis.late_seconds // term.per_started_seconds) if term.per_started_seconds else 1
    return None if whole is None else Fraction(whole) * Fraction(term.percent) / 100 * periods


def whole_of(share: Share, *, basis: Basis) -> Decimal | None:
    """What a share is of: the charge, or the fee that a fact of its name states; None while nobody states it."""
    if share.of == OF_THE_CHARGE:
        return basis.charged
    fee = basis.facts.value(key_of(share.of).removeprefix("the "))
    return fee if isinstance(fee, Decimal) else None
