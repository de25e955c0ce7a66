"""Letters about invoices go out once, to whom the buyer named, with the document that was made."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import resolve

from tests.billing.documents.invoices import ISSUED_AT, issued, line
from tests.cast.people import Cast
from uphold.access import Actor, NotAllowed, NotThere
from uphold.billing.documents.sending import NothingIsOverdue, remind, send_again
from uphold.billing.models import Dispute, Invoice
from uphold.journal.models import Entry
from uphold.journal.write import write
from uphold.mail.jobs import send_waiting
from uphold.mail.models import OutgoingMail
from uphold.notices.invoices import tell_of_invoice

LATER = ISSUED_AT + timedelta(hours=1)
OVERDUE = ISSUED_AT + timedelta(days=40)


def told(kind: str, invoice: Invoice) -> list[tuple[str, str]]:
    entry = write(kind, about=invoice, by=Actor.system(), at=ISSUED_AT)
    tell_of_invoice(entry.pk, at=LATER)
    tell_of_invoice(entry.pk, at=LATER)
    return mailed()


def mailed() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("pk").values_list("to_address", "subject"))


def test_an_invoice_goes_to_the_address_that_the_buyer_named(cast: Cast, mailoutbox: list[Any]) -> None:
    invoice = issued(cast, [line("125.00")])

    assert told("invoice.issued", invoice) == [
        ("accounts@harbour.example", "Northwind: invoice NW-2026-0001")
    ]
    send_waiting(LATER)

    sent = mailoutbox[0]
    link = re.search(r"http://[^/]+(/\S+)", sent.body)
    assert link is not None
    assert resolve(link[1]).view_name == "portal:invoice"
    assert "about €\xa0150,00. It is due on 31 Jul 2026." in sent.body
    assert [(name, kind) for name, _, kind in sent.attachments] == [("NW-2026-0001.pdf", "application/pdf")]
    assert sent.attachments[0][1] == bytes(invoice.documents.get(form="pdf").content)


def test_without_such_an_address_the_managers_get_it(cast: Cast) -> None:
    invoice = issued(cast, [line("125.00")], buyer={"email": ""})

    assert told("invoice.issued", invoice) == [("max@harbour.example", "Northwind: invoice NW-2026-0001")]


def test_where_nobody_reads_nothing_is_sent_and_nothing_fails(cast: Cast) -> None:
    invoice = issued(cast, [line("125.00")], buyer={"email": ""})
    cast.max.contact.is_active = False
    cast.max.contact.save(update_fields=["is_active"])

    assert told("invoice.issued", invoice) == []


def test_a_credit_note_says_what_it_corrects(cast: Cast) -> None:
    invoice = issued(cast, [line("125.00")])
    note = issued(cast, [line("-125.00", quantity="-1")], kind="credit note", number="NC-1", corrects=invoice)

    assert told("invoice.credited", note) == [
        ("accounts@harbour.example", "Northwind: credit note NC-1 for NW-2026-0001")
    ]
    assert "about €\xa0150,00" in OutgoingMail.objects.get().body


def test_a_reminder_says_what_is_overdue(cast: Cast) -> None:
    invoice = issued(cast, [line("125.00")])

    entry = remind(actor=cast.olga.actor, invoice=invoice, at=OVERDUE)
    tell_of_invoice(entry.pk, at=OVERDUE)

    assert mailed() == [("accounts@harbour.example", "Northwind: NW-2026-0001 was due on 31 Jul 2026")]
    assert "€\xa0150,00 were due on 31 Jul 2026" in OutgoingMail.objects.get().body


def test_what_is_disputed_is_not_reminded_of(cast: Cast) -> None:
    disputed = line("125.00")
    invoice = issued(cast, [disputed, line("10.00")])
    Dispute.objects.create(
        line=disputed, disputed_amount=Decimal("150.00"), words="Not ours.", raised_at=OVERDUE
    )

    entry = remind(actor=cast.olga.actor, invoice=invoice, at=OVERDUE)

    assert entry.detail["overdue"] == "12.00"


@pytest.mark.parametrize(
    "more",
    [
        {"due_on": date(2026, 8, 10)},
        {"paid_amount": Decimal("150.00")},
        {"credited_amount": Decimal("150.00")},
    ],
)
def test_nobody_is_reminded_of_what_is_not_overdue(cast: Cast, more: dict[str, Any]) -> None:
    invoice = issued(cast, [line("125.00")], **more)

    with pytest.raises(NothingIsOverdue):
        remind(actor=cast.olga.actor, invoice=invoice, at=OVERDUE)

    assert not Entry.objects.filter(kind="invoice.reminded").exists()


def test_an_invoice_is_sent_again_when_somebody_asks(cast: Cast) -> None:
    invoice = issued(cast, [line("125.00")])

    for _ in range(2):
        tell_of_invoice(send_again(actor=cast.olga.actor, invoice=invoice, at=LATER).pk, at=LATER)

    assert mailed() == [("accounts@harbour.example", "Northwind: NW-2026-0001 once more")] * 2


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("ada", NotAllowed),
        ("max", NotAllowed),
        ("ben", NotAllowed),
        ("nia", NotAllowed),
        ("lea", NotAllowed),
        ("eve", NotThere),
        ("tom", NotThere),
    ],
)
def test_only_who_issues_invoices_sends_letters_about_them(
    cast: Cast, name: str, refusal: type[Exception]
) -> None:
    invoice = issued(cast, [line("125.00")])

    for verb in (send_again, remind):
        with pytest.raises(refusal):
            verb(actor=getattr(cast, name).actor, invoice=invoice, at=OVERDUE)

    assert not Entry.objects.filter(about_kind="invoice").exists()
