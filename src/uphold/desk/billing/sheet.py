"""An invoice as its page shows it: lines with their clause, disputes and what was taken back, money, documents."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Actor
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.billing.models import Allocation, Dispute, Invoice, InvoiceLine
from uphold.billing.queries import InvoiceSheet
from uphold.desk.agreements.place import citation_href
from uphold.desk.billing.wording import DISPUTE, WAYS, State, day, money
from uphold.tickets.access import visible_to
from uphold.ui.components.clause import Clause
from uphold.ui.decided.clause import clause_of
from uphold.ui.decided.record import citations_of


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
        clause=chip_of(line, versions=versions),
        count=count_words(line),
        price=money(line.unit_price, currency) if line.quantity != 1 else "",
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


def count_words(line: InvoiceLine) -> str:
    """How many of what, without ends of nothing: "1.5 hours"."""
    if line.unit not in UNITS:
        return ""
    return UNITS[line.unit]() % {"count": f"{line.quantity.normalize():f}".replace("-", "−")}


UNITS = {"hour": lambda: gettext("%(count)s h"), "minute": lambda: gettext("%(count)s min")}


def tax_words(line: InvoiceLine) -> str:
    percent = f"{line.tax_percent.normalize():f} %"
    return percent if line.tax_category == "S" else f"{percent} ({line.tax_category})"


def chip_of(line: InvoiceLine, *, versions: Mapping[int, Version]) -> Clause | None:
    """The row that charged, as it stood; none where a person decided."""
    version = versions.get(line.pk)
    if not line.anchor or line.line is None:
        return None
    if version is None:
        return Clause(number=line.anchor, label=line.row, href="")
    cited = citations_of(compiled(version)).get((line.document, line.line))
    if cited is not None:
        return clause_of(cited, href=citation_href)
    here = reverse("desk:agreement", args=[version.agreement.slug, version.version])
    return Clause(number=line.anchor, label=line.row, href=here)


def versions_of(sheet: InvoiceSheet) -> dict[int, Version]:
    """By line, the version of the agreement that charged it, or what it takes back; one statement."""
    ids = [line.pk for line in sheet.lines]
    rows = InvoiceLine.objects.filter(pk__in=ids).select_related(
        "charge__version__agreement", "corrects__charge__version__agreement"
    )
    found: dict[int, Version] = {}
    for row in rows:
        charge = row.charge or (row.corrects.charge if row.corrects else None)
        if charge is not None:
            found[row.pk] = charge.version
    return found
