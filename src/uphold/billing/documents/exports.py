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
from uphold.billing.access import visible_invoices, visible_payments
from uphold.billing.documents.queries import sheets_of
from uphold.billing.documents.sheet import Sheet, SheetLine
from uphold.billing.models import Payment
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
    sheets = _sheets(actor, provider, period)
    if form is Form.JOURNAL:
        payments = _payments(actor, provider, period)
        return _file(JOURNAL, _journal(sheets, payments, books))
    head, row_of = (XERO, xero_row) if form is Form.XERO else (QUICKBOOKS, quickbooks_row)
    return _file(head, _lines(sheets, row_of, books))


def _file(head: tuple[str, ...], rows: Iterable[Row]) -> Iterator[str]:
    yield MARK
    yield from csv_lines([head])
    yield from csv_lines(rows)


def _sheets(actor: Actor, provider: Provider, period: Period) -> Iterator[Sheet]:
    rows = visible_invoices(actor).filter(
        provider=provider, issued_on__gte=period.from_on, issued_on__lt=period.until_on
    )
    ids = list(rows.order_by("issued_on", "pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        sheets = sheets_of(batch)
        yield from (sheets[pk] for pk in batch)


def _payments(actor: Actor, provider: Provider, period: Period) -> Iterator[Payment]:
    rows = visible_payments(actor).filter(
        provider=provider, received_on__gte=period.from_on, received_on__lt=period.until_on
    )
    return rows.select_related("organisation").order_by("received_on", "pk").iterator(chunk_size=BATCH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """A line of a sheet with its tax, and the sign that credit notes have in books."""

    sheet: Sheet
    line: SheetLine
    tax: Decimal
    sign: int
    accounts: Accounts


def _lines(sheets: Iterable[Sheet], row_of: Callable[[Booked], Row], accounts: Accounts) -> Iterator[Row]:
    for sheet in sheets:
        sign = -1 if sheet.is_credit_note else 1
        for line, tax in zip(sheet.lines, line_taxes(sheet), strict=True):
            yield row_of(Booked(sheet=sheet, line=line, tax=tax, sign=sign, accounts=accounts))


def line_taxes(sheet: Sheet) -> list[Decimal]:
    """The tax of each line; what a credit note completes of earlier ones stands in its largest line."""
    taxes = list(
        taxes_of_lines(
            [Taxed(net=each.net, percent=each.percent, category=each.category) for each in sheet.lines]
        )
    )
    rest = sheet.tax - sum(taxes, Decimal(0))
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
    sheet, line, buyer = booked.sheet, booked.line, booked.sheet.buyer
    quantity, price = countable(line)
    return (
        *(buyer.legal_name, buyer.email, buyer.street, buyer.city, buyer.postcode, buyer.country),
        *(sheet.number, buyer.reference, day(sheet.issued_on, sheet), day(sheet.due_on, sheet)),
        *(described(line), booked.sign * quantity, price, booked.accounts.revenue),
        *(tax_code(line), booked.sign * booked.tax, sheet.currency),
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
    sheet, line = booked.sheet, booked.line
    quantity, price = countable(line)
    served = day(line.worked_on, sheet) if line.worked_on else ""
    return (
        *(sheet.number, sheet.buyer.legal_name, day(sheet.issued_on, sheet), day(sheet.due_on, sheet)),
        *(sheet.buyer.reference, served, ITEMS.get(line.unit, "Services"), described(line)),
        *(booked.sign * quantity, price, booked.sign * line.net),
        *(tax_code(line), booked.sign * booked.tax, sheet.currency),
    )


ITEMS: Mapping[str, str] = MappingProxyType({"hour": "Hours", "minute": "Hours"})


JOURNAL = ("Date", "Voucher", "Account", "Name", "Words", "Debit", "Credit", "Currency")


def _journal(sheets: Iterable[Sheet], payments: Iterable[Payment], accounts: Accounts) -> Iterator[Row]:
    for sheet in sheets:
        yield from _sheet_entries(sheet, accounts)
    for payment in payments:
        yield from _payment_entries(payment, accounts)


def _sheet_entries(sheet: Sheet, accounts: Accounts) -> Iterator[Row]:
    """The debts of the customer against revenue and tax, a pair for each rate."""
    sign = -1 if sheet.is_credit_note else 1
    name, on = sheet.buyer.legal_name, sheet.issued_on
    corrects = gettext("Corrects {number}").format(number=sheet.corrects_number)
    words = corrects if sheet.is_credit_note else ""

    def entry(account: str, amount: Decimal, more: str) -> Row:
        text = "; ".join(part for part in (words, more) if part)
        return (on.isoformat(), sheet.number, account, name, text, *sides(sign * amount), sheet.currency)

    yield entry(accounts.receivable, sheet.gross, "")
    for tax in sheet.taxes:
        rate = f"{tax.category} {tax.percent.normalize():f} %"
        yield entry(accounts.revenue, -tax.net, rate)
        if tax.tax:
            yield entry(accounts.tax, -tax.tax, rate)


def _payment_entries(payment: Payment, accounts: Accounts) -> Iterator[Row]:
    start = (payment.received_on.isoformat(), f"P-{payment.pk}")
    end = (payment.organisation.name, payment.reference)
    yield (*start, accounts.bank, *end, *sides(payment.amount), payment.currency)
    yield (*start, accounts.receivable, *end, *sides(-payment.amount), payment.currency)


def sides(amount: Decimal) -> tuple[Cell, Cell]:
    """An amount above nothing is a debit; below, a credit."""
    return (amount, None) if amount >= 0 else (None, -amount)


def countable(line: SheetLine) -> tuple[Decimal, Decimal]:
    """Programs compute quantity times price: where that would not give our amount, one piece does."""
    if (line.quantity * line.price).quantize(line.net) == line.net:
        return _plain(line.quantity), _plain(line.price)
    return Decimal(1 if line.net >= 0 else -1), abs(line.net)


def _plain(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.01")) if number == round(number, 2) else number.normalize()


def described(line: SheetLine) -> str:
    clause = f"§ {line.anchor} {line.row}" if line.anchor else line.row
    return "; ".join(part for part in (line.words, clause, line.reason) if part)


def tax_code(line: SheetLine) -> str:
    return f"{line.category} {line.percent.normalize():f}%"


def day(on: date, sheet: Sheet) -> str:
    form = "%m/%d/%Y" if sheet.seller.country in MONTH_FIRST else "%d/%m/%Y"
    return on.strftime(form)
