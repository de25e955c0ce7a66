"""Which invoices a payment pays, and how old what is open is."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.policy.invoices.amounts import CHARGED
from uphold.policy.invoices.ageing import BUCKETS, aged
from uphold.policy.invoices.allocation import Claim, Part, allocate, released

JUNE = date(2026, 6, 1)
CLAIMS = st.lists(
    st.builds(
        lambda day, due, disputed: (JUNE + timedelta(day), due, disputed),
        st.integers(0, 120),
        CHARGED,
        CHARGED,
    ),
    max_size=6,
).map(
    lambda rows: [
        Claim(key=key, due_on=due_on, open=due, disputed=disputed)
        for key, (due_on, due, disputed) in enumerate(rows)
    ]
)


def claim(key: int, due_on: date, amount: str, *, disputed: str = "0.00") -> Claim:
    return Claim(key=key, due_on=due_on, open=Decimal(amount), disputed=Decimal(disputed))


def test_money_pays_the_oldest_first_and_the_rest_in_part() -> None:
    claims = [claim(1, date(2026, 7, 1), "80.00"), claim(2, JUNE, "50.00")]

    parts = allocate(Decimal("70.00"), claims)

    assert parts == (Part(key=2, amount=Decimal("50.00")), Part(key=1, amount=Decimal("20.00")))


def test_what_is_disputed_is_paid_only_where_it_is_named() -> None:
    claims = [claim(1, JUNE, "50.00", disputed="20.00"), claim(2, date(2026, 7, 1), "10.00")]

    unnamed, named = allocate(Decimal("60.00"), claims), allocate(Decimal("60.00"), claims, named=[1])

    assert unnamed == (Part(key=1, amount=Decimal("30.00")), Part(key=2, amount=Decimal("10.00")))
    assert named == (Part(key=1, amount=Decimal("50.00")), Part(key=2, amount=Decimal("10.00")))


def test_invoices_that_the_payer_names_come_before_older_ones() -> None:
    claims = [claim(1, JUNE, "50.00"), claim(2, date(2026, 7, 1), "30.00")]

    parts = allocate(Decimal("40.00"), claims, named=[2])

    assert parts == (Part(key=2, amount=Decimal("30.00")), Part(key=1, amount=Decimal("10.00")))


def test_the_latest_payment_gives_back_first() -> None:
    paid = [Part(key=1, amount=Decimal("40.00")), Part(key=2, amount=Decimal("30.00"))]

    assert released(Decimal("35.00"), paid) == (
        Part(key=2, amount=Decimal("30.00")),
        Part(key=1, amount=Decimal("5.00")),
    )


@given(CHARGED, CLAIMS, st.lists(st.integers(0, 5), max_size=3))
def test_no_invoice_is_overpaid_and_no_money_is_made(
    amount: Decimal, claims: list[Claim], named: list[int]
) -> None:
    parts = allocate(amount, claims, named=named)

    by_key = {part.key: part.amount for part in parts}
    left = amount - sum(by_key.values(), Decimal(0))
    assert len(by_key) == len(parts)
    assert left >= 0
    for each in claims:
        most = each.open if each.key in named else each.payable
        assert 0 <= by_key.get(each.key, Decimal(0)) <= most
        assert left == 0 or by_key.get(each.key, Decimal(0)) == most


@given(CLAIMS, st.integers(-10, 200))
def test_what_is_open_is_in_one_bucket_or_disputed(claims: list[Claim], day: int) -> None:
    found = aged(claims, on=JUNE + timedelta(day))

    assert len(found.amounts) == len(BUCKETS)
    assert found.total == sum((each.open for each in claims), Decimal(0))
