"""Bank imports: a file is taken once, its bookings become payments where they are certain, and the rest waits."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.billing.access import allowed
from uphold.billing.actions.payment import lies_ahead, record_payment
from uphold.billing.bank.mapping import Mapping
from uphold.billing.bank.matching import BY_HAND, Match, ledger_of, match
from uphold.billing.bank.reading import Booking, Statement, read_statement
from uphold.billing.locking import lock_customers, lock_provider
from uphold.billing.models import BankImport, BankLine, Invoice, Payment
from uphold.journal.write import write
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.people.models import Organisation, Provider


class StatementHasMistakes(Refused):
    """`statement` has them all, with line and column."""

    code, kind, text = (
        "statement_has_mistakes",
        INVALID,
        gettext_lazy("{0} places in the file cannot be read; nothing was taken."),
    )

    def __init__(self, statement: Statement) -> None:
        super().__init__(len(statement.mistakes))
        self.statement = statement


class StatementAlreadyTaken(Refused):
    code, kind, text = (
        "statement_already_taken",
        CONFLICT,
        gettext_lazy("This file was taken already."),
    )


class LineIsDone(Refused):
    code, kind, text = (
        "bank_line_is_done",
        CONFLICT,
        gettext_lazy("This booking was matched or put aside already."),
    )


@atomic
def import_statement(
    *, actor: Actor, provider: Provider, name: str, content: bytes, mapping: Mapping, at: datetime
) -> BankImport:
    """All of a file or nothing of it. Bookings that an earlier file brought are passed over."""
    require(actor, Permission.PAYMENT_RECORD, provider_id=provider.pk)
    statement = read_statement(content, mapping=mapping)
    if statement.mistakes:
        raise StatementHasMistakes(statement)
    lock_provider(provider)
    if BankImport.objects.filter(provider=provider, sha256=statement.sha256).exists():
        raise StatementAlreadyTaken
    row = BankImport.objects.create(
        provider=provider,
        name=name[:200],
        sha256=statement.sha256,
        imported_by_id=actor.id if actor.is_staff else None,
        imported_at=at,
    )
    lines = take_in(row, statement.bookings)
    matched = pay_certain(lines, provider=provider, actor=actor, at=at)
    detail = {"provider": provider.pk, "lines": len(lines), "matched": matched}
    write("bank.imported", about=row, by=actor, at=at, detail=detail, topics=[f"invoices:{provider.pk}"])
    return row


@atomic
def match_line(
    *,
    actor: Actor,
    line: BankLine,
    organisation: Organisation,
    invoices: Sequence[Invoice] = (),
    at: datetime,
) -> Payment:
    """A person says whose money it is, and perhaps which invoices it pays."""
    line = begin(actor, line)
    found = Match(organisation_id=organisation.pk, invoices=tuple(invoices), how=BY_HAND)
    payment = pay(line, found, actor=actor, at=at)
    tell("bank.matched", line, by=actor, at=at)
    return payment


@atomic
def ignore_line(*, actor: Actor, line: BankLine, at: datetime) -> BankLine:
    """It pays no invoice of ours: interest, a refund of a supplier."""
    line = begin(actor, line)
    line.state = BankLine.State.IGNORED
    line.save(update_fields=["state"])
    tell("bank.ignored", line, by=actor, at=at)
    return line


def take_in(row: BankImport, bookings: Sequence[Booking]) -> list[BankLine]:
    """A booking is known by its key within the provider, whichever file it came in; in the order of the file."""
    keys = {booking.number: f"{row.provider_id}:{booking.key}" for booking in bookings}
    known = set(BankLine.objects.filter(key__in=keys.values()).values_list("key", flat=True))
    fresh = []
    for booking in bookings:
        if keys[booking.number] not in known:
            known.add(keys[booking.number])
            fresh.append(line_of(booking, row=row, key=keys[booking.number]))
    return BankLine.objects.bulk_create(fresh)


def line_of(booking: Booking, *, row: BankImport, key: str) -> BankLine:
    return BankLine(
        bank_import=row,
        number=booking.number,
        booked_on=booking.booked_on,
        amount=booking.amount,
        currency=booking.currency,
        payer=booking.payer,
        reference=booking.reference,
        key=key,
    )


def pay_certain(lines: Sequence[BankLine], *, provider: Provider, actor: Actor, at: datetime) -> int:
    """By the ledger as it stood when the file came: an invoice that two bookings name is paid by both.

    A booking that lies ahead is no money yet and waits for a person.
    """
    ledger = ledger_of(provider)
    booked = [line for line in lines if not lies_ahead(line.booked_on, at=at)]
    certain = [(line, found) for line in booked if (found := match(line, ledger=ledger)) is not None]
    lock_customers((found.organisation_id for _, found in certain), provider_id=provider.pk)
    for line, found in certain:
        pay(line, found, actor=actor, at=at)
    return len(certain)


def pay(line: BankLine, found: Match, *, actor: Actor, at: datetime) -> Payment:
    payment = record_payment(
        actor=actor,
        organisation=Organisation.objects.get(pk=found.organisation_id),
        provider=line.bank_import.provider,
        amount=line.amount,
        currency=line.currency,
        received_on=line.booked_on,
        reference=line.reference,
        key=f"bank:{line.key}",
        at=at,
        for_invoices=found.invoices,
        way=Payment.Way.BANK,
    )
    line.payment, line.state, line.matched_by = payment, BankLine.State.MATCHED, found.how
    line.save(update_fields=["payment", "state", "matched_by"])
    return payment


def begin(actor: Actor, line: BankLine) -> BankLine:
    provider_id = line.bank_import.provider_id
    allowed(actor, line, Permission.PAYMENT_RECORD, provider_id=provider_id)
    lock_provider(line.bank_import.provider)
    locked = BankLine.objects.select_related("bank_import__provider").get(pk=line.pk)
    if locked.state != BankLine.State.WAITING:
        raise LineIsDone
    return locked


def tell(kind: str, line: BankLine, *, by: Actor, at: datetime) -> None:
    detail = {"provider": line.bank_import.provider_id, "payment": line.payment_id}
    topics = [f"invoices:{line.bank_import.provider_id}"]
    write(kind, about=line, by=by, at=at, detail=detail, topics=topics)
