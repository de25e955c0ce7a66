"""A manager suspends while the payment is recorded: whoever comes first, what is paid is never left suspended."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from tests.standing.overdue import make_overdue_terms, make_receivable
from uphold.kit import Refused
from uphold.standing.actions import suspend
from uphold.standing.models import Receivable, Suspension

NOW = at("2026-06-12 10:00")


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """As other connections see it."""
    everybody = make_cast()
    make_overdue_terms(everybody)
    return everybody


def test_what_is_paid_is_never_left_suspended(cast: Cast) -> None:
    make_receivable(cast, at=at("2026-05-15 09:00"))

    for round_number in range(8):
        both_at_once(cast, number=f"N-{round_number + 10}")

        assert not Receivable.objects.filter(settled_at=None).exclude(number="N-1").exists()
        assert not Suspension.objects.filter(ends_at=None).exists()


def test_two_managers_suspend_once(cast: Cast) -> None:
    make_receivable(cast, at=at("2026-05-15 09:00"))
    barrier = Barrier(2)

    with ThreadPoolExecutor(2) as pool:
        codes = sorted(pool.map(lambda _: suspended(cast, barrier), range(2)))

    assert codes == ["", "suspended_already"]
    assert Suspension.objects.count() == 1


def both_at_once(cast: Cast, *, number: str) -> None:
    """One bill is the only one that is open; it is paid in the moment of the decision."""
    make_receivable(cast, at=NOW, open_amount="0.00")
    make_receivable(cast, at=NOW, number=number)
    barrier = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        deciding = pool.submit(suspended, cast, barrier)
        paying = pool.submit(paid, cast, barrier, number)
        assert deciding.result() in {"", "suspension_not_offered"}
        paying.result()


def suspended(cast: Cast, barrier: Barrier) -> str:
    """The code of the refusal; empty when it was done."""
    try:
        barrier.wait(timeout=10)
        suspend(
            actor=cast.lea.actor,
            organisation=cast.harbour,
            provider=cast.northwind,
            capability="handling",
            reason="Open.",
            at=NOW,
        )
    except Refused as refusal:
        return refusal.code
    finally:
        connection.close()
    return ""


def paid(cast: Cast, barrier: Barrier, number: str) -> None:
    try:
        barrier.wait(timeout=10)
        make_receivable(cast, at=NOW, number=number, open_amount="0.00")
    finally:
        connection.close()
