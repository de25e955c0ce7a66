"""Correcting: which lines of which invoices a credit note takes back, and what it comes to."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import DecimalField, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy

from uphold.billing.billables import key_of_charge, standing_of_tickets
from uphold.billing.lines import Billable, Cited, LineDraft, Rate, correcting_line, line_of
from uphold.billing.models import Invoice, InvoiceLine
from uphold.policy.invoices.crediting import credit_totals, creditable
from uphold.policy.invoices.sorting import Given
from uphold.policy.invoices.totals import NOTHING, Taxed, Totals

WAITS = gettext_lazy("What comes back for {number} ({amount}) waits for an invoice that it can reduce.")
UNBEARABLE = gettext_lazy("What comes back is more than invoice {number} can bear; it waits.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditNoteDraft:
    """A credit note before it has a number; all its amounts are below nothing."""

    invoice: Invoice
    lines: tuple[LineDraft, ...]
    totals: Totals
    words: str = ""


def invoiced_lines() -> QuerySet[InvoiceLine]:
    """Lines of invoices with what was taken back of each, below nothing for a line above it: `corrected`.

    `by_hand` is the part that people took back; what comes of charges has a day of work.
    """
    is_by_hand = Q(corrections__charge=None, corrections__worked_on=None)
    nothing = Value(NOTHING, output_field=DecimalField(max_digits=14, decimal_places=2))
    return (
        InvoiceLine.objects.filter(invoice__kind=Invoice.Kind.INVOICE)
        .select_related("invoice", "charge", "order")
        .annotate(
            corrected=Coalesce(Sum("corrections__net_amount"), nothing),
            by_hand=Coalesce(Sum("corrections__net_amount", filter=is_by_hand), nothing),
        )
    )


@dataclass(slots=True, kw_only=True)
class Place:
    """A line from which something may come back, and how much of it is left."""

    line: InvoiceLine
    key: str
    problem: str
    left: Decimal
    by_hand: Decimal


Places = Mapping[int, Sequence[Place]]
"""By ticket, the latest line first."""


def places_of(billables: Iterable[Billable]) -> Places:
    """The invoiced lines of all tickets of which something comes back; one statement."""
    tickets = {each.ticket_id for each in billables if each.is_return and each.ticket_id is not None}
    found: dict[int, list[Place]] = defaultdict(list)
    if not tickets:
        return found
    for line in invoiced_lines().filter(charge__ticket_id__in=tickets, net_amount__gt=0).order_by("-id"):
        if line.charge is not None:
            key, problem = key_of_charge(line.charge), line.charge.problem
            by_hand: Decimal = -line.by_hand  # type: ignore[attr-defined]  # annotated by invoiced_lines
            place = Place(line=line, key=key, problem=problem, left=left_of(line), by_hand=by_hand)
            found[line.charge.ticket_id].append(place)
    return found


def given_of(places: Places) -> dict[str, Given]:
    """By ticket, as sorting asks for it."""
    return {
        str(ticket_id): Given(
            left=sum((place.left for place in found), NOTHING),
            by_hand=sum((place.by_hand for place in found), NOTHING),
        )
        for ticket_id, found in places.items()
    }


def fresh(places: Places) -> Places:
    """The same again, for drafting that may be thrown away: drafts take from places."""
    return {ticket_id: [replace(place) for place in found] for ticket_id, found in places.items()}


def credit_notes_for(
    back: Sequence[tuple[Billable, Decimal, str]], *, places: Places
) -> tuple[list[CreditNoteDraft], list[str]]:
    """Credit notes for charges that come back and that no invoice carries, on the invoices where they stood.

    The latest line of the same work gives back first, or of the same ticket for a refund. What no invoice can bear
    stays for a later one, with all that is of the same matter: the third value.
    """
    by_invoice: dict[int, list[tuple[str, LineDraft]]] = defaultdict(list)
    invoices: dict[int, Invoice] = {}
    problems = []
    for matter in dict.fromkeys(name for _, _, name in back):
        owed = [(billable, amount) for billable, amount, name in back if name == matter]
        waiting = unbearable(owed, places=fresh(places))
        if waiting is not None:
            problems.append(WAITS.format(number=waiting[0].ticket_number, amount=-waiting[1]))
            continue
        for billable, amount in owed:
            for line, draft in refund_lines(billable, amount, fit=fitting(billable, places=places)):
                invoices[line.invoice_id] = line.invoice
                by_invoice[line.invoice_id].append((matter, draft))
    notes, heavy = bearable_notes(invoices, by_invoice)
    problems += [UNBEARABLE.format(number=note.invoice.number) for note in heavy]
    return notes, [str(problem) for problem in problems]


def bearable_notes(
    invoices: Mapping[int, Invoice], by_invoice: Mapping[int, Sequence[tuple[str, LineDraft]]]
) -> tuple[list[CreditNoteDraft], list[CreditNoteDraft]]:
    """Those that their invoices can bear, and those that they cannot; what is of a matter with these waits too."""
    before = taken_back_before(invoices) if invoices else {}
    waiting: set[str] = set()
    heavy: list[CreditNoteDraft] = []
    while True:
        notes = []
        for invoice_id, named in sorted(by_invoice.items()):
            lines = [line for matter, line in named if matter not in waiting]
            if lines:
                notes.append(credit_note(invoices[invoice_id], lines, before=before.get(invoice_id, ())))
        too_much = next((note for note in notes if not is_bearable(note)), None)
        if too_much is None:
            return notes, heavy
        heavy.append(too_much)
        waiting |= {matter for matter, _ in by_invoice[too_much.invoice.pk]}


def unbearable(
    owed: Sequence[tuple[Billable, Decimal]], *, places: Places
) -> tuple[Billable, Decimal] | None:
    """The first for which not enough is left; takes from the places that it is given."""
    for billable, amount in owed:
        fit = fitting(billable, places=places)
        if sum((place.left for place in fit), NOTHING) < -amount:
            return billable, amount
        list(refund_lines(billable, amount, fit=fit))
    return None


def credit_note(
    invoice: Invoice, lines: Sequence[LineDraft], *, before: Sequence[Taxed], words: str = ""
) -> CreditNoteDraft:
    """`before` is what was taken back of the invoice already."""
    credited = [turned(line.taxed) for line in lines]
    totals = credit_totals(credited, before=before, currency=invoice.currency)
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


def fitting(billable: Billable, *, places: Places) -> list[Place]:
    """Lines for the same work; for a refund those of its ticket, of the same problem first."""
    of_ticket = places.get(billable.ticket_id or 0, ())
    if not billable.is_refund:
        return [place for place in of_ticket if place.key == billable.key]
    return sorted(of_ticket, key=lambda place: place.problem != billable.problem)


def refund_lines(
    billable: Billable, amount: Decimal, *, fit: Sequence[Place]
) -> Iterator[tuple[InvoiceLine, LineDraft]]:
    """The charge stands on the first line that it takes back, and what is more on further ones. Takes from places."""
    is_first = True
    for place in fit:
        part = min(place.left, -amount)
        if part > 0 or (is_first and amount == 0):
            place.left -= part
            yield place.line, refund_line(billable, place.line, amount=-part, is_first=is_first)
            amount, is_first = amount + part, False
        if amount == 0 and not is_first:
            return


def refunds_on_invoice(billable: Billable, amount: Decimal, *, places: Places) -> list[LineDraft]:
    """A refund that an invoice carries names the lines that it gives back, so that nobody takes them back again."""
    fit = fitting(billable, places=places)
    if sum((place.left for place in fit), NOTHING) < -amount:
        return []
    return [draft for _, draft in refund_lines(billable, amount, fit=fit)]


def refund_line(billable: Billable, line: InvoiceLine, *, amount: Decimal, is_first: bool) -> LineDraft:
    draft = line_of(billable, amount=amount, rate=rate_as_invoiced(line))
    return replace(
        draft,
        corrects_id=line.pk if amount else None,
        charge_id=billable.charge_id if is_first else None,
    )


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
