"""Disputes: the customer says why a line is wrong. It is not overdue meanwhile; the rest stays payable."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.billing.access import enter
from uphold.billing.actions.credit import credit_lines
from uphold.billing.correcting import amounts_left
from uphold.billing.disputing import close, tell
from uphold.billing.locking import lock_credits, lock_customer
from uphold.billing.models import Dispute, Invoice, InvoiceLine
from uphold.billing.settling import after_change, allocate_spare
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.policy.invoices.totals import Taxed, tax_on, taxes_of_lines


class WordsMissing(Refused):
    code, kind, text = "words_missing", INVALID, gettext_lazy("Say why, in your own words.")


class AlreadyDisputed(Refused):
    code, kind, text = (
        "already_disputed",
        CONFLICT,
        gettext_lazy("This line is disputed already, and waits for an answer."),
    )


class NothingToDispute(Refused):
    code, kind, text = (
        "nothing_to_dispute",
        CONFLICT,
        gettext_lazy("Nothing is asked for in this line, or it was credited."),
    )


class DisputeWasRejected(Refused):
    code, kind, text = (
        "dispute_was_rejected",
        CONFLICT,
        gettext_lazy(
            "This line was disputed, and the answer was that it stands. Call us to have it looked at again."
        ),
    )


class AlreadyAnswered(Refused):
    code, kind, text = "already_answered", CONFLICT, gettext_lazy("This was answered or withdrawn already.")


class AnswerUnknown(Refused):
    code, kind, text = "answer_unknown", INVALID, gettext_lazy("A dispute is accepted or rejected.")


@atomic
def raise_dispute(*, actor: Actor, line: InvoiceLine, words: str, at: datetime) -> Dispute:
    """By a contact of the customer, once a line, or noted by staff for one who called.

    What was rejected is not disputed again by a click: a line would never be overdue.
    """
    invoice = begin(actor, line.invoice)
    if not words.strip():
        raise WordsMissing
    if actor.is_contact and line.disputes.filter(state=Dispute.State.REJECTED).exists():
        raise DisputeWasRejected
    with refused_by("dispute_open_once", AlreadyDisputed()):
        dispute = Dispute.objects.create(
            line=line,
            disputed_amount=disputed_amount(invoice, line),
            words=words.strip(),
            raised_by_id=actor.id if actor.is_contact else None,
            noted_by_id=actor.id if actor.is_staff else None,
            raised_at=at,
        )
    tell("dispute.raised", dispute, by=actor, at=at)
    after_change([invoice.pk], by=actor, at=at)
    return dispute


@atomic
def answer_dispute(*, actor: Actor, dispute: Dispute, answer: str, words: str = "", at: datetime) -> Dispute:
    """Accepted: a credit note takes the line back. Rejected: it is due again, and what is to credit may pay it."""
    enter(actor, dispute.line.invoice, need=Permission.INVOICE_ISSUE)
    if answer not in {Dispute.State.ACCEPTED, Dispute.State.REJECTED}:
        raise AnswerUnknown
    if answer == Dispute.State.REJECTED and not words.strip():
        raise WordsMissing
    lock(dispute.line.invoice)
    dispute = lock_dispute(dispute)
    close(dispute, state=answer, words=words, by=actor, at=at)
    invoice = dispute.line.invoice
    if answer == Dispute.State.ACCEPTED:
        credit_lines(by=actor, invoice=invoice, lines=[dispute.line], reason=words or dispute.words, at=at)
    else:
        settle(invoice, by=actor, at=at)
    tell("dispute.answered", dispute, by=actor, at=at)
    return dispute


@atomic
def withdraw_dispute(*, actor: Actor, dispute: Dispute, at: datetime) -> Dispute:
    invoice = begin(actor, dispute.line.invoice)
    dispute = lock_dispute(dispute)
    close(dispute, state=Dispute.State.WITHDRAWN, words="", by=actor, at=at)
    settle(invoice, by=actor, at=at)
    tell("dispute.withdrawn", dispute, by=actor, at=at)
    return dispute


def begin(actor: Actor, invoice: Invoice) -> Invoice:
    """Through the door, then the locks; customers dispute what is theirs, staff note it for them."""
    need = Permission.INVOICE_DISPUTE if actor.is_contact else Permission.INVOICE_ISSUE
    enter(actor, invoice, need=need)
    lock(invoice)
    return Invoice.objects.get(pk=invoice.pk)


def lock(invoice: Invoice) -> None:
    lock_customer(organisation_id=invoice.organisation_id, provider_id=invoice.provider_id)
    lock_credits([invoice.organisation_id], provider_id=invoice.provider_id)


def lock_dispute(dispute: Dispute) -> Dispute:
    rows = Dispute.objects.select_for_update(of=("self",), no_key=True).select_related("line__invoice")
    locked = rows.get(pk=dispute.pk)
    if locked.state != Dispute.State.OPEN:
        raise AlreadyAnswered
    return locked


def disputed_amount(invoice: Invoice, line: InvoiceLine) -> Decimal:
    """What is left of the line, with its tax: its share of the invoice's, or the tax on the rest."""
    if invoice.kind != Invoice.Kind.INVOICE:
        raise NothingToDispute
    [(_, left)] = amounts_left(invoice, lines=[line])
    if left <= 0:
        raise NothingToDispute
    if left != line.net_amount:
        return left + tax_on(left, line.tax_percent, currency=invoice.currency)
    rows = list(invoice.lines.order_by("position"))
    taxes = taxes_of_lines(
        [Taxed(net=row.net_amount, percent=row.tax_percent, category=row.tax_category) for row in rows],
        currency=invoice.currency,
    )
    return left + next(tax for row, tax in zip(rows, taxes, strict=True) if row.pk == line.pk)


def settle(invoice: Invoice, *, by: Actor, at: datetime) -> None:
    paid = allocate_spare(organisation_ids=[invoice.organisation_id], provider_id=invoice.provider_id, at=at)
    after_change({*paid, invoice.pk}, by=by, at=at)
