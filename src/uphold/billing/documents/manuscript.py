"""The manuscript: everything that the documents of an invoice say, as exact values, before it is printed.

A credit note is written with amounts above nothing, as its readers expect; the rows keep them below.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from uphold.billing.models import Allocation, Invoice, InvoiceLine
from uphold.policy.invoices.totals import Taxed, TaxGroup, totals_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party as the invoice keeps it; what is not known is empty."""

    legal_name: str = ""
    street: str = ""
    city: str = ""
    postcode: str = ""
    country: str = ""
    tax_number: str = ""
    vat_number: str = ""
    reference: str = ""
    email: str = ""
    telephone: str = ""
    bank_name: str = ""
    iban: str = ""
    bic: str = ""
    payment_words: str = ""
    footer: str = ""
    colour: str = ""

    @classmethod
    def kept(cls, party: Mapping[str, object]) -> "Party":
        known = {name: str(party.get(name) or "") for name in cls.__dataclass_fields__}
        return cls(**known)


@dataclass(frozen=True, slots=True, kw_only=True)
class ManuscriptLine:
    """`price` is never below nothing: what comes back has a quantity below it (EN 16931, BR-27)."""

    words: str
    quantity: Decimal
    unit: str
    price: Decimal
    net: Decimal
    category: str
    percent: Decimal
    ticket: str = ""
    worked_on: date | None = None
    document: str = ""
    anchor: str = ""
    row: str = ""
    reason: str = ""
    is_waived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ManuscriptTax:
    """Everything that is taxed at one rate; `name` and `reason` are those of the provider's tax rate."""

    name: str
    category: str
    percent: Decimal
    net: Decimal
    tax: Decimal
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManuscriptPaid:
    on: date
    amount: Decimal
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """`last_on` is the last day of the period; `paid` is what was paid when it was issued."""

    is_credit_note: bool
    number: str
    currency: str
    issued_at: datetime
    issued_on: date
    due_on: date
    from_on: date
    last_on: date
    seller: Party
    buyer: Party
    words: str
    lines: tuple[ManuscriptLine, ...]
    taxes: tuple[ManuscriptTax, ...]
    net: Decimal
    tax: Decimal
    gross: Decimal
    paid: tuple[ManuscriptPaid, ...] = ()
    corrects_number: str = ""
    corrects_on: date | None = None
    logo: bytes = b""
    is_preview: bool = False

    @property
    def paid_amount(self) -> Decimal:
        return sum((each.amount for each in self.paid), Decimal("0.00"))

    @property
    def due_amount(self) -> Decimal:
        return self.gross - self.paid_amount


def manuscript_of(
    invoice: Invoice,
    *,
    lines: Iterable[InvoiceLine],
    paid: Iterable[Allocation] = (),
    logo: bytes | memoryview | None = None,
    is_preview: bool = False,
) -> Manuscript:
    """From rows, also such as are not stored yet. `lines` come with their tax rates, `paid` with their payments."""
    is_credit_note = invoice.kind == Invoice.Kind.CREDIT_NOTE
    sign = Decimal(-1) if is_credit_note else Decimal(1)
    rows = sorted(lines, key=lambda line: line.position)
    corrected = invoice.corrects
    return Manuscript(
        is_credit_note=is_credit_note,
        number=invoice.number,
        currency=invoice.currency,
        issued_at=invoice.issued_at,
        issued_on=invoice.issued_on,
        due_on=invoice.due_on,
        from_on=invoice.from_on,
        last_on=max(invoice.from_on, invoice.until_on - ONE_DAY),
        seller=Party.kept(invoice.seller),
        buyer=Party.kept(invoice.buyer),
        words=invoice.words,
        lines=tuple(_line_of(row, sign=sign) for row in rows),
        taxes=_taxes_of(rows, tax=invoice.tax_amount, sign=sign, currency=invoice.currency),
        net=sign * invoice.net_amount,
        tax=sign * invoice.tax_amount,
        gross=sign * invoice.gross_amount,
        paid=tuple(_paid_of(each) for each in paid),
        corrects_number=corrected.number if corrected else "",
        corrects_on=corrected.issued_on if corrected else None,
        logo=bytes(logo or b""),
        is_preview=is_preview,
    )


def _line_of(row: InvoiceLine, *, sign: Decimal) -> ManuscriptLine:
    net = sign * row.net_amount
    return ManuscriptLine(
        words=row.words,
        quantity=-abs(row.quantity) if net < 0 else abs(row.quantity),
        unit=row.unit,
        price=abs(row.unit_price),
        net=net,
        category=row.tax_category,
        percent=row.tax_percent,
        ticket=row.ticket_number,
        worked_on=row.worked_on,
        document=row.document,
        anchor=row.anchor,
        row=row.row,
        reason=row.reason,
        is_waived=row.is_waived,
    )


def _taxes_of(
    rows: Sequence[InvoiceLine], *, tax: Decimal, sign: Decimal, currency: str
) -> tuple[ManuscriptTax, ...]:
    """Each rate once. A credit note's tax may differ by a cent from that on its lines: it completes earlier ones."""
    taxed = [Taxed(net=row.net_amount, percent=row.tax_percent, category=row.tax_category) for row in rows]
    groups = totals_of(taxed, currency=currency).groups
    rates = {(row.tax_category, row.tax_percent): row.tax_rate for row in rows if row.tax_rate}
    told = []
    for group in _fitted(groups, tax=tax):
        rate = rates.get((group.category, group.percent))
        told.append(
            ManuscriptTax(
                name=rate.name if rate else "",
                category=group.category,
                percent=group.percent,
                net=sign * group.net,
                tax=sign * group.tax,
                reason=rate.exemption_reason if rate else "",
            )
        )
    return tuple(told)


def _fitted(groups: Sequence[TaxGroup], *, tax: Decimal) -> list[TaxGroup]:
    fitted = list(groups)
    rest = tax - sum((group.tax for group in fitted), Decimal(0))
    if rest:
        largest = max(range(len(fitted)), key=lambda place: abs(fitted[place].tax))
        fitted[largest] = replace(fitted[largest], tax=fitted[largest].tax + rest)
    return fitted


def _paid_of(allocation: Allocation) -> ManuscriptPaid:
    payment = allocation.payment
    return ManuscriptPaid(on=payment.received_on, amount=allocation.amount, reference=payment.reference)
