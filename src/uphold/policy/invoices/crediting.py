"""Crediting: what a credit note comes to, so that all credit notes of an invoice never come to more than it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from uphold.policy.charges.minor_units import smallest_unit
from uphold.policy.invoices.totals import NOTHING, Taxed, TaxGroup, Totals, nets_by_rate, summed, tax_on


def credit_totals(credited: Sequence[Taxed], *, before: Sequence[Taxed], currency: str) -> Totals:
    """The totals of a credit note, below nothing. `credited` are the amounts taken back now, `before` those of the
    same invoice that were taken back earlier, both as they were invoiced.

    The tax is that on everything taken back so far, less that which was taken back already: two halves of an odd
    cent are one cent.

    >>> half = Taxed(net=Decimal("0.25"), percent=Decimal(10), category="S")
    >>> [str(credit_totals([half], before=known, currency="EUR").gross) for known in ([], [half])]
    ['-0.28', '-0.27']
    """
    earlier = nets_by_rate(before)
    groups = []
    for (category, percent), net in sorted(nets_by_rate(credited).items()):
        already = earlier.get((category, percent), NOTHING)
        tax = tax_on(already + net, percent, currency=currency) - tax_on(already, percent, currency=currency)
        groups.append(TaxGroup(category=category, percent=percent, net=-net, tax=-tax))
    return summed(groups)


def creditable(net: Decimal, *, corrected: Decimal, standing: Decimal | None) -> Decimal:
    """What can still be taken back of a line. `corrected` is what was taken back of it, `standing` what is invoiced,
    less what came back, for the same work; None where the line is for no work.

    >>> creditable(Decimal("100.00"), corrected=Decimal("30.00"), standing=Decimal("50.00"))
    Decimal('50.00')
    """
    left = net - corrected
    if net <= 0 or standing is None:
        return left
    return max(min(left, standing), NOTHING)


def price_of_unused(price: Decimal, *, left: Decimal, unused: int, granted: int, currency: str) -> Decimal:
    """What of a package that was credited comes back: the price of the credits that nobody used, no cent more than is
    `left` of its line.

    >>> price_of_unused(Decimal("300.00"), left=Decimal("300.00"), unused=100, granted=300, currency="EUR")
    Decimal('100.00')
    """
    step = smallest_unit(currency)
    return min(left, int(price / step) * unused // granted * step)
