"""Totals: net amounts summed for each rate of tax, and the tax rounded once a rate (EN 16931, BR-CO-10 to 17)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from uphold.policy.charges.minor_units import half_up_in, smallest_unit
from uphold.policy.invoices.shares import shared

NOTHING = Decimal("0.00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxed:
    """A net amount that can be paid, and the rate that it is taxed at; `category` is the code of e-invoices."""

    net: Decimal
    percent: Decimal
    category: str

    @property
    def rate(self) -> tuple[str, Decimal]:
        return (self.category, self.percent)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxGroup:
    """Everything that is taxed at one rate."""

    category: str
    percent: Decimal
    net: Decimal
    tax: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """`gross` is net and tax; `groups` stand in the order of category and percent."""

    net: Decimal
    tax: Decimal
    gross: Decimal
    groups: tuple[TaxGroup, ...]


def totals_of(lines: Iterable[Taxed], *, currency: str) -> Totals:
    """Sums the lines of each rate, and taxes each sum once.

    >>> totals_of([Taxed(net=Decimal("125.00"), percent=Decimal(20), category="S")], currency="EUR").gross
    Decimal('150.00')
    """
    nets = nets_by_rate(lines)
    return summed(
        TaxGroup(category=category, percent=percent, net=net, tax=tax_on(net, percent, currency=currency))
        for (category, percent), net in sorted(nets.items())
    )


def summed(groups: Iterable[TaxGroup]) -> Totals:
    """The totals over groups of tax."""
    kept = tuple(groups)
    net = sum((group.net for group in kept), NOTHING)
    tax = sum((group.tax for group in kept), NOTHING)
    return Totals(net=net, tax=tax, gross=net + tax, groups=kept)


def nets_by_rate(lines: Iterable[Taxed]) -> dict[tuple[str, Decimal], Decimal]:
    nets: dict[tuple[str, Decimal], Decimal] = defaultdict(lambda: NOTHING)
    for line in lines:
        nets[line.rate] += line.net
    return nets


def tax_on(net: Decimal, percent: Decimal, *, currency: str) -> Decimal:
    """The tax on a sum, half a cent rounded away from nothing, so that what is taken back is what was asked for.

    >>> [str(tax_on(Decimal(net), Decimal(10), currency="EUR")) for net in ("0.25", "-0.25")]
    ['0.03', '-0.03']
    >>> tax_on(Decimal(1005), Decimal(10), currency="JPY")
    Decimal('101')
    """
    exact = Fraction(net) * Fraction(percent) / 100
    rounded = half_up_in(currency).of(abs(exact))
    return rounded if exact >= 0 else -rounded


def taxes_of_lines(lines: Sequence[Taxed], *, currency: str) -> tuple[Decimal, ...]:
    """The tax of each line, so that the lines of a rate sum to the tax of that rate (largest remainder).

    >>> third = Taxed(net=Decimal("0.33"), percent=Decimal(20), category="S")
    >>> [str(tax) for tax in taxes_of_lines([third, third, third], currency="EUR")]
    ['0.07', '0.07', '0.06']
    """
    taxes = [NOTHING] * len(lines)
    for rate, net in nets_by_rate(lines).items():
        places = [place for place, line in enumerate(lines) if line.rate == rate]
        exact = [Fraction(lines[place].net) * Fraction(rate[1]) / 100 for place in places]
        total = tax_on(net, rate[1], currency=currency)
        parts = shared(total, exact, step=smallest_unit(currency))
        for place, tax in zip(places, parts, strict=True):
            taxes[place] = tax
    return tuple(taxes)
