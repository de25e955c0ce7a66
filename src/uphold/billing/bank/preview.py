"""The preview of a file: what each booking would pay, what waits, what is known, and what cannot be read."""

from dataclasses import dataclass

from uphold.billing.bank.mapping import Mapping
from uphold.billing.bank.matching import Match, ledger_of, match
from uphold.billing.bank.reading import Booking, Statement, read_statement
from uphold.billing.models import BankImport, BankLine
from uphold.people.models import Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A booking, and the match if it is certain. `is_known`: an earlier file brought it."""

    booking: Booking
    match: Match | None
    is_known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    statement: Statement
    lines: tuple[Seen, ...]
    is_taken: bool


def preview_statement(content: bytes, *, provider: Provider, mapping: Mapping) -> Preview:
    """Nothing is stored; a handful of statements for any file."""
    statement = read_statement(content, mapping=mapping)
    keys = [f"{provider.pk}:{booking.key}" for booking in statement.bookings]
    known = set(BankLine.objects.filter(key__in=keys).values_list("key", flat=True))
    ledger = ledger_of(provider)
    lines = [
        Seen(booking=booking, match=match(booking, ledger=ledger), is_known=key in known)
        for booking, key in zip(statement.bookings, keys, strict=True)
    ]
    is_taken = BankImport.objects.filter(provider=provider, sha256=statement.sha256).exists()
    return Preview(statement=statement, lines=tuple(lines), is_taken=is_taken)
