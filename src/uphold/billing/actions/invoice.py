"""Invoicing one customer at once, without a run: what is open by now, or only some orders."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.billing.billables import Period, open_period
from uphold.billing.days import day_of
from uphold.billing.disputing import follow_lines
from uphold.billing.drafting import CustomerDraft, drafts_for
from uphold.billing.issuing import Issue, issue_credit_note, issue_invoices, issue_now
from uphold.billing.locking import lock_credits, lock_customer, seller_of
from uphold.billing.models import Invoice, Seller
from uphold.billing.settling import after_change, allocate_spare, release
from uphold.credits.models import CreditOrder
from uphold.kit import CONFLICT, Refused
from uphold.kit.transaction import atomic
from uphold.people.models import Organisation, Provider
from uphold.policy.invoices.totals import NOTHING


class NothingToInvoice(Refused):
    code, kind, text = (
        "nothing_to_invoice",
        CONFLICT,
        gettext_lazy("Nothing of {0} waits for an invoice."),
    )


@atomic
def invoice_now(
    *,
    actor: Actor,
    organisation: Organisation,
    provider: Provider,
    orders: Sequence[CreditOrder] | None = None,
    at: datetime,
) -> list[Invoice]:
    """One invoice for each currency, and credit notes for what comes back; `orders`: for these alone."""
    require(actor, Permission.INVOICE_ISSUE, provider_id=provider.pk)
    return issue_at_once(by=actor, organisation=organisation, provider=provider, orders=orders, at=at)


def draft_now(*, organisation: Organisation, provider: Provider, at: datetime) -> CustomerDraft:
    """What `invoice_now` would issue; nothing is locked, written or numbered."""
    issued_on = day_of(at, provider_id=provider.pk)
    period = open_period(organisation_id=organisation.pk, provider_id=provider.pk, issued_on=issued_on)
    return drafts_for([organisation], seller=seller_of(provider), period=period)[0]


@atomic
def issue_at_once(
    *,
    by: Actor,
    organisation: Organisation,
    provider: Provider,
    orders: Sequence[CreditOrder] | None = None,
    at: datetime,
) -> list[Invoice]:
    """The same for whom no right is asked: an order that a contact placed is invoiced by it."""
    lock_customer(organisation_id=organisation.pk, provider_id=provider.pk)
    lock_credits([organisation.pk], provider_id=provider.pk)
    seller = seller_of(provider)
    issue = issue_now(by=by, seller=seller, at=at)
    order_ids = None if orders is None else frozenset(order.pk for order in orders)
    everything = open_period(
        organisation_id=organisation.pk, provider_id=provider.pk, issued_on=issue.issued_on
    )
    drafts = drafts_for([organisation], seller=seller, period=everything, order_ids=order_ids)
    if drafts[0].is_empty:
        raise NothingToInvoice(organisation.name)
    return issue_drafts(drafts, seller=seller, period=everything, issue=issue)


def issue_drafts(
    drafts: Sequence[CustomerDraft], *, seller: Seller, period: Period, issue: Issue
) -> list[Invoice]:
    """Everything of the drafts, with what follows; the customerships are locked. Invoices first, then credit notes."""
    issued = issue_invoices(drafts, seller=seller, period=period, issue=issue)
    changed = {row.pk for row in issued}
    for note in (each for draft in drafts for each in draft.credit_notes):
        release(note.invoice, excess=excess_of(note.invoice, -note.totals.gross), at=issue.at)
        issued.append(issue_credit_note(note, seller=seller, issue=issue))
        changed.add(note.invoice.pk)
    ids = [draft.organisation.pk for draft in drafts if not draft.is_empty]
    changed |= follow_lines(organisation_ids=ids, provider_id=seller.provider_id, by=issue.by, at=issue.at)
    changed |= allocate_spare(organisation_ids=ids, provider_id=seller.provider_id, at=issue.at)
    rows = {row.pk: row for row in after_change(changed, by=issue.by, at=issue.at)}
    return [rows.get(row.pk, row) for row in issued]


def excess_of(invoice: Invoice, credited: Decimal) -> Decimal:
    """How much of what was paid must go so that so much can be credited."""
    return max(credited - invoice.open_amount, NOTHING)
