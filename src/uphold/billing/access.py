"""The doors of billing. Staff see what they may read of their providers, managers of a customer what is its own.

Members of a customer are told that they may not; of other customers and providers nothing is there.
"""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.billing.models import (
    BankImport,
    BankLine,
    Dispute,
    Invoice,
    InvoiceLine,
    InvoiceRun,
    Payment,
    Repayment,
    TaxRate,
)

Row = TypeVar("Row", bound=Model)


def visible_invoices(actor: Actor) -> QuerySet[Invoice]:
    return Invoice.objects.filter(readable(actor))


def visible_payments(actor: Actor) -> QuerySet[Payment]:
    return Payment.objects.filter(readable(actor))


def visible_repayments(actor: Actor) -> QuerySet[Repayment]:
    return Repayment.objects.filter(readable(actor))


def visible_disputes(actor: Actor) -> QuerySet[Dispute]:
    return Dispute.objects.filter(readable(actor, prefix="line__invoice__"))


def visible_runs(actor: Actor) -> QuerySet[InvoiceRun]:
    return InvoiceRun.objects.filter(readable_by_staff(actor))


def visible_bank_imports(actor: Actor) -> QuerySet[BankImport]:
    return BankImport.objects.filter(readable_by_staff(actor))


def visible_bank_lines(actor: Actor) -> QuerySet[BankLine]:
    return BankLine.objects.filter(readable_by_staff(actor, prefix="bank_import__"))


def get_invoice(actor: Actor, invoice_id: int, *, need: Permission = Permission.INVOICE_READ) -> Invoice:
    rows = Invoice.objects.select_related("provider", "organisation", "corrects", "run")
    invoice = found(rows.filter(within_reach(actor), pk=invoice_id), "invoice")
    return allowed(actor, invoice, need, provider_id=invoice.provider_id)


def get_line(
    actor: Actor, invoice_id: int, line_id: int, *, need: Permission = Permission.INVOICE_READ
) -> InvoiceLine:
    invoice = get_invoice(actor, invoice_id, need=need)
    return found(InvoiceLine.objects.select_related("invoice").filter(invoice=invoice, pk=line_id), "line")


def get_payment(actor: Actor, payment_id: int, *, need: Permission = Permission.INVOICE_READ) -> Payment:
    rows = Payment.objects.select_related("provider", "organisation", "recorded_by", "reverses")
    payment = found(rows.filter(within_reach(actor), pk=payment_id), "payment")
    return allowed(actor, payment, need, provider_id=payment.provider_id)


def get_repayment(
    actor: Actor, repayment_id: int, *, need: Permission = Permission.INVOICE_READ
) -> Repayment:
    rows = Repayment.objects.select_related("provider", "organisation", "recorded_by", "reverses")
    repayment = found(rows.filter(within_reach(actor), pk=repayment_id), "repayment")
    return allowed(actor, repayment, need, provider_id=repayment.provider_id)


def get_dispute(actor: Actor, dispute_id: int, *, need: Permission = Permission.INVOICE_READ) -> Dispute:
    rows = Dispute.objects.select_related(
        "line__invoice__organisation", "raised_by", "noted_by", "answered_by"
    )
    dispute = found(rows.filter(within_reach(actor, prefix="line__invoice__"), pk=dispute_id), "dispute")
    return allowed(actor, dispute, need, provider_id=dispute.line.invoice.provider_id)


def get_run(actor: Actor, run_id: int, *, need: Permission = Permission.INVOICE_READ) -> InvoiceRun:
    rows = InvoiceRun.objects.select_related("provider", "prepared_by")
    run = found(rows.filter(within_reach_of_staff(actor), pk=run_id), "run")
    return allowed(actor, run, need, provider_id=run.provider_id)


def get_bank_import(
    actor: Actor, import_id: int, *, need: Permission = Permission.PAYMENT_RECORD
) -> BankImport:
    rows = BankImport.objects.select_related("provider", "imported_by")
    row = found(rows.filter(within_reach_of_staff(actor), pk=import_id), "bank import")
    return allowed(actor, row, need, provider_id=row.provider_id)


def get_bank_line(actor: Actor, line_id: int, *, need: Permission = Permission.PAYMENT_RECORD) -> BankLine:
    rows = BankLine.objects.select_related("bank_import__provider", "payment")
    line = found(rows.filter(within_reach_of_staff(actor, prefix="bank_import__"), pk=line_id), "bank line")
    return allowed(actor, line, need, provider_id=line.bank_import.provider_id)


def get_tax_rate(actor: Actor, rate_id: int, *, need: Permission = Permission.BILLING_MANAGE) -> TaxRate:
    rows = TaxRate.objects.select_related("provider")
    rate = found(rows.filter(within_reach_of_staff(actor), pk=rate_id), "tax rate")
    return allowed(actor, rate, need, provider_id=rate.provider_id)


def enter(actor: Actor, invoice: Invoice, *, need: Permission) -> None:
    """The first step of a verb whose row came from somewhere: the same refusals as at the door."""
    is_stranger = (
        invoice.provider_id not in actor.grants
        if actor.is_staff
        else actor.organisation_id != invoice.organisation_id
    )
    if is_stranger and not actor.is_system:
        raise NotThere("invoice")
    allowed(actor, invoice, need, provider_id=invoice.provider_id)


def found(rows: QuerySet[Row], what: str) -> Row:
    row = rows.first()
    if row is None:
        raise NotThere(what)
    return row


def allowed(actor: Actor, row: Row, need: Permission, *, provider_id: int) -> Row:
    if not actor.may(need, provider_id=provider_id):
        raise NotAllowed(need)
    return row


def readable(actor: Actor, *, prefix: str = "") -> Q:
    """What lists hold: nothing for those who lack the right."""
    if actor.is_contact and actor.may(Permission.INVOICE_READ):
        return within_reach(actor, prefix=prefix)
    return readable_by_staff(actor, prefix=prefix)


def readable_by_staff(actor: Actor, *, prefix: str = "") -> Q:
    if actor.is_system:
        return Q()
    return Q(**{f"{prefix}provider_id__in": actor.provider_ids_for(Permission.INVOICE_READ)})


def within_reach(actor: Actor, *, prefix: str = "") -> Q:
    """What an actor may know of, whether or not he may do something with it."""
    if actor.is_contact:
        return Q(**{f"{prefix}organisation_id": actor.organisation_id or 0})
    return within_reach_of_staff(actor, prefix=prefix)


def within_reach_of_staff(actor: Actor, *, prefix: str = "") -> Q:
    return Q() if actor.is_system else Q(**{f"{prefix}provider_id__in": actor.provider_ids})
