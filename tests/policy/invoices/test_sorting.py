"""Charges that go to the invoice, to credit notes, or were given already."""

from collections import defaultdict
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.policy.invoices.amounts import CENTS, CHARGED
from uphold.policy.invoices.sorting import Owed, sort_charges

KEYS = st.sampled_from(["NW-1", "NW-2", "NW-3"])
OWED = st.lists(st.builds(Owed, key=KEYS, amount=CENTS), max_size=10)
STANDING = st.dictionaries(KEYS, CHARGED, max_size=3)


def owed(key: str, amount: str) -> Owed:
    return Owed(key=key, amount=Decimal(amount))


def test_a_refund_reduces_the_invoice_that_it_meets() -> None:
    found = sort_charges(
        [owed("NW-1", "100.00"), owed("NW-2", "-40.00")], standing={"NW-2": Decimal("40.00")}
    )

    assert (found.invoiced, found.credited) == ((0, 1), ())


def test_a_refund_that_the_invoice_cannot_carry_makes_a_credit_note() -> None:
    found = sort_charges([owed("NW-1", "10.00"), owed("NW-2", "-40.00")], standing={"NW-2": Decimal("40.00")})

    assert (found.invoiced, found.credited) == ((0,), (1,))


def test_what_was_credited_by_hand_does_not_come_back_again() -> None:
    found = sort_charges(
        [owed("NW-1", "100.00"), owed("NW-2", "-40.00")], standing={"NW-2": Decimal("15.00")}
    )

    assert found.amounts == (Decimal("100.00"), Decimal("-15.00"))


def test_what_is_promised_comes_back_whatever_was_invoiced() -> None:
    promised = Owed(key="missed", amount=Decimal("-40.00"), is_promised=True)

    found = sort_charges([owed("NW-1", "100.00"), promised], standing={})

    assert found.amounts == (Decimal("100.00"), Decimal("-40.00"))


def test_work_and_its_waiver_in_one_period_stand_side_by_side() -> None:
    found = sort_charges([owed("NW-1", "100.00"), owed("NW-1", "-100.00")], standing={})

    assert (found.invoiced, found.amounts) == ((0, 1), (Decimal("100.00"), Decimal("-100.00")))


def test_a_credit_note_gives_back_what_is_left_when_work_was_charged_meanwhile() -> None:
    found = sort_charges([owed("NW-2", "10.00"), owed("NW-2", "-40.00")], standing={"NW-2": Decimal("40.00")})

    assert (found.credited, found.amounts) == ((0, 1), (Decimal("0.00"), Decimal("-30.00")))


@given(OWED, STANDING)
def test_nothing_comes_back_twice_and_no_invoice_falls_below_nothing(
    charges: list[Owed], standing: dict[str, Decimal]
) -> None:
    found = sort_charges(charges, standing=standing)

    left: dict[str, Decimal] = defaultdict(Decimal, standing)
    for each, amount in zip(charges, found.amounts, strict=True):
        left[each.key] += amount
        assert min(each.amount, Decimal(0)) <= amount <= max(each.amount, Decimal(0))
    assert all(amount >= 0 for amount in left.values())
    assert sum(found.amounts, Decimal(0)) == sum(left.values(), Decimal(0)) - sum(
        standing.values(), Decimal(0)
    )
    assert sum((found.amounts[place] for place in found.invoiced), Decimal(0)) >= 0
    assert all(found.amounts[place] <= 0 for place in found.credited)
    assert sorted((*found.invoiced, *found.credited)) == list(range(len(charges)))
