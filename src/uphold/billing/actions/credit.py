"""Credit notes: taking back an invoice, or some of its lines; never more than was invoiced.

What was credited is not invoiced again: a charge stands on one line for good, and new work makes a new charge.
"""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.billing.access import enter
from uphold.billing.actions.invoice import excess_of
from uphold.billing.billables import key_of_charge, standing_of_tickets
from uphold.billing.correcting import (
    CreditNoteDraft,
    credit_note,
    invoiced_lines,
    is_bearable,
    left_of,
    taken_back_before,
    taking_back,
)
from uphold.billing.issuing import issue_credit_note, issue_now
from uphold.billing.lines import LineDraft
from uphold.billing.locking import lock_credits, lock_customer, seller_of
from uphold.billing.models import Dispute, Invoice, InvoiceLine
from uphold.billing.settling import after_change, allocate_spare, release
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.policy.invoices.crediting import creditable


class ReasonMissing(Refused):
    code, kind, text = "reason_missing", INVALID, gettext_lazy("Say why: the customer reads it.")


class NothingToCredit(Refused):
    code, kind, text = (
        "nothing_to_credit",
        CONFLICT,
        gettext_lazy("Nothing is left to take back of this; it was credited before."),
    )


class CreditExceedsInvoice(Refused):
    code, kind, text = (
        "credit_exceeds_invoice",
        CONFLICT,
        gettext_lazy("That is more than {0} still comes to; take back less, or the whole invoice."),
    )


class CreditNotesStay(Refused):
    code, kind, text = "credit_notes_stay", CONFLICT, gettext_lazy("A credit note is not taken back.")


@atomic
def credit_invoice(
    *,
    actor: Actor,
    invoice: Invoice,
    lines: Sequence[InvoiceLine] | None = None,
    reason: str,
    at: datetime,
) -> Invoice:
    """The credit note for the lines, or for the whole; what was paid of it stands to the customer's credit."""
    enter(actor, invoice, need=Permission.INVOICE_ISSUE)
    lock_customer(organisation_id=invoice.organisation_id, provider_id=invoice.provider_id)
    lock_credits([invoice.organisation_id], provider_id=invoice.provider_id)
    return credit_lines(by=actor, invoice=invoice, lines=lines, reason=reason, at=at)


def credit_lines(
    *, by: Actor, invoice: Invoice, lines: Sequence[InvoiceLine] | None, reason: str, at: datetime
) -> Invoice:
    """The same, for verbs that hold the locks."""
    if not reason.strip():
        raise ReasonMissing
    invoice = Invoice.objects.select_related("provider").get(pk=invoice.pk)
    if invoice.kind != Invoice.Kind.INVOICE:
        raise CreditNotesStay
    drafts = [
        taking_back(line, amount=amount, reason=reason.strip())
        for line, amount in amounts_left(invoice, lines=lines)
        if amount != 0
    ]
    note = note_of(invoice, drafts, reason=reason.strip())
    seller = seller_of(invoice.provider)
    release(invoice, excess=excess_of(invoice, -note.totals.gross), at=at)
    issued = issue_credit_note(note, seller=seller, issue=issue_now(by=by, seller=seller, at=at))
    accept_disputes(drafts, by=by, words=reason.strip(), at=at)
    changed = allocate_spare(
        organisation_ids=[invoice.organisation_id], provider_id=invoice.provider_id, at=at
    )
    after_change({*changed, invoice.pk}, by=by, at=at)
    return issued


def note_of(invoice: Invoice, drafts: Sequence[LineDraft], *, reason: str) -> CreditNoteDraft:
    if not drafts:
        raise NothingToCredit
    before = taken_back_before([invoice.pk])[invoice.pk]
    note = credit_note(invoice, drafts, before=before, words=reason)
    if note.totals.gross >= 0:
        raise NothingToCredit
    if not is_bearable(note):
        raise CreditExceedsInvoice(invoice.number)
    return note


def amounts_left(
    invoice: Invoice, *, lines: Sequence[InvoiceLine] | None
) -> list[tuple[InvoiceLine, Decimal]]:
    """What can still be taken back of each line, in their order.

    Refunds on the invoice go first: taking them back lets the work they were for be taken back in full.
    """
    rows = list(invoiced_lines().filter(invoice=invoice).order_by("position"))
    if lines is not None:
        chosen = {line.pk for line in lines}
        rows = [row for row in rows if row.pk in chosen]
    standing = standing_of_tickets({row.charge.ticket_id for row in rows if row.charge is not None})
    amounts = {}
    for row in sorted(rows, key=lambda each: (each.net_amount >= 0, each.position)):
        key = key_of_line(row)
        stands = standing.get(key) if key is not None else None
        corrected = row.net_amount - left_of(row)
        amounts[row.pk] = creditable(row.net_amount, corrected=corrected, standing=stands)
        if key is not None:
            standing[key] -= amounts[row.pk]
    return [(row, amounts[row.pk]) for row in rows]


def key_of_line(line: InvoiceLine) -> str | None:
    return key_of_charge(line.charge) if line.charge else None


def accept_disputes(drafts: Sequence[LineDraft], *, by: Actor, words: str, at: datetime) -> None:
    """Whoever takes a line back agrees with those who disputed it."""
    lines = [draft.corrects_id for draft in drafts]
    Dispute.objects.filter(line_id__in=lines, state=Dispute.State.OPEN).update(
        state=Dispute.State.ACCEPTED,
        answered_words=words,
        answered_by_id=by.id if by.is_staff else None,
        answered_at=at,
    )
