"""Doors and lists: who sees which invoices, and in how many statements."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.billing.charged import FIRST, JULY, House
from tests.billing.test_runs import make_charges_of_many, prepare
from tests.cast.tickets import make_ticket
from uphold.access import Actor, NotAllowed, NotThere
from uphold.billing.access import (
    get_dispute,
    get_invoice,
    get_line,
    get_payment,
    get_run,
    visible_disputes,
    visible_invoices,
    visible_payments,
    visible_runs,
)
from uphold.billing.actions import credit_invoice, raise_dispute, start_run, work_run
from uphold.billing.models import Invoice
from uphold.billing.queries import (
    InvoiceFilters,
    InvoiceState,
    ageing,
    credit_balances,
    invoice_list,
    invoice_page,
    item_page,
    open_invoices,
    open_work,
    payment_list,
    progress_of,
)
from uphold.metering.models import WorkEntry

SEPTEMBER = date(2026, 9, 20)


def test_staff_who_may_and_managers_of_the_customer_see_an_invoice(house: House) -> None:
    invoice = house.invoice("100.00")

    for actor in (house.cleo.actor, house.cast.lea.actor, house.cast.olga.actor, house.cast.max.actor):
        assert get_invoice(actor, invoice.pk) == invoice
        assert list(visible_invoices(actor)) == [invoice]


def test_members_and_agents_are_told_that_they_may_not(house: House) -> None:
    invoice = house.invoice("100.00")

    for actor in (house.cast.ada.actor, house.cast.ben.actor):
        with pytest.raises(NotAllowed):
            get_invoice(actor, invoice.pk)
        assert not visible_invoices(actor).exists()


def test_for_other_customers_and_providers_nothing_is_there(house: House) -> None:
    invoice = house.invoice("100.00")
    payment = house.pay("10.00")
    line = invoice.lines.get()
    dispute = raise_dispute(actor=house.cast.max.actor, line=line, words="Not us.", at=FIRST)
    run = prepare(house)

    for actor in (house.mia.actor, house.cast.eve.actor, house.cast.tom.actor, Actor.anonymous()):
        for door in (
            lambda who: get_invoice(who, invoice.pk),
            lambda who: get_line(who, invoice.pk, line.pk),
            lambda who: get_payment(who, payment.pk),
            lambda who: get_dispute(who, dispute.pk),
            lambda who: get_run(who, run.pk),
        ):
            with pytest.raises(NotThere):
                door(actor)
        assert not visible_invoices(actor).exists()
        assert not visible_payments(actor).exists()
        assert not visible_disputes(actor).exists()
        assert not visible_runs(actor).exists()


def test_a_manager_does_not_see_what_another_provider_invoices_somebody_else(house: House) -> None:
    with pytest.raises(NotThere):
        get_run(house.cast.max.actor, prepare(house).pk)


def test_the_list_is_by_what_is_to_be_done(house: House) -> None:
    old = house.invoice("100.00")
    house.pay("20.00")
    paid = house.invoice("50.00", at=FIRST + timedelta(days=60))
    credit_invoice(actor=house.cleo.actor, invoice=paid, reason="Our mistake", at=FIRST + timedelta(days=60))

    def listed(state: InvoiceState) -> list[str]:
        page = invoice_list(house.cleo.actor, InvoiceFilters(state=state), on=SEPTEMBER)
        return [row.number for row in page.invoices]

    assert listed(InvoiceState.OVERDUE) == [old.number]
    assert listed(InvoiceState.CREDITED) == [paid.number]
    assert listed(InvoiceState.NOTE) == ["CN-1"]
    assert listed(InvoiceState.OPEN) == listed(InvoiceState.PAID) == listed(InvoiceState.DISPUTED) == []


def test_the_list_goes_on_where_the_page_ended(house: House) -> None:
    for _ in range(5):
        house.invoice("10.00")

    first = invoice_list(house.cleo.actor, on=JULY, size=3)
    second = invoice_list(house.cleo.actor, on=JULY, size=3, after=first.next_key)

    assert [row.number for row in (*first.invoices, *second.invoices)] == [
        f"INV-{n}" for n in (5, 4, 3, 2, 1)
    ]
    assert second.next_key is None
    assert invoice_list(house.cleo.actor, on=JULY, size=3, after="tampered").invoices == first.invoices


def test_lists_take_as_many_statements_for_twenty_rows_as_for_two(house: House) -> None:
    make_charges_of_many(house, 20)
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    work_run(run.pk, at=FIRST)
    for _ in range(20):
        house.pay("1.00")

    def few_and_many(load: Callable[[int], object]) -> tuple[int, int]:
        return statements_of(lambda: load(2)), statements_of(lambda: load(20))

    for load in (
        lambda size: invoice_list(house.cleo.actor, on=JULY, size=size),
        lambda size: payment_list(house.cleo.actor, size=size),
        lambda size: item_page(run, size=size),
    ):
        few, many = few_and_many(load)
        assert few == many == 1


def test_the_page_of_an_invoice_takes_as_many_statements_for_twenty_lines_as_for_two(house: House) -> None:
    short = house.invoice("1.00", "2.00")
    long = house.invoice(*["1.00"] * 20)

    def load(invoice: Invoice) -> int:
        return statements_of(lambda: invoice_page(house.cleo.actor, invoice, on=JULY))

    assert load(short) == load(long) <= 7


def test_ageing_sorts_what_is_owed_by_days_and_sets_the_disputed_apart(house: House) -> None:
    invoice = house.invoice("100.00", "50.00")
    line = invoice.lines.get(position=2)
    raise_dispute(actor=house.cast.max.actor, line=line, words="Not us.", at=FIRST)
    house.invoice("10.00", at=FIRST + timedelta(days=75))

    [harbour] = ageing(house.cast.northwind, on=SEPTEMBER)

    assert harbour.aged.amounts == tuple(map(Decimal, ("12.00", "0", "120.00", "0", "0")))
    assert harbour.aged.disputed == Decimal("60.00")


def test_what_is_open_and_what_stands_to_credit(house: House) -> None:
    house.pay("200.00")
    house.invoice("100.00")

    party = {"organisation_id": house.cast.harbour.pk, "provider_id": house.cast.northwind.pk}

    assert open_invoices(**party) == []
    assert credit_balances(**party) == {"EUR": Decimal("80.00")}


def test_a_run_tells_how_far_it_is_and_which_work_is_left_out(house: House) -> None:
    make_charges_of_many(house, 3)
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    other = make_ticket(customer=house.cast.ada, opened_at=FIRST - timedelta(days=9))
    WorkEntry.objects.create(
        ticket=other,
        staff=house.cast.ben.staff,
        started_at=FIRST - timedelta(days=8),
        ended_at=FIRST - timedelta(days=8) + timedelta(minutes=35),
        logged_at=FIRST,
    )

    before = progress_of(run)
    work_run(run.pk, at=FIRST)
    after = progress_of(run)

    assert (before.done, before.total, before.percent) == (0, 3, 0)
    assert (after.done, after.invoices, after.totals) == (3, 3, (("EUR", Decimal("36.00")),))
    [waiting] = open_work(run, [house.cast.harbour.pk])[house.cast.harbour.pk]
    assert (waiting.ticket_number, waiting.seconds) == (other.number, 2100)


def statements_of(load: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        load()
    return len(captured)
