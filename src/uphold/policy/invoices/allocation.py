"""Allocation: which invoices an amount of money pays, and how much of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An invoice that is not paid. `disputed` is the part of `open` that the customer objects to."""

    key: int
    due_on: date
    open: Decimal
    disputed: Decimal

    @property
    def payable(self) -> Decimal:
        return self.open - min(self.disputed, self.open)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """So much of the money pays this invoice."""

    key: int
    amount: Decimal


def allocate(amount: Decimal, claims: Sequence[Claim], *, named: Sequence[int] = ()) -> tuple[Part, ...]:
    """The parts of the money, oldest due first; what is left pays nothing yet.

    Invoices that the payer names are paid in his order and whole, also what is disputed of them; of the others only
    what is not disputed.

    >>> june = Claim(key=1, due_on=date(2026, 6, 1), open=Decimal("50.00"), disputed=Decimal("20.00"))
    >>> allocate(Decimal("80.00"), [june])
    (Part(key=1, amount=Decimal('30.00')),)
    """
    by_key = {claim.key: claim for claim in claims}
    first = [(claim, claim.open) for key in dict.fromkeys(named) if (claim := by_key.get(key)) is not None]
    others = [claim for claim in claims if claim.key not in set(named)]
    then = [(claim, claim.payable) for claim in sorted(others, key=lambda each: (each.due_on, each.key))]
    parts = []
    for claim, most in (*first, *then):
        part = min(amount, most)
        if part > 0:
            parts.append(Part(key=claim.key, amount=part))
            amount -= part
    return tuple(parts)


def released(excess: Decimal, parts: Sequence[Part]) -> tuple[Part, ...]:
    """What is taken back from an invoice that has too much, the latest payments first.

    >>> released(Decimal("5.00"), [Part(key=1, amount=Decimal("4.00")), Part(key=2, amount=Decimal("3.00"))])
    (Part(key=2, amount=Decimal('3.00')), Part(key=1, amount=Decimal('2.00')))
    """
    taken = []
    for part in reversed(parts):
        back = min(excess, part.amount)
        if back > 0:
            taken.append(Part(key=part.key, amount=back))
            excess -= back
    return tuple(taken)
