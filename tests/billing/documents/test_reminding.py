"""Reminders go by themselves only where the provider says when; once an invoice, and never of what is disputed."""

from dataclasses import fields, replace

import pytest

from tests.billing.charged import House
from tests.cast.instants import at
from uphold.billing.actions import raise_dispute, set_seller
from uphold.billing.documents.reminding import remind_overdue
from uphold.billing.documents.sending import remind
from uphold.billing.models import Invoice
from uphold.billing.parties import PartyFieldWrong, SellerTerms
from uphold.journal.queries import entries_about

DUE = at("2026-07-31 08:00")
TENTH_DAY = at("2026-08-10 00:30")
LATER = at("2026-08-12 08:00")


def remind_after(house: House, days: int | None) -> None:
    house.seller.refresh_from_db()
    kept = {field.name: getattr(house.seller, field.name) for field in fields(SellerTerms)}
    terms = replace(SellerTerms(**kept), reminder_days=days)
    set_seller(actor=house.cast.olga.actor, provider=house.cast.northwind, terms=terms, at=DUE)


def reminders(invoice: Invoice) -> int:
    return entries_about(invoice).filter(kind="invoice.reminded").count()


def test_an_invoice_is_reminded_of_once_on_the_day_that_was_set(house: House) -> None:
    """Half past midnight in Vienna, which is the day before in Greenwich."""
    remind_after(house, 10)
    invoice = house.invoice("100.00")

    counts = [remind_overdue(moment) for moment in (at("2026-08-09 23:30"), TENTH_DAY, TENTH_DAY, LATER)]

    assert counts == [0, 1, 0, 0]
    assert entries_about(invoice).get(kind="invoice.reminded").detail["overdue"] == "120.00"


def test_without_a_day_nobody_is_reminded(house: House) -> None:
    invoice = house.invoice("100.00")

    assert (remind_overdue(LATER), reminders(invoice)) == (0, 0)


@pytest.mark.parametrize("why", ["paid", "disputed", "reminded by hand"])
def test_nobody_is_reminded_of_what_is_settled_or_spoken_of(house: House, why: str) -> None:
    remind_after(house, 10)
    invoice = house.invoice("100.00")
    if why == "paid":
        house.pay("120.00")
    if why == "disputed":
        raise_dispute(actor=house.cast.max.actor, line=invoice.lines.get(), words="Not us.", at=DUE)
    if why == "reminded by hand":
        remind(actor=house.cleo.actor, invoice=invoice, at=at("2026-08-05 09:00"))

    assert remind_overdue(LATER) == 0


def test_old_debts_are_left_to_a_person_when_the_day_is_set(house: House) -> None:
    invoice = house.invoice("100.00")
    remind_after(house, 10)

    assert (remind_overdue(at("2026-08-17 08:00")), reminders(invoice)) == (0, 0)


@pytest.mark.parametrize("days", [0, 366])
def test_a_day_that_is_none_is_refused(house: House, days: int) -> None:
    with pytest.raises(PartyFieldWrong):
        remind_after(house, days)

    house.seller.refresh_from_db()
    assert house.seller.reminder_days is None
