"""Sorting charges: which stand on the invoice, which make credit notes, and how much of what comes back was given."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from uphold.policy.invoices.totals import NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """An amount that is on no invoice yet; below nothing, it comes back. `key` names what it is for, `ticket` whose.

    `is_refund`: it gives back what was charged under other keys of its ticket; above nothing, that was taken back.
    `is_promised`: it is owed whatever was invoiced, as for a target that was missed.
    """

    key: str
    amount: Decimal
    ticket: str = ""
    is_refund: bool = False
    is_promised: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Of the work of a ticket that is on invoices: what is left of it, and what a person gave back by credit notes."""

    left: Decimal
    by_hand: Decimal


NOBODY: Mapping[str, Given] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Places in the list that was given; `amounts` is what each one comes to now, `matters` what it is reckoned with.

    What is of one matter comes back as one, or not yet.
    """

    invoiced: tuple[int, ...]
    credited: tuple[int, ...]
    amounts: tuple[Decimal, ...]
    matters: tuple[str, ...]

    @property
    def charges_nothing(self) -> bool:
        """What is left for the invoice cancels out, matter by matter."""
        sums = _sums(self.matters, self.amounts)
        return not any(sums[self.matters[place]] for place in self.invoiced)


def sort_charges(
    owed: Sequence[Owed],
    *,
    standing: Mapping[str, Decimal],
    given: Mapping[str, Given] = NOBODY,
    is_apart: bool = False,
) -> Sorted:
    """What comes back reduces the invoice; where that would fall below nothing, it makes credit notes instead.

    `standing` is what is invoiced for each key, less what came back already: nothing comes back twice, unless it is
    promised. `given` is by ticket. `is_apart`: nothing reduces the invoice; with the tax it would fall below nothing.

    >>> refund = Owed(key="NW-1", amount=Decimal("-60.00"))
    >>> sort_charges([refund], standing={"NW-1": Decimal("40.00")}).amounts
    (Decimal('-40.00'),)
    """
    amounts = _bounded(owed, standing)
    _without_what_was_given_by_hand(owed, amounts, standing=standing, given=given)
    matters, places = _matters(owed, amounts), range(len(owed))
    if sum(amounts, NOTHING) >= 0 and not is_apart:
        return Sorted(invoiced=tuple(places), credited=(), amounts=tuple(amounts), matters=tuple(matters))
    sums = _sums(matters, amounts)
    credited = tuple(place for place in places if sums[matters[place]] < 0)
    return Sorted(
        invoiced=tuple(place for place in places if sums[matters[place]] >= 0),
        credited=credited,
        amounts=tuple(_netted(matters, amounts, credited)),
        matters=tuple(matters),
    )


def _bounded(owed: Sequence[Owed], standing: Mapping[str, Decimal]) -> list[Decimal]:
    """Of one key no more comes back than stands; what was given already is taken off the latest first.

    Refunds are not of the key that they give back: see `_without_what_was_given_by_hand`.
    """
    amounts = [each.amount for each in owed]
    sums = _sums([each.key for each in owed], amounts)
    excess = {key: -(total + standing.get(key, NOTHING)) for key, total in sums.items()}
    for place in reversed(range(len(owed))):
        if not (owed[place].is_promised or owed[place].is_refund):
            taken = min(max(excess[owed[place].key], NOTHING), max(-amounts[place], NOTHING))
            amounts[place] += taken
            excess[owed[place].key] -= taken
    return amounts


def _without_what_was_given_by_hand(
    owed: Sequence[Owed],
    amounts: list[Decimal],
    *,
    standing: Mapping[str, Decimal],
    given: Mapping[str, Given],
) -> None:
    """A refund gives back what is left of its ticket, and what is charged before it now; short of that, it meets what
    a person gave back already. Taken back, it charges no more than it gave.
    """
    left = defaultdict(lambda: NOTHING, {ticket: each.left for ticket, each in given.items()})
    by_hand = defaultdict(lambda: NOTHING, {ticket: each.by_hand for ticket, each in given.items()})
    gave = {each.key: -standing.get(each.key, NOTHING) for each in owed}
    for place, each in enumerate(owed):
        if each.is_promised:
            continue
        if each.is_refund:
            most = left[each.ticket] if amounts[place] < 0 else gave[each.key]
            cut = min(max(abs(amounts[place]) - most, NOTHING), by_hand[each.ticket])
            by_hand[each.ticket] -= cut
            amounts[place] += cut if amounts[place] < 0 else -cut
            gave[each.key] -= amounts[place]
        left[each.ticket] = max(left[each.ticket] + amounts[place], NOTHING)


def _matters(owed: Sequence[Owed], amounts: Sequence[Decimal]) -> list[str]:
    """The key; a refund that was taken back is one matter with the work of its ticket that is taken back too."""
    keys = [each.key for each in owed]
    sums = _sums(keys, amounts)
    turned = {each.ticket for each in owed if each.is_refund and sums[each.key] > 0}
    return [
        each.ticket
        if each.ticket in turned and (sums[each.key] > 0 if each.is_refund else sums[each.key] < 0)
        else each.key
        for each in owed
    ]


def _netted(matters: Sequence[str], amounts: list[Decimal], credited: Sequence[int]) -> list[Decimal]:
    """On credit notes nothing is charged: what a matter charges and gives back at once is given back in sum."""
    charged = _sums(matters, [max(amount, NOTHING) for amount in amounts])
    netted = list(amounts)
    for place in reversed(credited):
        taken = min(charged[matters[place]], max(-amounts[place], NOTHING))
        charged[matters[place]] -= taken
        netted[place] = min(amounts[place] + taken, NOTHING)
    return netted


def _sums(names: Sequence[str], amounts: Sequence[Decimal]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    for name, amount in zip(names, amounts, strict=True):
        sums[name] += amount
    return sums
