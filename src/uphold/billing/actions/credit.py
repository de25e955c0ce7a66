"""Credit notes: taking back an invoice, or some of its lines; never more than was invoiced.

What was credited is not invoiced again: a charge stands on one line for good, and new work makes a new charge.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.billing.access import enter
from uphold.billing.actions.invoice import excess_of
from uphold.billing.correcting import (
    CreditNoteDraft,
    amounts_left,
    credit_note,
    is_bearable,
    taken_back_before,
    taking_back,
)
from uphold.billing.disputing import accept_disputes
from uphold.billing.issuing import issue_credit_note, issue_now
from uphold.billing.lines import LineDraft
from uphold.billing.locking import lock_credits, lock_customer, seller_of
from uphold.billing.models import Invoice, InvoiceLine
from uphold.billing.settling import after_change, allocate_spare, release
from uphold.credits.actions import take_back_credits, unused_of
from uphold.credits.models import CreditOrder
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.policy.invoices.crediting import price_of_unused


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


class PackageIsUsed(Refused):
    code, kind, text = (
        "package_is_used",
        CONFLICT,
        gettext_lazy(
            "None of the credits that order {0} brought is left, so nothing of its price is given back. "
            "Where the customer is to have something all the same, give credits as goodwill."
        ),
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
    drafts = [*drafts_of(amounts_left(invoice, lines=lines), by=by, reason=reason.strip(), at=at)]
    note = note_of(invoice, drafts, reason=reason.strip())
    seller = seller_of(invoice.provider)
    release(invoice, excess=excess_of(invoice, -note.totals.gross), at=at)
    issued = issue_credit_note(note, seller=seller, issue=issue_now(by=by, seller=seller, at=at))
    accept_disputes([draft.corrects_id for draft in drafts], by=by, words=reason.strip(), at=at)
    changed = allocate_spare(
        organisation_ids=[invoice.organisation_id], provider_id=invoice.provider_id, at=at
    )
    after_change({*changed, invoice.pk}, by=by, at=at)
    return issued


def drafts_of(
    amounts: Sequence[tuple[InvoiceLine, Decimal]], *, by: Actor, reason: str, at: datetime
) -> Iterator[LineDraft]:
    """A package that was credited comes back with its credits, as far as nobody used them."""
    for line, left in amounts:
        order = line.order
        if order is None or order.lot_id is None:
            if left != 0:
                yield taking_back(line, amount=left, reason=reason)
            continue
        unused = unused_of(order, at=at)
        amount = price_of_unused(
            line.net_amount,
            left=left,
            unused=unused,
            granted=order.granted_credits,
            currency=line.invoice.currency,
        )
        if amount > 0:
            take_back_credits(order=order, credits=unused, reason=reason, by=by, at=at)
            yield taking_back(line, amount=amount, reason=words_of_unused(order, unused, reason=reason))
        elif left > 0 and len(amounts) == 1:
            raise PackageIsUsed(order.number)


def words_of_unused(order: CreditOrder, unused: int, *, reason: str) -> str:
    if unused == order.granted_credits:
        return reason
    words = gettext("{reason} ({unused} of {granted} credits, the others are used)")
    return words.format(reason=reason, unused=unused, granted=order.granted_credits)


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
