"""The self-check of the ledger: everything that is stored is derived again and compared. It corrects nothing.

Each comparison is one statement, so a movement that is written meanwhile is seen whole or not at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from uphold.credits.models import CreditAccount, CreditOrder, LedgerEntry, Lot, Movement, Place, Posting
from uphold.people.models import Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`place` names the row, `what` the figure; `stored` stands there, `derived` follows from the postings."""

    place: str
    what: str
    stored: int
    derived: int


@dataclass(frozen=True, slots=True)
class Extent:
    """How much was looked at."""

    accounts: int
    lots: int
    entries: int


def check_ledger(provider: Provider | None = None) -> list[Difference]:
    """Every difference, of one provider or of all, in the order of accounts, lots, entries, holds and orders."""
    accounts = accounts_of(provider)
    return [
        *debts(accounts),
        *figures_of_lots(accounts),
        *entries_out_of_balance(accounts),
        *keys_used_twice(accounts),
        *postings_astray(accounts),
        *holds_and_work(accounts),
        *orders(accounts),
    ]


def extent_of_check(provider: Provider | None = None) -> Extent:
    accounts = accounts_of(provider)
    return Extent(
        accounts=accounts.count(),
        lots=Lot.objects.filter(account__in=accounts).count(),
        entries=LedgerEntry.objects.filter(account__in=accounts).count(),
    )


def accounts_of(provider: Provider | None) -> QuerySet[CreditAccount]:
    accounts = CreditAccount.objects.order_by("pk")
    return accounts if provider is None else accounts.filter(provider=provider)


def debts(accounts: QuerySet[CreditAccount]) -> Iterator[Difference]:
    moved = Sum("entries__postings__credits", filter=Q(entries__postings__place=Place.OWED))
    derived = accounts.select_related("organisation", "provider").annotate(derived=-Coalesce(moved, 0))
    for account in derived.exclude(owed_credits=F("derived")):
        yield Difference(
            place=f"{account.provider.name}, {account.organisation.name}",
            what="owed",
            stored=account.owed_credits,
            derived=account.derived,
        )


def figures_of_lots(accounts: QuerySet[CreditAccount]) -> Iterator[Difference]:
    lots = Lot.objects.filter(account__in=accounts).select_related(
        "account__provider", "account__organisation"
    )
    derived = lots.annotate(
        derived_remaining=Coalesce(Sum("postings__credits", filter=Q(postings__place=Place.LOT)), 0),
        derived_held=Coalesce(Sum("postings__credits", filter=Q(postings__place=Place.HELD)), 0),
        derived_granted=Coalesce(
            Sum(
                "postings__credits",
                filter=Q(postings__place=Place.LOT, postings__entry__movement=Movement.OPENING),
            ),
            0,
        ),
    ).order_by("account_id", "pk")
    is_right = Q(
        remaining_credits=F("derived_remaining"),
        held_credits=F("derived_held"),
        granted_credits=F("derived_granted"),
    )
    for lot in derived.exclude(is_right):
        figures = (
            ("remaining", lot.remaining_credits, lot.derived_remaining),
            ("held", lot.held_credits, lot.derived_held),
            ("granted", lot.granted_credits, lot.derived_granted),
        )
        for what, stored, sum_of_postings in figures:
            if stored != sum_of_postings:
                yield Difference(place=place_of(lot), what=what, stored=stored, derived=sum_of_postings)


def entries_out_of_balance(accounts: QuerySet[CreditAccount]) -> Iterator[Difference]:
    """Entries that sum to something, and entries that move nothing."""
    entries = LedgerEntry.objects.filter(account__in=accounts).annotate(
        total=Coalesce(Sum("postings__credits"), 0), count=Count("postings")
    )
    for entry in entries.exclude(total=0, count__gt=0).order_by("pk"):
        what = "sum of postings" if entry.count else "postings"
        yield Difference(place=f"entry {entry.pk}", what=what, stored=entry.total, derived=0)


def keys_used_twice(accounts: QuerySet[CreditAccount]) -> Iterator[Difference]:
    """Can only happen where an index is broken, which is what a self-check is for."""
    for rows in (LedgerEntry.objects.filter(account__in=accounts), Lot.objects.filter(account__in=accounts)):
        twice = rows.values("key").annotate(count=Count("pk")).filter(count__gt=1).order_by("key")
        for row in twice:
            yield Difference(place=f"key {row['key']}", what="times used", stored=row["count"], derived=1)


def postings_astray(accounts: QuerySet[CreditAccount]) -> Iterator[Difference]:
    postings = Posting.objects.filter(entry__account__in=accounts, lot__isnull=False)
    astray = postings.exclude(lot__account=F("entry__account")).select_related("entry", "lot")
    for posting in astray.order_by("pk"):
        yield Difference(
            place=f"entry {posting.entry_id}, lot {posting.lot_id}",
            what="account",
            stored=posting.entry.account_id,
            derived=posting.lot.account_id if posting.lot else 0,
        )


def holds_and_work(accounts: QuerySet[CreditAccount]) -> Iterator[Difference]:
    """What is set aside, and what work took, is never less than nothing for any ticket."""
    postings = Posting.objects.filter(entry__account__in=accounts, place__in=(Place.HELD, Place.WORK))
    rows = postings.values("entry__account_id", "entry__reference", "place").annotate(total=Sum("credits"))
    for row in rows.filter(total__lt=0).order_by("entry__account_id", "entry__reference", "place"):
        yield Difference(
            place=f"account {row['entry__account_id']}, {row['entry__reference']}",
            what=row["place"],
            stored=row["total"],
            derived=0,
        )


def orders(accounts: QuerySet[CreditAccount]) -> Iterator[Difference]:
    credited = CreditOrder.objects.filter(account__in=accounts, lot__isnull=False).select_related("lot")
    for order in credited.exclude(granted_credits=F("lot__granted_credits")).order_by("pk"):
        if order.lot is not None:
            yield Difference(
                place=f"order {order.number}",
                what="credited",
                stored=order.lot.granted_credits,
                derived=order.granted_credits,
            )


def place_of(lot: Lot) -> str:
    account = lot.account
    return f"{account.provider.name}, {account.organisation.name}, lot {lot.pk} ({lot.name})"
