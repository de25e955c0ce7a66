"""An invoice as its page shows it: lines with their clause, disputes and what was taken back, money, documents."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from uphold.access import Actor
from uphold.agreements.models import Version
from uphold.billing.models import Allocation, Dispute, Invoice, InvoiceLine
from uphold.billing.queries import InvoiceSheet
from uphold.desk.agreements.place import citation_href
from uphold.tickets.access import visible_to
from uphold.ui.billed.lines import chip_of, count_words, price_words, tax_words
from uphold.ui.billed.wording import DISPUTE, WAYS, State, day, money
from uphold.ui.components.clause import Clause


@dataclass(frozen=True, slots=True)
class DisputeRow:
    state: State
    words: str
    who: str
    answer: str
    href: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class LineRow:
    """`taken_back` says how much of the line was credited; `dispute_href` is empty where nothing can be disputed."""

    id: int
    position: int
    words: str
    reason: str
    ticket: str
    ticket_href: str
    worked: str
    clause: Clause | None
    count: str
    price: str
    tax: str
    net: str
    is_waived: bool
    taken_back: str
    disputes: tuple[DisputeRow, ...]
    dispute_href: str


@dataclass(frozen=True, slots=True)
class PaidRow:
    on: str
    way: str
    href: str
    amount: str


def line_rows(
    actor: Actor, sheet: InvoiceSheet, *, versions: Mapping[int, Version], may_dispute: bool
) -> list[LineRow]:
    numbers = {line.ticket_number for line in sheet.lines if line.ticket_number}
    known = set(visible_to(actor).filter(number__in=numbers).values_list("number", flat=True))
    return [
        line_row(line, sheet=sheet, versions=versions, known=known, may_dispute=may_dispute)
        for line in sheet.lines
    ]


def line_row(
    line: InvoiceLine,
    *,
    sheet: InvoiceSheet,
    versions: Mapping[int, Version],
    known: set[str],
    may_dispute: bool,
) -> LineRow:
    currency = sheet.invoice.currency
    corrected = line.corrected  # type: ignore[attr-defined]  # annotated by invoice_page
    disputes = tuple(dispute_row(each) for each in line.disputes.all())
    is_open = any(each.is_open for each in disputes)
    is_disputable = (
        may_dispute
        and not is_open
        and sheet.invoice.kind == Invoice.Kind.INVOICE
        and line.net_amount + corrected > 0
    )
    return LineRow(
        id=line.pk,
        position=line.position,
        words=line.words,
        reason=line.reason,
        ticket=line.ticket_number,
        ticket_href=reverse("desk:ticket", args=[line.ticket_number]) if line.ticket_number in known else "",
        worked=day(line.worked_on),
        clause=chip_of(line, versions=versions, href=citation_href),
        count=count_words(line),
        price=price_words(line, currency=currency),
        tax=tax_words(line),
        net=money(line.net_amount, currency),
        is_waived=line.is_waived,
        taken_back=money(corrected, currency) if corrected else "",
        disputes=disputes,
        dispute_href=reverse("desk:invoice-dispute", args=[sheet.invoice.pk, line.pk])
        if is_disputable
        else "",
    )


def dispute_row(dispute: Dispute) -> DisputeRow:
    person = dispute.raised_by or dispute.noted_by
    return DisputeRow(
        state=DISPUTE[dispute.state],
        words=dispute.words,
        who=person.name if person else "",
        answer=dispute.answered_words,
        href=reverse("desk:dispute", args=[dispute.pk]),
        is_open=dispute.state == Dispute.State.OPEN,
    )


def paid_row(allocation: Allocation, *, currency: str) -> PaidRow:
    payment = allocation.payment
    return PaidRow(
        on=day(payment.received_on),
        way=str(WAYS[payment.way]),
        href=reverse("desk:payment", args=[payment.pk]),
        amount=money(allocation.amount, currency),
    )
