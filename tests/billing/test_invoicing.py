"""One invoice: what stands on it, how it is numbered and taxed, and that it stays as it was issued."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, InternalError, connection, transaction

from tests.billing.charged import FIRST, JUNE, House, make_charge, make_order
from tests.cast.instants import at
from uphold.access import NotAllowed
from uphold.billing.actions import invoice_now, set_seller
from uphold.billing.billables import open_orders
from uphold.billing.models import Invoice, InvoiceLine, Seller
from uphold.billing.parties import SellerTerms
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.standing.models import Receivable


def test_an_hour_of_work_stands_on_the_invoice_with_its_clause_and_ticket(house: House) -> None:
    make_charge(
        house.ticket,
        "125.00",
        seconds=2100,
        accounted_seconds=3600,
        price="€125.00 per hour",
        on=date(2026, 6, 13),
    )

    [invoice] = invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
    )

    line = invoice.lines.get()
    assert (invoice.net_amount, invoice.tax_amount, invoice.gross_amount) == (
        Decimal("125.00"),
        Decimal("25.00"),
        Decimal("150.00"),
    )
    assert line.words == f"Work on {house.ticket.number}: 35 minutes, accounted as 1 hour"
    assert (line.quantity, line.unit, line.unit_price) == (Decimal(1), "hour", Decimal(125))
    assert (line.anchor, line.row, line.line) == ("5", "Outage that we did not cause", 48)
    assert (line.ticket_number, line.worked_on) == (house.ticket.number, date(2026, 6, 13))


def test_numbers_follow_one_another_and_due_days_follow_the_terms(house: House) -> None:
    first, second = house.invoice("10.00"), house.invoice("20.00")

    assert (first.number, second.number) == ("INV-1", "INV-2")
    assert (first.issued_on, first.due_on) == (date(2026, 7, 1), date(2026, 7, 31))


def test_the_day_of_issue_is_that_of_the_providers_agreement(house: House) -> None:
    late = at("2026-07-01 00:30")

    invoice = house.invoice("10.00", at=late)

    assert invoice.issued_on == date(2026, 7, 1)


def test_work_and_its_waiver_stand_there_at_nothing_with_the_reason(house: House) -> None:
    make_charge(house.ticket, "50.00")
    make_charge(house.ticket, "125.00", unit="night")
    make_charge(house.ticket, "-125.00", unit="night", kind="waiver", reason="Our fault: the platform failed")

    [invoice] = invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
    )

    waived = invoice.lines.filter(is_waived=True)
    assert invoice.net_amount == Decimal("50.00")
    assert [line.net_amount for line in waived] == [0, 0]
    assert [line.reason for line in waived][-1] == "Our fault: the platform failed"


def test_a_provider_that_does_not_show_waived_lines_leaves_them_out(house: House) -> None:
    Seller.objects.update(shows_waived_lines=False)
    make_charge(house.ticket, "50.00")
    make_charge(house.ticket, "0.00", reason="Included")

    [invoice] = invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
    )

    assert [line.net_amount for line in invoice.lines.all()] == [Decimal("50.00")]


def test_work_that_credits_paid_says_how_many(house: House) -> None:
    make_charge(house.ticket, "50.00")
    make_charge(house.ticket, "0.00", credits_taken=12, reason="Configuration")

    [invoice] = invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
    )

    line = invoice.lines.get(net_amount=0)
    assert (line.reason, line.is_waived) == ("Configuration (12 credits)", False)


def test_a_package_is_invoiced_at_once_and_alone(house: House) -> None:
    make_charge(house.ticket, "50.00")
    order = make_order(house.cast.harbour)

    [invoice] = invoice_now(
        actor=house.cleo.actor,
        organisation=house.cast.harbour,
        provider=house.cast.northwind,
        orders=[order],
        at=FIRST,
    )

    assert [(line.order_id, line.words) for line in invoice.lines.all()] == [
        (order.pk, "Package 5 hours: 300 credits")
    ]


def test_a_package_cites_the_row_that_offered_it(house: House) -> None:
    make_order(house.cast.harbour)

    line = house.invoice().lines.get()

    assert (line.document, line.clause, line.anchor, line.row, line.line) == (
        *("northwind", "9. Packages", "9", "5 hours"),
        60,
    )


def test_days_of_orders_are_those_of_the_provider(house: House) -> None:
    """Half past midnight in Vienna is the day before in Greenwich."""
    after_midnight = make_order(house.cast.harbour, ordered_at=at("2026-07-01 00:30"))

    def waiting(until_on: date) -> list[int]:
        orders = open_orders(provider_id=house.cast.northwind.pk, until_on=until_on)
        return [order.pk for order in orders]

    assert waiting(date(2026, 7, 1)) == []
    assert waiting(date(2026, 7, 2)) == [after_midnight.pk]


def test_a_package_of_a_late_evening_stands_there_under_its_own_day(house: House) -> None:
    order = make_order(house.cast.harbour)
    type(order).objects.filter(pk=order.pk).update(ordered_at=at("2026-06-30 00:30"))

    [invoice] = invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
    )

    assert invoice.lines.get().worked_on == date(2026, 6, 30)


def test_what_is_invoiced_once_is_not_invoiced_again(house: House) -> None:
    house.invoice("10.00")

    with pytest.raises(Refused) as refusal:
        house.invoice()

    assert refusal.value.code == "nothing_to_invoice"
    assert (Invoice.objects.count(), Seller.objects.get().next_invoice_serial) == (1, 2)


def test_without_the_sellers_data_nothing_is_issued_and_the_refusal_says_where_to_set_them(
    house: House,
) -> None:
    Seller.objects.all().delete()

    with pytest.raises(Refused) as refusal:
        house.invoice("10.00")

    assert refusal.value.code == "seller_missing"
    assert "Administration, Invoicing" in refusal.value.sentence
    assert not Invoice.objects.exists()


def test_an_invoice_keeps_the_parties_of_its_day(house: House) -> None:
    invoice = house.invoice("10.00")

    terms = SellerTerms(legal_name="Northwind AG", invoice_prefix="R", credit_note_prefix="G", country="AT")
    set_seller(actor=house.cast.olga.actor, provider=house.cast.northwind, terms=terms, at=FIRST)

    invoice.refresh_from_db()
    assert invoice.seller["legal_name"] == "Northwind GmbH"
    assert invoice.buyer["legal_name"] == "Harbour Clinic"
    assert house.invoice("20.00").number == "R-2"


def test_standing_hears_what_is_owed(house: House) -> None:
    invoice = house.invoice("100.00")

    owed = Receivable.objects.get(number=invoice.number)
    assert (owed.open_amount, owed.due_on) == (Decimal("120.00"), date(2026, 7, 31))


def test_the_journal_names_number_and_amount_and_no_party(house: House) -> None:
    invoice = house.invoice("100.00")

    entry = entries_about(invoice).get()
    assert (entry.kind, entry.organisation_id) == ("invoice.issued", house.cast.harbour.pk)
    assert entry.detail == {
        "provider": house.cast.northwind.pk,
        "number": "INV-1",
        "gross": "120.00",
        "currency": "EUR",
    }


def test_two_currencies_make_two_invoices(house: House) -> None:
    make_charge(house.ticket, "10.00")
    make_charge(house.ticket, "20.00", currency="USD")

    issued = invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
    )

    assert [(each.currency, each.net_amount) for each in issued] == [
        ("EUR", Decimal("10.00")),
        ("USD", Decimal("20.00")),
    ]


def test_only_clerks_and_administrators_issue(house: House) -> None:
    cast = house.cast
    make_charge(house.ticket, "10.00")

    for actor in (cast.ben.actor, cast.lea.actor, cast.tom.actor, cast.ada.actor, cast.max.actor):
        with pytest.raises(NotAllowed):
            invoice_now(actor=actor, organisation=cast.harbour, provider=cast.northwind, at=FIRST)

    assert not Invoice.objects.exists()
    [invoice] = invoice_now(
        actor=cast.olga.actor, organisation=cast.harbour, provider=cast.northwind, at=FIRST
    )
    assert invoice.number == "INV-1"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE billing_invoice SET number = 'INV-9'",
        "UPDATE billing_invoice SET paid_amount = 1",
        "DELETE FROM billing_invoice",
        "UPDATE billing_invoiceline SET net_amount = 1",
        "DELETE FROM billing_invoiceline",
    ],
)
def test_what_was_issued_is_not_changed_by_anybody(house: House, statement: str) -> None:
    house.invoice("10.00")

    with pytest.raises((IntegrityError, InternalError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert Invoice.objects.get().number == "INV-1"


def test_lines_must_sum_to_their_invoice(house: House) -> None:
    invoice = house.invoice("10.00")

    with pytest.raises(IntegrityError, match="do not sum"):
        add_line(invoice)

    assert invoice.lines.count() == 1


def test_work_of_a_day_to_come_waits(house: House) -> None:
    make_charge(house.ticket, "10.00", on=JUNE)
    make_charge(house.ticket, "99.00", on=date(2026, 7, 2))

    [invoice] = invoice_now(
        actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
    )

    assert invoice.net_amount == Decimal("10.00")


@transaction.atomic
def add_line(invoice: Invoice) -> None:
    InvoiceLine.objects.create(
        invoice=invoice,
        position=2,
        words="One more",
        quantity=1,
        unit="piece",
        unit_price=5,
        net_amount=5,
        tax_percent=20,
        tax_category="S",
    )
    connection.check_constraints()
