"""Whatever order the same work is entered in, it takes the same credits, rounded once, and gives back no more."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest

from tests.cast.people import Cast
from tests.cast.shipped import give_credits, open_shipped
from uphold.credits.checking import check_ledger
from uphold.credits.models import Lot
from uphold.metering.actions import log_work, reverse_work
from uphold.metering.queries import sums_of, work_on
from uphold.tickets.models import Ticket

WEDNESDAY = datetime(2026, 10, 7, 10, tzinfo=ZoneInfo("America/Toronto"))
STRETCHES = {"first": (0, 610), "second": (1200, 610), "third": (2400, 650)}
"""From when and for how long, in seconds: 1,870 together, 32 minutes begun; 33 if each were rounded by itself."""


@pytest.mark.parametrize(
    "order", [pytest.param(names, id=", ".join(names)) for names in permutations(STRETCHES)]
)
def test_the_order_of_entry_changes_neither_the_total_nor_its_rounding(
    prepaid: Cast, order: Sequence[str]
) -> None:
    lot = give_credits(prepaid.ada, amount=120, at=WEDNESDAY - timedelta(days=30))
    ticket = open_shipped(customer=prepaid.ada, opened_at=WEDNESDAY, request="Configuration")

    for name in order:
        enter(prepaid, ticket, name)

    assert (sums_of(ticket).credits, sums_of(ticket).actual_seconds) == (32, 1870)
    assert Lot.objects.get(pk=lot.pk).remaining_credits == 88
    assert check_ledger() == []


@pytest.mark.parametrize("taken_back", ["first", "second", "third"])
def test_work_that_is_taken_back_gives_back_no_more_than_it_took(prepaid: Cast, taken_back: str) -> None:
    lot = give_credits(prepaid.ada, amount=25, at=WEDNESDAY - timedelta(days=30))
    ticket = open_shipped(customer=prepaid.ada, opened_at=WEDNESDAY, request="Configuration")
    for name in STRETCHES:
        enter(prepaid, ticket, name)
    emptied = Lot.objects.get(pk=lot.pk).remaining_credits

    starts_at = WEDNESDAY + timedelta(seconds=STRETCHES[taken_back][0])
    entry = work_on(ticket).get(started_at=starts_at)
    reverse_work(actor=prepaid.ben.actor, entry=entry, at=WEDNESDAY + timedelta(hours=2))

    back = Lot.objects.get(pk=lot.pk)
    assert emptied == 0
    assert 0 <= back.remaining_credits <= back.granted_credits == 25
    assert back.remaining_credits + sums_of(ticket).credits == 25
    assert check_ledger() == []


def enter(cast: Cast, ticket: Ticket, name: str) -> None:
    starts_after, seconds = STRETCHES[name]
    starts_at = WEDNESDAY + timedelta(seconds=starts_after)
    log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=starts_at,
        ended_at=starts_at + timedelta(seconds=seconds),
        at=WEDNESDAY + timedelta(hours=1),
    )
