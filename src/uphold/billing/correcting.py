"""Correcting: which lines of which invoices a credit note takes back, and what it comes to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import DecimalField, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from uphold.billing.billables import key_of
from uphold.billing.lines import Billable, Cited, LineDraft, Rate, correcting_line, line_of
from uphold.billing.models import Invoice, InvoiceLine
from uphold.policy.invoices.crediting import credit_totals
from uphold.policy.invoices.totals import NOTHING, Taxed, Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditNoteDraft:
    """A credit note before it has a number; all its amounts are below nothing."""

    invoice: Invoice
    lines: tuple[LineDraft, ...]
    totals: Totals
    words: str = ""


def invoiced_lines() -> QuerySet[InvoiceLine]:
    """Lines of invoices with what was taken back of each, below nothing for a line above it: `corrected`."""
    nothing = Value(NOTHING, output_field=DecimalField(max_digits=14, decimal_places=2))
    return (
        InvoiceLine.objects.filter(invoice__kind=Invoice.Kind.INVOICE)
        .select_related("invoice", "charge", "order")
        .annotate(corrected=Coalesce(Sum("corrections__net_amount"), nothing))
    )


def credit_notes_for(
    back: Sequence[tuple[Billable, Decimal]],
) -> tuple[list[CreditNoteDraft], list[str]]:
    """Credit notes for charges that come back and that no invoice carries, on the invoices where they stood.

    The latest line of the same work gives back first. What an invoice cannot bear stays for a later one.
    """
    if not back:
        return [], []
    by_invoice: dict[int, list[LineDraft]] = defaultdict(list)
    invoices: dict[int, Invoice] = {}
    places = places_by_key(back)
    for billable, amount in back:
        for line, draft in refund_lines(billable, amount, places=places[billable.key]):
            invoices[line.invoice_id] = line.invoice
            by_invoice[line.invoice_id].append(draft)
    before = taken_back_before(invoices)
    notes, problems = [], []
    for invoice_id, lines in sorted(by_invoice.items()):
        note = credit_note(invoices[invoice_id], lines, before=before[invoice_id])
        if is_bearable(note):
            notes.append(note)
        else:
            problems.append(
                gettext("What comes back is more than invoice {number} can bear; it waits.").format(
                    number=note.invoice.number
                )
            )
    return notes, problems


def credit_note(
    invoice: Invoice, lines: Sequence[LineDraft], *, before: Sequence[Taxed], words: str = ""
) -> CreditNoteDraft:
    """`before` is what was taken back of the invoice already."""
    credited = [turned(line.taxed) for line in lines]
    totals = credit_totals(credited, before=before)
    return CreditNoteDraft(invoice=invoice, lines=tuple(lines), totals=totals, words=words)


def is_bearable(note: CreditNoteDraft) -> bool:
    """Whether the invoice is not taken back further than it came to."""
    return -note.totals.gross <= note.invoice.gross_amount - note.invoice.credited_amount


def taken_back_before(invoice_ids: Iterable[int]) -> dict[int, list[Taxed]]:
    """By invoice, what earlier credit notes took back at each rate, as it was invoiced."""
    before: dict[int, list[Taxed]] = defaultdict(list)
    rows = InvoiceLine.objects.filter(invoice__corrects__in=list(invoice_ids)).order_by()
    for row in rows.values("invoice__corrects", "tax_percent", "tax_category").annotate(
        total=Sum("net_amount")
    ):
        taken = Taxed(net=-row["total"], percent=row["tax_percent"], category=row["tax_category"])
        before[row["invoice__corrects"] or 0].append(taken)
    return before


def places_by_key(back: Sequence[tuple[Billable, Decimal]]) -> dict[str, list[tuple[InvoiceLine, Decimal]]]:
    """The lines that stand for the same work, the latest first, each with what is left of it."""
    tickets = [billable.ticket_id for billable, _ in back if billable.ticket_id is not None]
    found: dict[str, list[tuple[InvoiceLine, Decimal]]] = defaultdict(list)
    for line in invoiced_lines().filter(charge__ticket_id__in=tickets, net_amount__gt=0).order_by("-id"):
        charge = line.charge
        if charge is not None:
            key = key_of(charge.ticket_id, charge.tariff, charge.unit, charge.problem)
            found[key].append((line, left_of(line)))
    return found


def refund_lines(
    billable: Billable, amount: Decimal, *, places: list[tuple[InvoiceLine, Decimal]]
) -> Iterator[tuple[InvoiceLine, LineDraft]]:
    """The charge stands on the first line that it takes back, and what is more on further ones. Takes from `places`."""
    is_first = True
    for place, (line, left) in enumerate(places):
        part = min(left, -amount)
        if part > 0 or (is_first and amount == 0):
            places[place] = (line, left - part)
            yield line, refund_line(billable, line, amount=-part, is_first=is_first)
            amount, is_first = amount + part, False
        if amount == 0 and not is_first:
            return


def refund_line(billable: Billable, line: InvoiceLine, *, amount: Decimal, is_first: bool) -> LineDraft:
    draft = line_of(billable, amount=amount, rate=rate_as_invoiced(line))
    return replace(
        draft,
        corrects_id=line.pk if amount else None,
        charge_id=billable.charge_id if is_first else None,
    )


def taking_back(line: InvoiceLine, *, amount: Decimal, reason: str) -> LineDraft:
    """A line of a credit note that a person asked for; `amount` is of the sign of the line."""
    return correcting_line(
        words=line.words,
        amount=-amount,
        rate=rate_as_invoiced(line),
        corrects_id=line.pk,
        cited=Cited(
            **{name: getattr(line, name) for name in ("document", "clause", "anchor", "row", "line")}
        ),
        ticket_number=line.ticket_number,
        reason=reason,
    )


def rate_as_invoiced(line: InvoiceLine) -> Rate:
    return Rate(id=line.tax_rate_id, percent=line.tax_percent, category=line.tax_category)


def turned(taxed: Taxed) -> Taxed:
    return replace(taxed, net=-taxed.net)


def left_of(line: InvoiceLine) -> Decimal:
    corrected: Decimal = line.corrected  # type: ignore[attr-defined]  # annotated by invoiced_lines
    return line.net_amount + corrected
