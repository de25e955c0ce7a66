"""Drafting: what a customer's invoice would be, and the credit notes beside it. Nothing is written or numbered."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext

from uphold.billing.billables import Period, billables_of, standing_amounts
from uphold.billing.correcting import (
    CreditNoteDraft,
    Places,
    credit_notes_for,
    fresh,
    given_of,
    places_of,
    refunds_on_invoice,
)
from uphold.billing.lines import Billable, LineDraft, Rate, line_of
from uphold.billing.models import Buyer, Seller, TaxRate
from uphold.billing.parties import kept_buyer
from uphold.people.models import Organisation
from uphold.policy.invoices.sorting import Owed, Sorted, sort_charges
from uphold.policy.invoices.totals import NOTHING, Totals, totals_of


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceDraft:
    """An invoice of one currency, before it has a number."""

    currency: str
    lines: tuple[LineDraft, ...]
    totals: Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is on invoices already, of work of which something comes back: sums by key, and the lines by ticket."""

    standing: dict[str, Decimal]
    places: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerDraft:
    """What one customer gets. `problems` say what stays behind, and why."""

    organisation: Organisation
    buyer: dict[str, str]
    payment_days: int
    invoices: tuple[InvoiceDraft, ...] = ()
    credit_notes: tuple[CreditNoteDraft, ...] = ()
    problems: tuple[str, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        return not self.invoices and not self.credit_notes


def drafts_for(
    organisations: Iterable[Organisation],
    *,
    seller: Seller,
    period: Period,
    order_ids: frozenset[int] | None = None,
) -> list[CustomerDraft]:
    """In the order of the organisations, with a fixed number of statements. `order_ids`: these orders alone."""
    parties = list(organisations)
    ids = [party.pk for party in parties]
    found = billables_of(ids, provider_id=seller.provider_id, period=period)
    buyers = Buyer.objects.filter(provider_id=seller.provider_id, organisation_id__in=ids)
    buyer_of = {buyer.organisation_id: buyer for buyer in buyers.select_related("tax_rate")}
    everything = [each for billables in found.values() for each in billables]
    known = Known(standing=standing_amounts(everything), places=places_of(everything))
    drafts = []
    for party in parties:
        billables = chosen(found.get(party.pk, []), order_ids=order_ids)
        drafts.append(draft_for(party, billables, buyer=buyer_of.get(party.pk), seller=seller, known=known))
    return drafts


def chosen(billables: Sequence[Billable], *, order_ids: frozenset[int] | None) -> list[Billable]:
    return [each for each in billables if order_ids is None or each.order_id in order_ids]


def draft_for(
    organisation: Organisation,
    billables: Sequence[Billable],
    *,
    buyer: Buyer | None,
    seller: Seller,
    known: Known,
) -> CustomerDraft:
    rate = rate_of((buyer and buyer.tax_rate) or seller.default_tax_rate)
    by_currency: dict[str, list[Billable]] = defaultdict(list)
    for billable in billables:
        by_currency[billable.currency].append(billable)
    invoices, notes, problems = [], [], []
    for _, group in sorted(by_currency.items()):
        invoice, back, places = split(group, rate=rate, known=known, shows_waived=seller.shows_waived_lines)
        if invoice is not None:
            invoices.append(invoice)
        known = replace(known, places=places)
        made, kept_back = credit_notes_for(back, places=places)
        notes += made
        problems += kept_back
    if not invoices and not notes and not problems:
        problems.append(gettext("Nothing to invoice."))
    return CustomerDraft(
        organisation=organisation,
        buyer=kept_buyer(buyer, organisation=organisation),
        payment_days=payment_days_of(buyer, seller=seller),
        invoices=tuple(invoices),
        credit_notes=tuple(notes),
        problems=tuple(problems),
    )


def split(
    group: Sequence[Billable], *, rate: Rate, known: Known, shows_waived: bool, is_apart: bool = False
) -> tuple[InvoiceDraft | None, list[tuple[Billable, Decimal, str]], Places]:
    """The invoice of one currency, and what makes credit notes beside it.

    What comes back has the rate of tax that it was invoiced with: where another holds now, it may be more than the
    invoice though its net is less. Then it makes credit notes.
    """
    owed, places = [owed_of(each) for each in group], fresh(known.places)
    found = sort_charges(owed, standing=known.standing, given=given_of(known.places), is_apart=is_apart)
    drafted = replace(known, places=places)
    lines = tuple(invoice_lines(group, found, rate=rate, known=drafted, shows_waived=shows_waived))
    totals = totals_of((line.taxed for line in lines), currency=group[0].currency)
    if totals.gross < 0 and not is_apart:
        return split(group, rate=rate, known=known, shows_waived=shows_waived, is_apart=True)
    back = [(group[place], found.amounts[place], found.matters[place]) for place in found.credited]
    cancels_out = totals.net == totals.gross == 0 and found.charges_nothing
    if cancels_out or not any(line.net_amount for line in lines):
        return None, back, places
    return InvoiceDraft(currency=group[0].currency, lines=lines, totals=totals), back, places


def owed_of(billable: Billable) -> Owed:
    return Owed(
        key=billable.key,
        amount=billable.amount,
        ticket="" if billable.ticket_id is None else str(billable.ticket_id),
        is_refund=billable.is_refund,
        is_promised=billable.is_promised,
    )


def invoice_lines(
    billables: Sequence[Billable],
    found: Sorted,
    *,
    rate: Rate,
    known: Known,
    shows_waived: bool,
) -> list[LineDraft]:
    """What was charged and given up before anybody invoiced it stands there at nothing, or not at all."""
    cancelled = cancelled_keys(billables, found, standing=known.standing)
    lines = []
    for place in found.invoiced:
        billable, amount = billables[place], found.amounts[place]
        is_cancelled = billable.key in cancelled
        is_free = is_cancelled or billable.amount == 0
        if is_free and not shows_waived:
            continue
        given = refunds_on_invoice(billable, amount, places=known.places) if billable.is_refund else []
        is_waived = is_free and not billable.credits
        amount = NOTHING if is_cancelled else amount
        lines += given or [line_of(billable, amount=amount, rate=rate, is_waived=is_waived)]
    return lines


def cancelled_keys(
    billables: Sequence[Billable], found: Sorted, *, standing: dict[str, Decimal]
) -> frozenset[str]:
    """Keys that sum to nothing and of which nothing is on an invoice."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for place in found.invoiced:
        sums[billables[place].key] += billables[place].amount
    return frozenset(key for key, total in sums.items() if total == 0 and not standing.get(key))


def rate_of(row: TaxRate | None) -> Rate:
    return Rate() if row is None else Rate(id=row.pk, percent=row.percent, category=row.category)


def payment_days_of(buyer: Buyer | None, *, seller: Seller) -> int:
    stated = buyer.payment_days if buyer is not None else None
    return seller.payment_days if stated is None else stated
