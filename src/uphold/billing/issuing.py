"""Issuing: numbers from the locked seller, and invoices with their lines, all in one transaction.

Whoever calls holds the customerships. When the transaction fails, the numbers go back: the series has no gap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from uphold.access import Actor
from uphold.billing.billables import Period
from uphold.billing.correcting import CreditNoteDraft
from uphold.billing.days import day_of
from uphold.billing.drafting import CustomerDraft
from uphold.billing.lines import LineDraft
from uphold.billing.locking import lock_seller
from uphold.billing.models import Invoice, InvoiceLine, InvoiceRun, Seller
from uphold.billing.parties import Party, kept_seller
from uphold.journal.write import Draft, write_all


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What is common to everything that is issued at once."""

    by: Actor
    at: datetime
    issued_on: date
    run: InvoiceRun | None = None


def issue_now(*, by: Actor, seller: Seller, at: datetime, run: InvoiceRun | None = None) -> Issue:
    """The day of issue is the one where the provider works."""
    return Issue(by=by, at=at, issued_on=day_of(at, provider_id=seller.provider_id), run=run)


def issue_invoices(
    drafts: Sequence[CustomerDraft], *, seller: Seller, period: Period, issue: Issue
) -> list[Invoice]:
    """Numbers and writes the invoices of the drafts, in their order; a handful of statements for any number."""
    planned = [(draft, invoice) for draft in drafts for invoice in draft.invoices]
    if not planned:
        return []
    seller = lock_seller(seller)
    kept = kept_seller(seller)
    rows = []
    for serial, (draft, invoice) in enumerate(planned, start=seller.next_invoice_serial):
        rows.append(
            Invoice(
                provider_id=seller.provider_id,
                organisation_id=draft.organisation.pk,
                kind=Invoice.Kind.INVOICE,
                number=number_of(seller.invoice_prefix, serial),
                serial=serial,
                run=issue.run,
                issued_at=issue.at,
                issued_on=issue.issued_on,
                due_on=issue.issued_on + timedelta(days=draft.payment_days),
                from_on=period.from_on,
                until_on=period.until_on,
                currency=invoice.currency,
                net_amount=invoice.totals.net,
                tax_amount=invoice.totals.tax,
                gross_amount=invoice.totals.gross,
                seller=kept,
                buyer=draft.buyer,
            )
        )
    Seller.objects.filter(pk=seller.pk).update(next_invoice_serial=seller.next_invoice_serial + len(rows))
    Invoice.objects.bulk_create(rows)
    contents = zip(rows, (invoice.lines for _, invoice in planned), strict=True)
    InvoiceLine.objects.bulk_create(line for row, lines in contents for line in line_rows(lines, invoice=row))
    write_all([entry_of("invoice.issued", row) for row in rows], by=issue.by, at=issue.at)
    return rows


def issue_credit_note(draft: CreditNoteDraft, *, seller: Seller, issue: Issue) -> Invoice:
    """What it takes back from the invoice must be free of payments by now."""
    seller = lock_seller(seller)
    corrected, serial = draft.invoice, seller.next_credit_note_serial
    row = Invoice.objects.create(
        provider_id=seller.provider_id,
        organisation_id=corrected.organisation_id,
        kind=Invoice.Kind.CREDIT_NOTE,
        number=number_of(seller.credit_note_prefix, serial),
        serial=serial,
        corrects=corrected,
        run=issue.run,
        issued_at=issue.at,
        issued_on=issue.issued_on,
        due_on=issue.issued_on,
        from_on=corrected.from_on,
        until_on=corrected.until_on,
        currency=corrected.currency,
        net_amount=draft.totals.net,
        tax_amount=draft.totals.tax,
        gross_amount=draft.totals.gross,
        seller=kept_seller(seller),
        buyer=corrected.buyer,
        words=draft.words,
    )
    Seller.objects.filter(pk=seller.pk).update(next_credit_note_serial=serial + 1)
    InvoiceLine.objects.bulk_create(line_rows(draft.lines, invoice=row))
    write_all([entry_of("invoice.credited", row)], by=issue.by, at=issue.at)
    return row


def line_rows(lines: Sequence[LineDraft], *, invoice: Invoice) -> Iterator[InvoiceLine]:
    for position, line in enumerate(lines, start=1):
        yield InvoiceLine(
            invoice=invoice,
            position=position,
            words=line.words,
            quantity=line.quantity,
            unit=line.unit,
            unit_price=line.unit_price,
            net_amount=line.net_amount,
            tax_rate_id=line.rate.id,
            tax_percent=line.rate.percent,
            tax_category=line.rate.category,
            charge_id=line.charge_id,
            order_id=line.order_id,
            corrects_id=line.corrects_id,
            ticket_number=line.ticket_number,
            worked_on=line.worked_on,
            document=line.cited.document,
            clause=line.cited.clause,
            anchor=line.cited.anchor,
            row=line.cited.row,
            line=line.cited.line,
            is_waived=line.is_waived,
            reason=line.reason,
        )


def entry_of(kind: str, row: Invoice) -> Draft:
    detail: dict[str, str | int] = {
        "provider": row.provider_id,
        "number": row.number,
        "gross": str(row.gross_amount),
        "currency": row.currency,
    }
    if row.corrects_id is not None:
        detail["corrects"] = str(row.corrects_id)
    return Draft(
        kind=kind,
        about=row,
        detail=detail,
        organisation_id=row.organisation_id,
        topics=topics_of(organisation_id=row.organisation_id, provider_id=row.provider_id),
    )


def topics_of(*, organisation_id: int, provider_id: int) -> list[str]:
    return [f"organisation:{organisation_id}", f"invoices:{provider_id}"]


def number_of(prefix: str, serial: int) -> str:
    """The prefix and the serial, parted by one hyphen."""
    return f"{prefix.rstrip('-')}-{serial}"


def party_name(party: Party) -> str:
    return party["legal_name"]
