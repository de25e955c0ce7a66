"""Reading: the bytes of a file to bookings and mistakes, each mistake with its line and column. Nothing is stored."""

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext

from uphold.billing.bank.mapping import REQUIRED, Mapping, places_in
from uphold.policy.charges.minor_units import is_kept, is_whole

MOST_BYTES = 5_000_000
MOST_AMOUNT = Decimal(10) ** 11
CENT = Decimal("0.01")
BLANKS = str.maketrans("", "", " \u00a0'’")


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """One line of the file. `key` is made of what it says, how often the file says so, and the bank's own reference.

    The reference alone will not do: a bank gives one to a whole batch, or none ("NOTPROVIDED").
    """

    number: int
    booked_on: date
    amount: Decimal
    currency: str
    payer: str
    reference: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """`column` is the header of the column, empty where the line or the file as a whole is meant."""

    line: int
    column: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A file as it was read. Money that left the account is passed over: `outgoing` says how many."""

    bookings: tuple[Booking, ...]
    mistakes: tuple[Mistake, ...]
    outgoing: int
    sha256: str


class CellWrong(ValueError):
    """A cell that cannot be read; the words say what it must look like."""


def read_statement(content: bytes, *, mapping: Mapping) -> Statement:
    sha256 = hashlib.sha256(content).hexdigest()
    try:
        rows = rows_of(content, mapping=mapping)
        header = rows[0] if rows else []
        places = places_of(header, mapping=mapping)
    except CellWrong as error:
        mistake = Mistake(line=1, column="", words=str(error))
        return Statement(bookings=(), mistakes=(mistake,), outgoing=0, sha256=sha256)
    bookings, mistakes, outgoing, seen = [], [], 0, Counter[str]()
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        booking, wrong = read_row(
            row, number=number, header=header, places=places, mapping=mapping, seen=seen
        )
        mistakes += wrong
        if booking is not None and booking.amount > 0:
            bookings.append(booking)
        elif booking is not None:
            outgoing += 1
    return Statement(bookings=tuple(bookings), mistakes=tuple(mistakes), outgoing=outgoing, sha256=sha256)


def rows_of(content: bytes, *, mapping: Mapping) -> list[list[str]]:
    if len(content) > MOST_BYTES:
        raise CellWrong(gettext("The file is larger than 5 MB; split it."))
    try:
        text = content.decode(mapping.encoding)
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mapping.separator, strict=True))
    except (UnicodeDecodeError, LookupError) as error:
        raise CellWrong(
            gettext("The file is not written in {encoding}.").format(encoding=mapping.encoding)
        ) from error
    except csv.Error as error:
        raise CellWrong(gettext("The file is no table of values parted by the separator.")) from error


def places_of(header: list[str], *, mapping: Mapping) -> dict[str, int]:
    places = places_in(header, mapping=mapping)
    missing = [mapping.columns.get(name) or name for name in REQUIRED if name not in places]
    if missing:
        words = gettext("No column {missing} in the header: {header}.")
        raise CellWrong(words.format(missing=", ".join(missing), header=", ".join(header) or "—"))
    return places


def read_row(
    row: Sequence[str],
    *,
    number: int,
    header: Sequence[str],
    places: dict[str, int],
    mapping: Mapping,
    seen: Counter[str],
) -> tuple[Booking | None, list[Mistake]]:
    """The booking, or every cell that is wrong in it."""
    cells = {name: cell_at(row, place) for name, place in places.items()}
    mistakes: list[Mistake] = []

    def refuse(name: str, error: CellWrong) -> None:
        mistakes.append(Mistake(line=number, column=header[places[name]], words=str(error)))

    booked_on, amount, currency = date.min, Decimal(0), mapping.currency
    try:
        booked_on = read_date(cells["booked_on"], form=mapping.date_form)
    except CellWrong as error:
        refuse("booked_on", error)
    try:
        amount = read_amount(cells["amount"], has_decimal_comma=mapping.has_decimal_comma)
    except CellWrong as error:
        refuse("amount", error)
    try:
        currency = read_currency(cells.get("currency") or mapping.currency)
    except CellWrong as error:
        refuse("currency" if "currency" in places else "amount", error)
    if not mistakes and not (is_kept(currency) and is_whole(amount, currency=currency)):
        words = gettext("'{cell}' is no amount that is kept in {currency}.")
        refuse("amount", CellWrong(words.format(cell=cells["amount"], currency=currency)))
    if mistakes:
        return None, mistakes
    payer, reference = cells.get("payer", "")[:200], cells.get("reference", "")[:500]
    told = "|".join((booked_on.isoformat(), str(amount), currency, payer, reference))
    seen[told] += 1
    key = "|".join((cells.get("key", ""), told, str(seen[told])))
    booking = Booking(
        number=number,
        booked_on=booked_on,
        amount=amount,
        currency=currency,
        payer=payer,
        reference=reference,
        key=hashlib.sha256(key.encode()).hexdigest(),
    )
    return booking, []


def cell_at(row: Sequence[str], place: int) -> str:
    """A row may end early; no text of ours holds a NUL."""
    return row[place].replace("\0", "").strip() if place < len(row) else ""


def read_date(cell: str, *, form: str) -> date:
    try:
        return datetime.strptime(cell, form).replace(tzinfo=UTC).date()
    except ValueError as error:
        example = datetime(2026, 7, 31, tzinfo=UTC).strftime(form)
        raise CellWrong(
            gettext("'{cell}' is no day; it must look like {example}.").format(cell=cell, example=example)
        ) from error


def read_amount(cell: str, *, has_decimal_comma: bool) -> Decimal:
    """An amount in cents, however thousands are parted: 1.250,00 or +1,250.5."""
    point, thousands = (",", ".") if has_decimal_comma else (".", ",")
    plain = cell.translate(BLANKS).replace(thousands, "").replace(point, ".")
    example = "1.250,00" if has_decimal_comma else "1,250.00"
    words = gettext("'{cell}' is no amount; it must look like {example}.").format(cell=cell, example=example)
    try:
        amount = Decimal(plain)
    except InvalidOperation as error:
        raise CellWrong(words) from error
    if not amount.is_finite() or abs(amount) >= MOST_AMOUNT or amount != amount.quantize(CENT):
        raise CellWrong(words)
    return amount.quantize(CENT)


def read_currency(cell: str) -> str:
    if len(cell) != 3 or not (cell.isascii() and cell.isalpha()):
        raise CellWrong(gettext("'{cell}' is no currency; it must look like EUR.").format(cell=cell))
    return cell.upper()
