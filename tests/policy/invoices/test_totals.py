"""Totals of an invoice: taxed once a rate, and never otherwise than its lines say."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings

from tests.policy.invoices.amounts import lines, taxed
from uphold.policy.invoices.totals import Taxed, taxes_of_lines, totals_of


def test_tax_is_rounded_once_a_rate_and_not_once_a_line() -> None:
    three_thirds = [taxed("0.33"), taxed("0.33"), taxed("0.33")]

    totals = totals_of(three_thirds, currency="EUR")

    assert (totals.net, totals.tax, totals.gross) == (Decimal("0.99"), Decimal("0.20"), Decimal("1.19"))


def test_each_rate_has_its_own_sum() -> None:
    totals = totals_of(
        [taxed("100.00", "20"), taxed("50.00", "10"), taxed("25.00", "0", "Z")], currency="EUR"
    )

    assert [(group.category, group.percent, group.tax) for group in totals.groups] == [
        ("S", Decimal(10), Decimal("5.00")),
        ("S", Decimal(20), Decimal("20.00")),
        ("Z", Decimal(0), Decimal("0.00")),
    ]


def test_what_comes_back_reduces_the_tax_of_its_rate() -> None:
    totals = totals_of([taxed("125.00"), taxed("-25.00")], currency="EUR")

    assert (totals.net, totals.tax) == (Decimal("100.00"), Decimal("20.00"))


def test_no_lines_come_to_nothing() -> None:
    totals = totals_of([], currency="EUR")

    assert (totals.net, totals.tax, totals.gross, totals.groups) == (Decimal(0), Decimal(0), Decimal(0), ())


@settings(max_examples=1000)
@given(lines())
def test_every_invoice_adds_up(given_lines: list[Taxed]) -> None:
    totals = totals_of(given_lines, currency="EUR")

    assert totals.net == sum((line.net for line in given_lines), Decimal(0))
    assert totals.net == sum((group.net for group in totals.groups), Decimal(0))
    assert totals.tax == sum((group.tax for group in totals.groups), Decimal(0))
    assert totals.gross == totals.net + totals.tax
    for group in totals.groups:
        exact = Fraction(group.net) * Fraction(group.percent) / 100
        assert abs(Fraction(group.tax) - exact) <= Fraction(1, 200)


@given(lines())
def test_the_taxes_of_lines_sum_to_the_tax_of_the_invoice(given_lines: list[Taxed]) -> None:
    taxes = taxes_of_lines(given_lines, currency="EUR")

    assert sum(taxes, Decimal(0)) == totals_of(given_lines, currency="EUR").tax
    for line, tax in zip(given_lines, taxes, strict=True):
        assert abs(Fraction(tax) - Fraction(line.net) * Fraction(line.percent) / 100) < Fraction(1, 100)


@given(lines())
def test_what_is_wholly_taken_back_is_what_was_asked_for(given_lines: list[Taxed]) -> None:
    taken_back = [Taxed(net=-line.net, percent=line.percent, category=line.category) for line in given_lines]

    assert totals_of(taken_back, currency="EUR").gross == -totals_of(given_lines, currency="EUR").gross
