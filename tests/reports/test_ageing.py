"""Ageing: what is owed, by days past due; what is disputed stands apart."""

from datetime import date
from decimal import Decimal

import pytest

from tests.cast.people import Cast
from tests.reports.rows import make_charge, make_invoice, make_receivable, scope_of
from uphold.billing.models import Dispute, InvoiceLine
from uphold.reports.ageing import AgeingLine, ageing, bucket_of
from uphold.standing.models import Receivable
from uphold.tickets.models import Ticket


@pytest.mark.parametrize(
    ("days", "bucket"),
    [
        (-5, "not_due"),
        (0, "not_due"),
        (1, "to_30"),
        (30, "to_30"),
        (31, "to_60"),
        (60, "to_60"),
        (61, "to_90"),
        (90, "to_90"),
        (91, "over_90"),
    ],
)
def test_a_day_past_due_belongs_to_one_bucket(days: int, bucket: str) -> None:
    assert bucket_of(days) == bucket


def test_amounts_stand_by_customer_and_age_the_most_first(cast: Cast) -> None:
    make_receivable(cast.northwind, cast.harbour, date(2026, 7, 1), open_amount="10.00")
    make_receivable(cast.northwind, cast.harbour, date(2026, 6, 1), open_amount="20.00")
    make_receivable(cast.northwind, cast.orchard, date(2026, 1, 1), open_amount="100.00")
    make_receivable(cast.southgate, cast.orchard, date(2026, 1, 1), open_amount="7.00")

    assert ageing(scope_of(cast)) == (
        AgeingLine(
            organisation_id=cast.orchard.pk,
            customer="Orchard Foods",
            currency="EUR",
            undisputed={"over_90": Decimal("100.00")},
        ),
        AgeingLine(
            organisation_id=cast.harbour.pk,
            customer="Harbour Clinic",
            currency="EUR",
            undisputed={"not_due": Decimal("10.00"), "to_30": Decimal("20.00")},
        ),
    )


def test_what_is_disputed_has_no_age(cast: Cast) -> None:
    make_receivable(cast.northwind, cast.harbour, date(2026, 6, 1), open_amount="20.00", disputed="15.00")

    [line] = ageing(scope_of(cast))

    assert (line.undisputed, line.disputed, line.open) == (
        {"to_30": Decimal("5.00")},
        Decimal("15.00"),
        Decimal("20.00"),
    )


def test_an_invoice_of_which_all_that_is_open_is_disputed_is_still_owed(cast: Cast, ticket: Ticket) -> None:
    charge = make_charge(ticket, "2026-06-02 12:00", amount="10.00")
    invoice = make_invoice(cast.northwind, cast.harbour, date(2026, 6, 3), [(charge, "10.00")])
    owed = make_receivable(
        cast.northwind, cast.harbour, invoice.due_on, open_amount="12.00", disputed="12.00"
    )
    Receivable.objects.filter(pk=owed.pk).update(number=invoice.number)
    Dispute.objects.create(
        line=InvoiceLine.objects.get(), disputed_amount="12.00", words="Not ours", raised_at=ticket.opened_at
    )

    [line] = ageing(scope_of(cast))

    assert (line.disputed, line.open) == (Decimal("12.00"), Decimal("12.00"))


def test_what_is_paid_is_not_owed(cast: Cast) -> None:
    paid = make_receivable(cast.northwind, cast.harbour, date(2026, 6, 1), open_amount="20.00")
    Receivable.objects.filter(pk=paid.pk).update(open_amount=0, settled_at=scope_of(cast).at)

    assert ageing(scope_of(cast)) == ()


def test_today_is_that_of_the_agreements_clock(cast: Cast) -> None:
    make_receivable(cast.northwind, cast.harbour, date(2026, 6, 30), open_amount="20.00")
    late_evening_in_greenwich = scope_of(cast).at.replace(month=6, day=30, hour=23, minute=30)

    before = ageing(scope_of(cast, asked_at=late_evening_in_greenwich))

    assert before[0].undisputed == {"not_due": Decimal("20.00")}
