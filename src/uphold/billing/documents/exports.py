"""Files for accounting programs: invoices of a period as Xero and QuickBooks read them, and a plain journal.

Each is a stream of lines. A credit note stands there with amounts below nothing, as in our rows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from django.utils.translation import gettext

from uphold.access import Actor, Permission, require
from uphold.billing.access import visible_invoices, visible_payments, visible_repayments
from uphold.billing.documents.manuscript import Manuscript, ManuscriptLine
from uphold.billing.documents.queries import manuscripts_of
from uphold.billing.models import Payment, Repayment
from uphold.kit.spreadsheet import MARK, Cell, csv_lines
from uphold.people.models import Provider
from uphold.policy.invoices.totals import Taxed, taxes_of_lines

BATCH = 200
MONTH_FIRST = frozenset({"US", "PH"})
"""Where the month is written before the day."""

Row = tuple[Cell, ...]


class Form(StrEnum):
    XERO = "xero"
    QUICKBOOKS = "quickbooks"
    JOURNAL = "journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """The names of the accounts in the books that the file goes to."""

    receivable: str = "1100"
    revenue: str = "4000"
    tax: str = "2200"
    bank: str = "1000"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """`until_on` is the first day that is not in it."""

    from_on: date
    until_on: date


def export(
    *, actor: Actor, provider: Provider, form: Form, period: Period, accounts: Accounts | None = None
) -> Iterator[str]:
    """The lines of the file; the right is asked for at once, the rows as they are read."""
    require(actor, Permission.INVOICE_READ, provider_id=provider.pk)
    books = accounts or Accounts()
    manuscripts = _manuscripts(actor, provider, period)
    if form is Form.JOURNAL:
        payments, repayments = _payments(actor, provider, period), _repayments(actor, provider, period)
        return _file(JOURNAL, _journal(manuscripts, payments, repayments, books))
    head, row_of = (XERO, xero_row) if form is Form.XERO else (QUICKBOOKS, quickbooks_row)
    return _file(head, _lines(manuscripts, row_of, books))


def _file(head: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    yield MARK
    yield from csv_lines([head])
    yield from csv_lines(rows)


def _manuscripts(actor: Actor, provider: Provider, period: Period) -> Iterator[Manuscript]:
    rows = visible_invoices(actor).filter(
        provider=provider, issued_on__gte=period.from_on, issued_on__lt=period.until_on
    )
    ids = list(rows.order_by("issued_on", "pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        manuscripts = manuscripts_of(batch)
        yield from (manuscripts[pk] for pk in batch)


def _payments(actor: Actor, provider: Provider, period: Period) -> Iterator[Payment]:
    rows = visible_payments(actor).filter(
        provider=provider, received_on__gte=period.from_on, received_on__lt=period.until_on
    )
    return rows.select_related("organisation").order_by("received_on", "pk").iterator(chunk_size=BATCH)


def _repayments(actor: Actor, provider: Provider, period: Period) -> Iterator[Repayment]:
    rows = visible_repayments(actor).filter(
        provider=provider, repaid_on__gte=period.from_on, repaid_on__lt=period.until_on
    )
    return rows.select_related("organisation").order_by("repaid_on", "pk").iterator(chunk_size=BATCH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """A line of a manuscript with its tax, and the sign that credit notes have in books."""

    manuscript: Manuscript
    line: ManuscriptLine
    tax: Decimal
    sign: int
    accounts: Accounts


def _lines(
    manuscripts: Iterable[Manuscript], row_of: Callable[[Booked], Row], accounts: Accounts
) -> Iterator[Row]:
    for manuscript in manuscripts:
        sign = -1 if manuscript.is_credit_note else 1
        for line, tax in zip(manuscript.lines, line_taxes(manuscript), strict=True):
            yield row_of(Booked(manuscript=manuscript, line=line, tax=tax, sign=sign, accounts=accounts))


def line_taxes(manuscript: Manuscript) -> list[Decimal]:
    """The tax of each line; what a credit note completes of earlier ones stands in its largest line."""
    taxes = list(
        taxes_of_lines(
            [Taxed(net=each.net, percent=each.percent, category=each.category) for each in manuscript.lines],
            currency=manuscript.currency,
        )
    )
    rest = manuscript.tax - sum(taxes, Decimal(0))
    if rest:
        largest = max(range(len(taxes)), key=lambda place: abs(taxes[place]))
        taxes[largest] += rest
    return taxes


XERO = (
    *("*ContactName", "EmailAddress", "POAddressLine1", "POCity", "POPostalCode", "POCountry"),
    *("*InvoiceNumber", "Reference", "*InvoiceDate", "*DueDate", "*Description", "*Quantity", "*UnitAmount"),
    *("*AccountCode", "*TaxType", "TaxAmount", "Currency"),
)


def xero_row(booked: Booked) -> Row:
    manuscript, line, buyer = booked.manuscript, booked.line, booked.manuscript.buyer
    quantity, price = countable(line)
    return (
        *(buyer.legal_name, buyer.email, buyer.street, buyer.city, buyer.postcode, buyer.country),
        *(
            manuscript.number,
            buyer.reference,
            day(manuscript.issued_on, manuscript),
            day(manuscript.due_on, manuscript),
        ),
        *(described(line), booked.sign * quantity, price, booked.accounts.revenue),
        *(tax_code(line), booked.sign * booked.tax, manuscript.currency),
    )


QUICKBOOKS = (
    *("*InvoiceNo", "*Customer", "*InvoiceDate", "*DueDate", "Memo", "ServiceDate", "Item(Product/Service)"),
    *(
        "ItemDescription",
        "ItemQuantity",
        "ItemRate",
        "*ItemAmount",
        "ItemTaxCode",
        "ItemTaxAmount",
        "Currency",
    ),
)


def quickbooks_row(booked: Booked) -> Row:
    manuscript, line = booked.manuscript, booked.line
    quantity, price = countable(line)
    served = day(line.worked_on, manuscript) if line.worked_on else ""
    return (
        *(
            manuscript.number,
            manuscript.buyer.legal_name,
            day(manuscript.issued_on, manuscript),
            day(manuscript.due_on, manuscript),
        ),
        *(manuscript.buyer.reference, served, ITEMS.get(line.unit, "Services"), described(line)),
        *(booked.sign * quantity, price, booked.sign * line.net),
        *(tax_code(line), booked.sign * booked.tax, manuscript.currency),
    )


ITEMS: Mapping[str, str] = MappingProxyType({"hour": "Hours", "minute": "Hours"})


JOURNAL = ("Date", "Voucher", "Account", "Name", "Words", "Debit", "Credit", "Currency")


def _journal(
    manuscripts: Iterable[Manuscript],
    payments: Iterable[Payment],
    repayments: Iterable[Repayment],
    accounts: Accounts,
) -> Iterator[Row]:
    for manuscript in manuscripts:
        yield from _manuscript_entries(manuscript, accounts)
    for payment in payments:
        yield from _payment_entries(payment, accounts)
    for repayment in repayments:
        yield from _repayment_entries(repayment, accounts)


def _manuscript_entries(manuscript: Manuscript, accounts: Accounts) -> Iterator[Row]:
    """The debts of the customer against revenue and tax, a pair for each rate."""
    sign = -1 if manuscript.is_credit_note else 1
    name, on = manuscript.buyer.legal_name, manuscript.issued_on
    corrects = gettext("Corrects {number}").format(number=manuscript.corrects_number)
    words = corrects if manuscript.is_credit_note else ""

    def entry(account: str, amount: Decimal, more: str) -> Row:
        text = "; ".join(part for part in (words, more) if part)
        return (
            on.isoformat(),
            manuscript.number,
            account,
            name,
            text,
            *sides(sign * amount),
            manuscript.currency,
        )

    yield entry(accounts.receivable, manuscript.gross, "")
    for tax in manuscript.taxes:
        rate = f"{tax.category} {tax.percent.normalize():f} %"
        yield entry(accounts.revenue, -tax.net, rate)
        if tax.tax:
            yield entry(accounts.tax, -tax.tax, rate)


def _payment_entries(payment: Payment, accounts: Accounts) -> Iterator[Row]:
    start = (payment.received_on.isoformat(), f"P-{payment.pk}")
    end = (payment.organisation.name, payment.reference)
    yield (*start, accounts.bank, *end, *sides(payment.amount), payment.currency)
    yield (*start, accounts.receivable, *end, *sides(-payment.amount), payment.currency)


def _repayment_entries(repayment: Repayment, accounts: Accounts) -> Iterator[Row]:
    """What stood to credit is owed no longer, and left the bank."""
    start = (repayment.repaid_on.isoformat(), f"R-{repayment.pk}")
    said = "; ".join(part for part in (repayment.reference, repayment.reason) if part)
    end = (repayment.organisation.name, said)
    yield (*start, accounts.receivable, *end, *sides(repayment.amount), repayment.currency)
    yield (*start, accounts.bank, *end, *sides(-repayment.amount), repayment.currency)


def sides(amount: Decimal) -> tuple[Cell, Cell]:
    """An amount above nothing is a debit; below, a credit."""
    return (amount, None) if amount >= 0 else (None, -amount)


def countable(line: ManuscriptLine) -> tuple[Decimal, Decimal]:
    """Programs compute quantity times price: where that would not give our amount, one piece does."""
    if (line.quantity * line.price).quantize(line.net) == line.net:
        return _plain(line.quantity), _plain(line.price)
    return Decimal(1 if line.net >= 0 else -1), abs(line.net)


def _plain(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01")) if number == round(number, 2) else number.normalize()


def described(line: ManuscriptLine) -> str:
    clause = f"§ {line.anchor} {line.row}" if line.anchor else line.row
    return "; ".join(part for part in (line.words, clause, line.reason) if part)


def tax_code(line: ManuscriptLine) -> str:
    return f"{line.category} {line.percent.normalize():f}%"


def day(on: date, manuscript: Manuscript) -> str:
    form = "%m/%d/%Y" if manuscript.seller.country in MONTH_FIRST else "%d/%m/%Y"
    return on.strftime(form)
