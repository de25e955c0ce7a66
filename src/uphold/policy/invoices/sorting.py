"""Sorting charges: which stand on the invoice, which make credit notes, and how much of what comes back was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from uphold.policy.invoices.totals import NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """An amount that is on no invoice yet; below nothing, it comes back. `key` names what it is for.

    `is_promised`: it is owed whatever was invoiced, as for a target that was missed.
    """

    key: str
    amount: Decimal
    is_promised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Places in the list that was given; `amounts` is what each one comes to now."""

    invoiced: tuple[int, ...]
    credited: tuple[int, ...]
    amounts: tuple[Decimal, ...]


def sort_charges(owed: Sequence[Owed], *, standing: Mapping[str, Decimal]) -> Sorted:
    """What comes back reduces the invoice; where that would fall below nothing, it makes credit notes instead.

    `standing` is what is invoiced for each key, less what came back already: nothing comes back twice, unless it is
    promised.

    >>> refund = Owed(key="NW-1", amount=Decimal("-60.00"))
    >>> sort_charges([refund], standing={"NW-1": Decimal("40.00")}).amounts
    (Decimal('-40.00'),)
    """
    amounts = _bounded(owed, standing)
    places = range(len(owed))
    if sum(amounts, NOTHING) >= 0:
        return Sorted(invoiced=tuple(places), credited=(), amounts=tuple(amounts))
    sums = _sums(owed, amounts)
    credited = tuple(place for place in places if sums[owed[place].key] < 0)
    return Sorted(
        invoiced=tuple(place for place in places if sums[owed[place].key] >= 0),
        credited=credited,
        amounts=tuple(_netted(owed, amounts, credited)),
    )


def _bounded(owed: Sequence[Owed], standing: Mapping[str, Decimal]) -> list[Decimal]:
    """Of one key no more comes back than stands; what was given already is taken off the latest first."""
    amounts = [each.amount for each in owed]
    excess = {key: -(total + standing.get(key, NOTHING)) for key, total in _sums(owed, amounts).items()}
    for place in reversed(range(len(owed))):
        if owed[place].is_promised:
            continue
        taken = min(max(excess[owed[place].key], NOTHING), max(-amounts[place], NOTHING))
        amounts[place] += taken
        excess[owed[place].key] -= taken
    return amounts


def _netted(owed: Sequence[Owed], amounts: list[Decimal], credited: Sequence[int]) -> list[Decimal]:
    """On credit notes nothing is charged: what a key charges and gives back at once is given back in sum."""
    charged = _sums(owed, [max(amount, NOTHING) for amount in amounts])
    netted = list(amounts)
    for place in reversed(credited):
        taken = min(charged[owed[place].key], max(-amounts[place], NOTHING))
        charged[owed[place].key] -= taken
        netted[place] = min(amounts[place] + taken, NOTHING)
    return netted


def _sums(owed: Sequence[Owed], amounts: Sequence[Decimal]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    for each, amount in zip(owed, amounts, strict=True):
        sums[each.key] += amount
    return sums
