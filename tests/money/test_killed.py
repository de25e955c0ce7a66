"""Processes killed in a settlement and between two: nothing is lost, nothing stands twice, and work goes on."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from subprocess import Popen

import pytest

from tests.money.books import Books
from tests.money.check import series, wrongs
from tests.money.house import House, Party, make_party, moment
from tests.money.process import started
from uphold.metering.models import WorkEntry

pytestmark = pytest.mark.timeout(180)
LOGS = 30
WITHIN, BETWEEN = "within", "between"
KILLS = ((WITHIN, 1), (BETWEEN, 2), (WITHIN, 3), (BETWEEN, 1), (WITHIN, 2))
"""In a settlement that is written and not committed, or after one that is; the first, the second or the third."""
STANDING = [0, 2, 4, 5, 6]
Order = tuple[str, int, int, int]
WORKER = """
import signal
import sys
import django
django.setup()
from datetime import datetime, timedelta
from uphold.access import Actor
from uphold.kit import now
from uphold.metering.actions import log_work, settle, work
from uphold.people.models import Staff
from uphold.tickets.models import Ticket
place, left = sys.argv[1], int(sys.argv[2])
def reach(here):
    global left
    left -= here == place
    if here == place and left == 0:
        print(here, flush=True)
        signal.pause()
write_charges = settle.write_charges
def written(*arguments, **more):
    rows = write_charges(*arguments, **more)
    reach("within")
    return rows
settle.write_charges = written
for line in sys.stdin:
    ticket, staff, starts, minutes = line.split()
    starts_at = datetime.fromisoformat(starts)
    try:
        log_work(
            actor=Actor.system(), ticket=Ticket.objects.get(pk=ticket), staff=Staff.objects.get(pk=staff),
            started_at=starts_at, ended_at=starts_at + timedelta(minutes=int(minutes)), at=now(),
        )
    except work.WorkOverlaps:
        continue
    reach("between")
"""


@pytest.fixture
def party(house: House) -> Party:
    return make_party(
        house, name="Harbour", tickets=("setup", "question", "doubt"), lots=[(200, True), (300, False)]
    )


def test_a_process_that_is_killed_in_settlements_loses_and_doubles_nothing(
    house: House, party: Party
) -> None:
    books, orders = Books(), orders_of(party)
    for ends in (True, False):
        books.account.open(200 if ends else 300, opened_on=0, ends_on=14 if ends else None)

    standing = []
    for place, count in KILLS:
        assert is_killed(party, orders, place=place, count=count)
        standing.append(WorkEntry.objects.count())
    with at_work(party, orders) as last:
        code = last.wait(timeout=60)

    for number, (ticket, _, day, minutes) in enumerate(orders):
        books.log(number, ticket=ticket, minutes=minutes, day=day)
    assert (standing, code) == (STANDING, 0)
    assert WorkEntry.objects.count() == LOGS
    assert [str(each) for each in wrongs(party, books)] == []
    assert series(house.provider) == []


def orders_of(party: Party) -> list[Order]:
    """What is to be logged: on which ticket, by which agent, on which day of June, for how many minutes."""
    random = Random(2603)  # noqa: S311 - invented work keeps no secret
    days = [(agent, day) for agent in range(len(party.agents)) for day in range(2, 2 + LOGS // 3)]
    return [
        (random.choice(list(party.tickets)), agent, day, random.randrange(5, 60))
        for agent, day in random.sample(days, LOGS)
    ]


@contextmanager
def at_work(party: Party, orders: list[Order], *, place: str = "", count: int = 0) -> Iterator[Popen[str]]:
    """A process of its own on the same database; it says a line at the place where it waits to be killed."""
    with started("-c", WORKER, place, str(count)) as process:
        assert process.stdin is not None
        process.stdin.writelines(line_of(party, order) for order in orders)
        process.stdin.close()
        yield process


def is_killed(party: Party, orders: list[Order], *, place: str, count: int) -> bool:
    with at_work(party, orders, place=place, count=count) as process:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        process.send_signal(signal.SIGKILL)
        return (said, process.wait()) == (place, -signal.SIGKILL)


def line_of(party: Party, order: Order) -> str:
    ticket, agent, day, minutes = order
    staff, _ = party.agents[agent]
    return f"{party.tickets[ticket].pk} {staff.pk} {moment(day).isoformat()} {minutes}\n"
