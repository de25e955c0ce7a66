"""Amounts as tests write them, and random ones for properties."""

from decimal import Decimal

from hypothesis import strategies as st

from uphold.policy.invoices.totals import Taxed

CENTS = st.integers(min_value=-500_000, max_value=500_000).map(lambda cents: Decimal(cents) / 100)
CHARGED = st.integers(min_value=0, max_value=500_000).map(lambda cents: Decimal(cents) / 100)
RATES = st.sampled_from([("S", "20"), ("S", "10"), ("S", "8.875"), ("S", "7.7"), ("Z", "0"), ("AE", "0")])


def taxed(net: str, percent: str = "20", category: str = "S") -> Taxed:
    return Taxed(net=Decimal(net), percent=Decimal(percent), category=category)


def lines(amounts: st.SearchStrategy[Decimal] = CENTS) -> st.SearchStrategy[list[Taxed]]:
    made = st.builds(
        lambda net, rate: Taxed(net=net, category=rate[0], percent=Decimal(rate[1])), amounts, RATES
    )
    return st.lists(made, max_size=12)
