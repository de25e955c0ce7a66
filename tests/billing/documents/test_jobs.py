"""Documents are made once, whoever asks; a run goes on where it was stopped, and one bad invoice holds up no other."""

import hashlib
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.billing.documents.invoices import ISSUED_AT, issued, line
from tests.billing.documents.reading import beside, text_of
from tests.cast.people import Cast
from uphold.access import Actor
from uphold.billing.documents import jobs
from uphold.billing.documents.jobs import render, render_issued, render_left_behind, render_missing
from uphold.billing.documents.press import NotPrinted, Order, Press, Printed
from uphold.billing.documents.queries import manuscripts_of, progress_of, without_documents
from uphold.billing.models import Document, Invoice, InvoiceRun
from uphold.journal.write import write

LATER = ISSUED_AT + timedelta(hours=1)


def forms(invoice: Invoice) -> list[str]:
    return sorted(invoice.documents.values_list("form", flat=True))


def run_of(cast: Cast) -> InvoiceRun:
    return InvoiceRun.objects.create(
        provider=cast.northwind,
        from_on=ISSUED_AT.date() - timedelta(days=30),
        until_on=ISSUED_AT.date(),
        state="done",
        prepared_at=ISSUED_AT,
    )


def test_an_invoice_gets_its_pdf_and_its_ubl(cast: Cast) -> None:
    invoice = issued(cast, [line("125.00")])

    made = render(invoice.pk, at=LATER)

    assert (made, forms(invoice)) == (2, ["pdf", "ubl"])
    pdf, ubl = (bytes(invoice.documents.get(form=form).content) for form in ("pdf", "ubl"))
    assert "Total € 150,00" in text_of(pdf)
    assert beside(ubl, "cbc:ID") == [invoice.number]
    assert invoice.documents.get(form="pdf").sha256 == hashlib.sha256(pdf).hexdigest()


def test_making_them_again_changes_nothing(cast: Cast) -> None:
    invoice = issued(cast, [line("125.00")])
    render(invoice.pk, at=LATER)
    before = list(Document.objects.values_list("pk", "sha256", "made_at"))

    assert render(invoice.pk, at=LATER + timedelta(days=1)) == 0
    assert render_missing(LATER, printers=1).made == 0
    assert list(Document.objects.values_list("pk", "sha256", "made_at")) == before


def test_two_who_make_them_at_once_leave_one(cast: Cast) -> None:
    invoice = issued(cast, [line("125.00")])
    render(invoice.pk, at=LATER)
    before = set(Document.objects.values_list("pk", "sha256"))

    jobs.store({invoice.pk: Printed(pdf=b"%PDF other", ubl=b"<other/>")}, at=LATER)

    assert set(Document.objects.values_list("pk", "sha256")) == before


def test_the_reaction_makes_those_of_the_invoice_it_is_about(cast: Cast) -> None:
    issued(cast, [line("1.00")])
    invoice = issued(cast, [line("125.00")])
    entry = write("invoice.issued", about=invoice, by=Actor.system(), at=ISSUED_AT)

    render_issued(entry.pk, at=LATER)

    assert list(Document.objects.values_list("invoice_id", flat=True)) == [invoice.pk, invoice.pk]


def test_a_run_says_how_far_its_documents_are(cast: Cast) -> None:
    run = run_of(cast)
    first = issued(cast, [line("1.00")], run=run)
    issued(cast, [line("2.00")])
    render(first.pk, at=LATER)

    progress = progress_of(run)

    assert (progress.made, progress.total, progress.is_done) == (1, 1, True)


def test_a_run_that_was_stopped_goes_on_with_what_is_missing(cast: Cast) -> None:
    run = run_of(cast)
    for number in range(5):
        issued(cast, [line(f"{number + 1}.00")], run=None if number else run)
    render(Invoice.objects.order_by("pk")[2].pk, at=LATER)
    heard: list[int] = []

    made = render_missing(LATER, printers=2, told=heard.append)

    assert (made.made, made.failed, sum(heard)) == (4, (), 4)
    assert not without_documents().exists()
    assert Document.objects.count() == 10


def test_an_invoice_that_cannot_be_printed_holds_up_no_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = issued(cast, [line("1.00")])
    good = issued(cast, [line("2.00")])
    real = Press.print

    def fail(self: Press, order: Order) -> Printed:
        if order.paper["number"] == bad.number:
            raise NotPrinted("no such colour")
        return real(self, order)

    monkeypatch.setattr(Press, "print", fail)

    made = render_missing(LATER, printers=1)

    assert (made.made, made.failed) == (1, ((bad.pk, "no such colour"),))
    assert (forms(bad), forms(good)) == ([], ["pdf", "ubl"])


def test_what_reactions_left_behind_is_made_after_ten_minutes(cast: Cast) -> None:
    issued(cast, [line("1.00")])

    assert render_left_behind(ISSUED_AT + timedelta(minutes=9)).made == 0
    assert render_left_behind(ISSUED_AT + timedelta(minutes=11)).made == 1


def test_those_that_cannot_be_printed_do_not_take_the_turn_of_others(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = [issued(cast, [line("1.00")]) for _ in range(2)]
    good = issued(cast, [line("2.00")])
    real = Press.print

    def fail(self: Press, order: Order) -> Printed:
        if order.paper["number"] in {each.number for each in bad}:
            raise NotPrinted("no such colour")
        return real(self, order)

    monkeypatch.setattr(Press, "print", fail)
    monkeypatch.setattr(jobs, "MOST_LEFT_BEHIND", 1)

    tried = [render_left_behind(LATER + timedelta(minutes=10 * turn)) for turn in range(3)]

    assert sorted(made.made for made in tried) == [0, 0, 1]
    assert forms(good) == ["pdf", "ubl"]


def test_twenty_manuscripts_take_as_many_statements_as_two(cast: Cast) -> None:
    ids = [issued(cast, [line("1.00"), line("2.00")]).pk for _ in range(20)]

    with CaptureQueriesContext(connection) as two:
        manuscripts_of(ids[:2])
    with CaptureQueriesContext(connection) as twenty:
        manuscripts_of(ids)

    assert (len(two), len(twenty)) == (4, 4)


def test_a_document_is_not_changed_afterwards(cast: Cast) -> None:
    invoice = issued(cast, [line("1.00")])
    render(invoice.pk, at=LATER)

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(invoice=invoice, form="pdf", content=b"x", sha256="x", made_at=LATER)
