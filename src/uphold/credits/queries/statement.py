"""The statement of an account: each movement with its reason and clause, and the balance after it, newest first.

Movements stand by the date of the work. The balance counts lots, what is set aside of them, and debt, so setting
aside and giving free again do not change it and are left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, dumps, loads
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Sum

from uphold.credits.models import CreditAccount, LedgerEntry, Movement, Posting, Source
from uphold.credits.postings import INSIDE

PAGE_SIZE = 50
SALT = "uphold.credits.statement"
SILENT = (Movement.HOLD, Movement.RELEASE)


@dataclass(frozen=True, slots=True)
class Part:
    """What one lot gained by a movement, or lost when negative; None stands for the debt."""

    lot_id: int | None
    name: str
    credits: int


@dataclass(frozen=True, slots=True)
class StatementRow:
    """`gained` is negative where work took credits; `balance` is what there was after it."""

    entry: LedgerEntry
    gained: int
    balance: int
    parts: tuple[Part, ...]

    @property
    def movement(self) -> Movement:
        return Movement(self.entry.movement)


@dataclass(frozen=True, slots=True)
class StatementPage:
    """`next_key` is the key of the page after this one; None on the last."""

    rows: tuple[StatementRow, ...]
    next_key: str | None


def statement(
    account: CreditAccount,
    *,
    after: str | None = None,
    size: int = PAGE_SIZE,
    sources: Sequence[Source] = (),
    from_at: datetime | None = None,
    until_at: datetime | None = None,
) -> StatementPage:
    """Three statements. With `sources` it speaks of their lots alone. A key that is not ours begins anew."""
    counted = postings_of(account, sources=sources)
    entries = LedgerEntry.objects.filter(Exists(counted.filter(entry=OuterRef("pk"))), account=account)
    entries = within(entries.exclude(movement__in=SILENT), from_at=from_at, until_at=until_at)
    place = read_key(after)
    if place is not None:
        at, last_id = place
        entries = entries.filter(Q(at__lte=at), Q(at__lt=at) | Q(id__lt=last_id))
    shown = entries.select_related("version__agreement").defer("version__text").order_by("-at", "-id")
    parts = Prefetch("postings", queryset=counted.select_related("lot").order_by("id"))
    found = list(shown.prefetch_related(parts)[: size + 1])
    rows = tuple(with_balances(found[:size], counted=counted))
    if len(found) <= size:
        return StatementPage(rows, None)
    return StatementPage(rows, dumps([found[size - 1].at.isoformat(), found[size - 1].pk], salt=SALT))


def postings_of(account: CreditAccount, *, sources: Sequence[Source]) -> QuerySet[Posting]:
    postings = Posting.objects.filter(entry__account=account, place__in=INSIDE)
    return postings.filter(lot__source__in=sources) if sources else postings


def within(
    entries: QuerySet[LedgerEntry], *, from_at: datetime | None, until_at: datetime | None
) -> QuerySet[LedgerEntry]:
    if from_at is not None:
        entries = entries.filter(at__gte=from_at)
    return entries if until_at is None else entries.filter(at__lt=until_at)


def with_balances(entries: Sequence[LedgerEntry], *, counted: QuerySet[Posting]) -> Iterable[StatementRow]:
    if not entries:
        return
    newest = entries[0]
    until = counted.filter(Q(entry__at__lt=newest.at) | Q(entry__at=newest.at, entry_id__lte=newest.pk))
    left = until.aggregate(total=Sum("credits"))["total"] or 0
    for entry in entries:
        parts = parts_of(entry.postings.all())
        gained = sum(part.credits for part in parts)
        yield StatementRow(entry=entry, gained=gained, balance=left, parts=parts)
        left -= gained


def parts_of(postings: Iterable[Posting]) -> tuple[Part, ...]:
    """One part a lot: what moves between a lot and what is set aside of it nets out."""
    sums: dict[tuple[int | None, str], int] = {}
    for posting in postings:
        key = (posting.lot_id, posting.lot.name if posting.lot else "")
        sums[key] = sums.get(key, 0) + posting.credits
    return tuple(Part(lot_id, name, total) for (lot_id, name), total in sums.items() if total)


def read_key(key: str | None) -> tuple[datetime, int] | None:
    if not key:
        return None
    try:
        at, last_id = loads(key, salt=SALT)
    except BadSignature:
        return None
    return datetime.fromisoformat(at), int(last_id)
