"""Matching: whose money a booking is and what it pays, where that is certain; else who it might be."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from uphold.billing.bank.reading import Booking
from uphold.billing.models import BankLine, Buyer, Invoice
from uphold.people.models import Provider

BY_NUMBER, BY_AMOUNT, BY_HAND = "invoice number", "amount and payer", "by hand"
NOISE = re.compile(r"[^a-z0-9]+")
DIGITS = re.compile(r"[0-9]+")
LONGEST_SERIAL = 18
MOST_PROPOSALS = 5
FORMS = frozenset({"gmbh", "ag", "ltd", "llc", "inc", "sa", "co", "kg", "the", "und", "and", "limited"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The customer, and the invoices that are meant; `how` is how it was known."""

    organisation_id: int
    invoices: tuple[Invoice, ...]
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What is open with a provider, as matching reads it: loaded once for a whole file.

    A booking is held against the invoices of its amount and of its digits alone: files and ledgers are long.
    """

    invoices: tuple[Invoice, ...]
    names: Mapping[int, frozenset[str]]
    by_amount: Mapping[tuple[str, Decimal], tuple[Invoice, ...]]
    by_serial: Mapping[str, tuple[Invoice, ...]]


def ledger_of(provider: Provider) -> Ledger:
    """Open invoices, and the words by which banks may name their customers; two statements."""
    invoices = Invoice.objects.filter(
        provider=provider, kind=Invoice.Kind.INVOICE, gross_amount__gt=F("paid_amount") + F("credited_amount")
    )
    rows = tuple(invoices.select_related("organisation").defer("seller", "buyer").order_by("due_on", "id"))
    ids = {row.organisation_id for row in rows}
    names = {row.organisation_id: words_in(row.organisation.name) for row in rows}
    for buyer in Buyer.objects.filter(provider=provider, organisation_id__in=ids):
        names[buyer.organisation_id] |= words_in(buyer.legal_name)
    return indexed(rows, names=names)


def indexed(rows: tuple[Invoice, ...], *, names: Mapping[int, frozenset[str]]) -> Ledger:
    by_amount: dict[tuple[str, Decimal], list[Invoice]] = defaultdict(list)
    by_serial: dict[str, list[Invoice]] = defaultdict(list)
    for row in rows:
        by_amount[row.currency, row.open_amount].append(row)
        by_serial[DIGITS.findall(row.number)[-1]].append(row)
    return Ledger(
        invoices=rows,
        names=names,
        by_amount={key: tuple(found) for key, found in by_amount.items()},
        by_serial={key: tuple(found) for key, found in by_serial.items()},
    )


def match(booking: Booking | BankLine, *, ledger: Ledger) -> Match | None:
    """By the numbers of open invoices of one customer in the reference; else by the exact amount and the payer."""
    named = [row for row in named_in(booking.reference, ledger=ledger) if row.currency == booking.currency]
    if named and len({row.organisation_id for row in named}) == 1:
        return Match(organisation_id=named[0].organisation_id, invoices=tuple(named), how=BY_NUMBER)
    if named:
        return None
    exact = [
        row
        for row in ledger.by_amount.get((booking.currency, booking.amount), ())
        if is_payer(booking.payer, ledger.names[row.organisation_id])
    ]
    if len({row.organisation_id for row in exact}) != 1:
        return None
    return Match(organisation_id=exact[0].organisation_id, invoices=(exact[0],), how=BY_AMOUNT)


def proposals(booking: Booking | BankLine, *, ledger: Ledger) -> list[Invoice]:
    """What a person might mean: invoices that are named, of that amount or of that payer, the likeliest first."""
    likely = [
        (score(booking, row, ledger=ledger), row)
        for row in ledger.invoices
        if row.currency == booking.currency
    ]
    ranked = sorted(
        (pair for pair in likely if pair[0]), key=lambda pair: (-pair[0], pair[1].due_on, pair[1].pk)
    )
    return [row for _, row in ranked[:MOST_PROPOSALS]]


def score(booking: Booking | BankLine, row: Invoice, *, ledger: Ledger) -> int:
    return (
        4 * names_invoice(booking.reference, row.number)
        + 2 * (row.open_amount == booking.amount)
        + is_payer(booking.payer, ledger.names[row.organisation_id])
    )


def named_in(reference: str, *, ledger: Ledger) -> list[Invoice]:
    """The open invoices whose numbers stand in the reference, in the order of the ledger."""
    meant = {row.pk: row for serial in serials_in(reference) for row in ledger.by_serial.get(serial, ())}
    named = [row for row in meant.values() if names_invoice(reference, row.number)]
    return sorted(named, key=lambda row: (row.due_on, row.pk))


def serials_in(reference: str) -> Iterator[str]:
    """What a number may end with: digits, or the end of digits that were written together with those before."""
    for run in DIGITS.findall(reference):
        yield from (run[start:] for start in range(max(0, len(run) - LONGEST_SERIAL), len(run)))


def names_invoice(reference: str, number: str) -> bool:
    """Whether the number stands in the reference, however it is parted; INV-1 is not in INV-12."""
    parts = [re.escape(part) for part in NOISE.split(number.casefold()) if part]
    pattern = r"(?<![a-z0-9])" + r"[^a-z0-9]*".join(parts) + r"(?![0-9])"
    return re.search(pattern, reference.casefold()) is not None


def is_payer(payer: str, names: frozenset[str]) -> bool:
    """Whether a payer names a customer: all its words, or two of them where there are more."""
    shared = words_in(payer) & names
    return bool(names) and len(shared) >= min(2, len(names))


def words_in(name: str) -> frozenset[str]:
    """The words of a name without forms of companies."""
    words = (word for word in NOISE.split(name.casefold()) if len(word) > 1)
    return frozenset(words) - FORMS
