"""Billing in the desk: what a clerk sees and does, and who may not."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.billing.charged import FIRST, JUNE, House, make_charge
from tests.billing.test_runs import make_charges_of_many, prepare
from tests.desk.conftest import AsPerson
from uphold.billing.actions import credit_invoice, raise_dispute, start_run, work_run
from uphold.billing.models import Dispute, Invoice, InvoiceRun, Payment
from uphold.journal.queries import entries_about
from uphold.kit import stopped_at


@pytest.fixture(autouse=True)
def first_of_july() -> Iterator[None]:
    with stopped_at(FIRST):
        yield


@pytest.fixture
def clerk(house: House, as_person: AsPerson) -> Client:
    return as_person(house.cleo)


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_says_what_is_open_and_since_when(house: House, clerk: Client) -> None:
    house.invoice("100.00")

    text = text_of(clerk, "/desk/billing/")

    assert "INV-1" in text
    assert "Harbour Clinic" in text
    assert "€120.00" in text
    assert "31 Jul 2026" in text


def test_the_list_is_asked_for_a_state(house: House, clerk: Client) -> None:
    house.invoice("100.00")

    overdue, is_open = (
        text_of(clerk, "/desk/billing/?state=overdue"),
        text_of(clerk, "/desk/billing/?state=open"),
    )

    assert "No invoice like this" in overdue
    assert "INV-1" in is_open


def test_the_page_of_an_invoice_cites_clause_and_ticket_of_each_line(house: House, clerk: Client) -> None:
    make_charge(house.ticket, "125.00", seconds=2100, accounted_seconds=3600, price="€125.00 per hour")
    invoice = house.invoice()

    text = text_of(clerk, f"/desk/billing/invoices/{invoice.pk}")

    assert "35 minutes, accounted as 1 hour" in text
    assert "§ 5" in text
    assert f"/desk/tickets/{house.ticket.number}" in text
    assert "Tax: 20 % on €125.00" in text


def test_one_customer_is_chosen_seen_and_invoiced_at_once(house: House, clerk: Client) -> None:
    make_charge(house.ticket, "100.00")
    organisation = house.ticket.organisation
    address = f"/desk/billing/invoices/new/{house.cast.northwind.pk}/{organisation.pk}"

    chooser, draft = text_of(clerk, "/desk/billing/invoices/new?q=harb"), text_of(clerk, address)
    before = Invoice.objects.count()
    response = clerk.post(address)

    invoice = Invoice.objects.get()
    assert address in chooser
    assert before == 0
    assert "€120.00" in draft
    assert response["Location"] == f"/desk/billing/invoices/{invoice.pk}"
    assert invoice.gross_amount == Decimal("120.00")


def test_only_customers_with_something_to_invoice_are_offered(house: House, clerk: Client) -> None:
    assert "Nothing waits for an invoice" in text_of(clerk, "/desk/billing/invoices/new")

    make_charge(house.ticket, "100.00")

    assert "Nobody of this name" in text_of(clerk, "/desk/billing/invoices/new?q=nobody")
    assert "€100.00" in text_of(clerk, "/desk/billing/invoices/new")


def test_nothing_is_issued_where_nothing_waits(house: House, clerk: Client) -> None:
    address = f"/desk/billing/invoices/new/{house.cast.northwind.pk}/{house.ticket.organisation_id}"

    response = clerk.post(address)

    assert response.status_code == 409
    assert not Invoice.objects.exists()


def test_the_customers_offered_cost_the_same_for_2_and_for_20(house: House, clerk: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as said:
            text_of(clerk, "/desk/billing/invoices/new")
        return len(said)

    make_charge(house.ticket, "10.00")
    statements()
    few = statements()
    make_charges_of_many(house, 20)

    assert statements() == few


@pytest.mark.parametrize(
    ("customer", "mistake"),
    [("nobody", "no customer of this name"), ("r", "Several have this in their name")],
)
def test_a_name_that_is_nobodys_or_several_is_told_at_the_field(
    house: House, clerk: Client, customer: str, mistake: str
) -> None:
    response = clerk.post(
        "/desk/billing/payments/new", {"provider": house.cast.northwind.pk, "customer": customer}
    )

    assert response.status_code == 422
    assert mistake in response.content.decode()
    assert not Payment.objects.exists()


def test_lines_are_credited_with_a_reason(house: House, clerk: Client) -> None:
    invoice = house.invoice("100.00", "50.00")
    line = invoice.lines.get(position=2)

    clerk.post(f"/desk/billing/invoices/{invoice.pk}/credit", {"lines": [line.pk], "reason": "Wrong day"})

    note = Invoice.objects.get(kind="credit note")
    assert (note.net_amount, note.words) == (Decimal("-50.00"), "Wrong day")
    assert "taken back: −€50.00" in text_of(clerk, f"/desk/billing/invoices/{invoice.pk}")
    assert "Takes back" in text_of(clerk, f"/desk/billing/invoices/{note.pk}")


def test_a_dispute_is_noted_and_answered(house: House, clerk: Client) -> None:
    invoice = house.invoice("100.00")
    line = invoice.lines.get()

    clerk.post(f"/desk/billing/invoices/{invoice.pk}/lines/{line.pk}/dispute", {"words": "Not us."})
    dispute = Dispute.objects.get()
    assert "Not us." in text_of(clerk, "/desk/billing/disputes")
    silent = clerk.post(f"/desk/billing/disputes/{dispute.pk}", {"answer": "rejected", "words": ""})
    clerk.post(f"/desk/billing/disputes/{dispute.pk}", {"answer": "rejected", "words": "The log says so."})

    dispute.refresh_from_db()
    assert silent.status_code == 422
    assert (dispute.state, dispute.answered_words) == ("rejected", "The log says so.")
    assert "The log says so." in text_of(clerk, f"/desk/billing/invoices/{invoice.pk}")


def test_a_run_is_prepared_started_and_watched(house: House, clerk: Client) -> None:
    make_charges_of_many(house, 3)

    response = clerk.post(
        "/desk/billing/runs/new",
        {"provider": house.cast.northwind.pk, "from_on": "2026-06-01", "last_on": "2026-06-30"},
    )
    run = InvoiceRun.objects.get()
    preview = text_of(clerk, response["Location"])
    clerk.post(f"/desk/billing/runs/{run.pk}/start")
    work_run(run.pk, at=FIRST)

    done = text_of(clerk, response["Location"])
    assert (run.from_on, run.until_on) == (JUNE, date(2026, 7, 1))
    assert "Start the run" in preview
    assert "€12.00" in preview
    assert "3 of 3" in done
    assert "INV-3" in done


def test_a_run_is_gone_on_with_and_a_preview_thrown_away(house: House, clerk: Client) -> None:
    make_charges_of_many(house, 1)
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    other = prepare(house)

    clerk.post(f"/desk/billing/runs/{run.pk}/resumption")
    clerk.post(f"/desk/billing/runs/{other.pk}/withdrawal")

    other.refresh_from_db()
    assert entries_about(run).filter(kind="invoice_run.started").count() == 2
    assert other.state == "withdrawn"


def test_a_run_that_is_on_is_ended_by_a_clerk(house: House, clerk: Client) -> None:
    make_charges_of_many(house, 2)
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)

    assert "End the run here" in text_of(clerk, f"/desk/billing/runs/{run.pk}")
    clerk.post(f"/desk/billing/runs/{run.pk}/end")

    run.refresh_from_db()
    assert run.state == "done"
    assert "waits for the next one" in text_of(clerk, f"/desk/billing/runs/{run.pk}")
    assert not Invoice.objects.exists()


def test_a_run_that_is_done_is_not_gone_on_with(house: House, clerk: Client) -> None:
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    work_run(run.pk, at=FIRST)

    response = clerk.post(f"/desk/billing/runs/{run.pk}/resumption")

    assert response.status_code == 409
    assert entries_about(run).filter(kind="invoice_run.started").count() == 1


PAYMENT = {
    "customer": "Harbour Clinic",
    "amount": "60.00",
    "currency": "eur",
    "received_on": "2026-07-01",
    "reference": "Part of it",
    "key": "0" * 32,
}


def test_a_payment_is_recorded_once_and_taken_back(house: House, clerk: Client) -> None:
    invoice = house.invoice("100.00")
    form = {**PAYMENT, "provider": house.cast.northwind.pk, "invoice": "inv-1"}
    assert "INV-1" in text_of(clerk, f"/desk/billing/payments/new?invoice={invoice.pk}")

    response = clerk.post("/desk/billing/payments/new", form)
    clerk.post("/desk/billing/payments/new", form)
    payment = Payment.objects.get()
    invoice.refresh_from_db()
    assert response["Location"] == f"/desk/billing/payments/{payment.pk}"
    assert invoice.paid_amount == Decimal("60.00")
    clerk.post(f"/desk/billing/payments/{payment.pk}/reversal", {"reason": "Bounced"})

    invoice.refresh_from_db()
    assert invoice.paid_amount == 0
    assert "Taken back by" in text_of(clerk, f"/desk/billing/payments/{payment.pk}")


def test_an_invoice_of_somebody_else_is_none_of_the_customers(house: House, clerk: Client) -> None:
    form = {**PAYMENT, "provider": house.cast.northwind.pk, "invoice": "INV-7"}

    response = clerk.post("/desk/billing/payments/new", form)

    assert response.status_code == 422
    assert "no open invoice of the customer" in response.content.decode()
    assert not Payment.objects.exists()


def test_leads_read_and_do_not_act(house: House, as_person: AsPerson) -> None:
    invoice = house.invoice("100.00")
    lead = as_person(house.cast.lea)

    text = text_of(lead, f"/desk/billing/invoices/{invoice.pk}")

    assert "Credit" not in text
    assert "Record a payment" not in text
    assert lead.post(f"/desk/billing/invoices/{invoice.pk}/credit", {"reason": "x"}).status_code == 403
    assert not Invoice.objects.filter(kind="credit note").exists()


@pytest.mark.parametrize(
    "place",
    ["", "invoices/new", "runs", "payments", "bank", "disputes", "invoicing", "runs/new", "payments/new"],
)
def test_agents_have_no_place_in_billing(house: House, as_person: AsPerson, place: str) -> None:
    assert as_person(house.cast.ben).get(f"/desk/billing/{place}").status_code == 403
    assert as_person(house.cast.max).get(f"/desk/billing/{place}").status_code == 403


def test_for_another_provider_nothing_is_there(house: House, as_person: AsPerson) -> None:
    invoice = house.invoice("100.00")
    tom = house.cast.tom
    tom.staff.grants.update(role="clerk")

    response = as_person(tom).get(f"/desk/billing/invoices/{invoice.pk}")

    assert response.status_code == 404
    assert "INV-1" not in text_of(as_person(tom), "/desk/billing/")


def test_lists_take_as_many_statements_for_twenty_rows_as_for_two(house: House, clerk: Client) -> None:
    def fill(count: int) -> None:
        for _ in range(count):
            invoice = house.invoice("10.00")
            house.pay("1.00")
            line = invoice.lines.select_related("invoice").get()
            raise_dispute(actor=house.cast.max.actor, line=line, words="Not us.", at=FIRST)

    places = ("/desk/billing/", "/desk/billing/payments", "/desk/billing/disputes")
    fill(2)
    few = [cost_of(clerk, place) for place in places]
    fill(18)

    assert [cost_of(clerk, place) for place in places] == few


def test_the_pages_of_a_run_and_of_an_invoice_take_no_more_statements_for_more_rows(
    house: House, clerk: Client
) -> None:
    short, long = house.invoice("1.00", "2.00"), house.invoice(*["1.00"] * 20)
    credit_invoice(actor=house.cleo.actor, invoice=long, reason="Wrong", at=FIRST)
    make_charges_of_many(house, 20)
    run = prepare(house)

    here = f"/desk/billing/runs/{run.pk}"
    assert cost_of(clerk, f"/desk/billing/invoices/{short.pk}") == cost_of(
        clerk, f"/desk/billing/invoices/{long.pk}"
    )
    before = cost_of(clerk, here)
    run.items.filter(pk__gt=run.items.order_by("pk")[1].pk).delete()
    assert cost_of(clerk, here) == before


def cost_of(client: Client, address: str) -> int:
    return statements_of(lambda: text_of(client, address))


def statements_of(load: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        load()
    return len(captured)
