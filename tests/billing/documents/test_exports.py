"""Files for accounting programs are as their golden files say, hold no formula, and show nobody what is not his."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.billing.documents.invoices import ISSUED_AT, issued, line
from tests.cast.people import Cast
from uphold.access import NotAllowed
from uphold.billing.documents.exports import Form, Period, export
from uphold.billing.models import Allocation, Payment, Repayment

GOLDEN = Path(__file__).parent / "golden"
JULY = Period(from_on=date(2026, 7, 1), until_on=date(2026, 8, 1))


@pytest.fixture
def books(cast: Cast) -> Cast:
    """An invoice of two rates, a credit note for a third of a cent's worth of it, a payment and its reversal, and one
    that was repaid.
    """
    first = line("187.50", quantity="1.5", unit="hour", price="125.00", reason="agreed by Max")
    second = line("33.33", percent="10", words="Package of 2 hours", anchor="", row="2 hours")
    invoice = issued(cast, [first, second])
    issued(
        cast,
        [line("-33.33", quantity="-1", percent="10", words="Taken back", anchor="", row="")],
        kind="credit note",
        number="NW-C-1",
        serial=1,
        corrects=invoice,
    )
    issued(cast, [line("9.00")], number="NW-OLD", issued_on=date(2026, 6, 30))
    paid = payment(cast, "100.00", key="one")
    payment(cast, "-100.00", key="two", reverses=paid)
    repayment(cast, "40.00", of=payment(cast, "40.00", key="three"))
    return cast


def payment(cast: Cast, amount: str, *, key: str, reverses: Payment | None = None) -> Payment:
    return Payment.objects.create(
        provider=cast.northwind,
        organisation=cast.harbour,
        way="manual",
        received_on=date(2026, 7, 15),
        recorded_at=ISSUED_AT,
        amount=Decimal(amount),
        currency="EUR",
        reference="NW-2026-0001",
        reverses=reverses,
        key=key,
    )


def repayment(cast: Cast, amount: str, *, of: Payment) -> None:
    row = Repayment.objects.create(
        provider=cast.northwind,
        organisation=cast.harbour,
        way="transfer",
        repaid_on=date(2026, 7, 31),
        recorded_at=ISSUED_AT,
        amount=Decimal(amount),
        currency="EUR",
        reference="R-1",
        reason="Overpaid",
        key="back",
    )
    Allocation.objects.create(payment=of, repayment=row, amount=Decimal(amount), at=ISSUED_AT)


def exported(cast: Cast, form: Form, *, name: str = "olga") -> Iterator[str]:
    actor = getattr(cast, name).actor
    return export(actor=actor, provider=cast.northwind, form=form, period=JULY)


def rows(cast: Cast, form: Form) -> list[dict[str, str]]:
    return list(csv.DictReader("".join(exported(cast, form)).removeprefix("\ufeff").splitlines()))


@pytest.mark.parametrize("form", list(Form))
def test_the_file_is_as_its_golden_file(books: Cast, form: Form) -> None:
    made = "".join(exported(books, form))
    for number, each in enumerate(Payment.objects.order_by("pk"), start=1):
        made = made.replace(f"P-{each.pk},", f"P-{number},")
    made = made.replace(f"R-{Repayment.objects.get().pk},", "R-1,")

    assert made.encode() == (GOLDEN / f"{form}.csv").read_bytes()


def test_the_journal_balances_voucher_by_voucher(books: Cast) -> None:
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows(books, Form.JOURNAL):
        sums[row["Voucher"]] += Decimal(row["Debit"] or 0) - Decimal(row["Credit"] or 0)

    assert len(sums) == 6
    assert set(sums.values()) == {Decimal(0)}


def test_quantity_times_rate_is_the_amount_in_every_row(cast: Cast) -> None:
    issued(
        cast, [line("108.33", quantity="0.866667", unit="hour", price="125"), line("100.00", quantity="7")]
    )

    for row in rows(cast, Form.QUICKBOOKS):
        amount = Decimal(row["ItemQuantity"]) * Decimal(row["ItemRate"])
        assert amount.quantize(Decimal("0.01")) == Decimal(row["*ItemAmount"])


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
@pytest.mark.parametrize("form", list(Form))
def test_no_cell_is_a_formula(cast: Cast, form: Form, words: str) -> None:
    issued(cast, [line("1.00", words=words, row=words)], buyer={"legal_name": words, "reference": words})

    cells = [cell for row in rows(cast, form) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))]
    assert not [cell for cell in cells if cell.startswith("-") and not cell[1:].replace(".", "").isdigit()]


@pytest.mark.parametrize("name", ["ben", "nia", "tom", "ada", "eve"])
def test_who_may_not_read_invoices_gets_no_file(books: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        exported(books, Form.JOURNAL, name=name)


def test_a_manager_of_one_customer_gets_his_own_alone(books: Cast) -> None:
    issued(books, [line("5.00")], number="NW-OTHER", organisation=books.orchard)

    text = "".join(exported(books, Form.JOURNAL, name="max"))
    numbers = {row["Voucher"] for row in csv.DictReader(text.removeprefix("\ufeff").splitlines())}

    assert "NW-OTHER" not in numbers
    assert "NW-2026-0001" in numbers
