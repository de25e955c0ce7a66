"""Processes that are killed in the middle of a settlement: nothing is lost, nothing stands twice, and work goes on."""

import signal
import subprocess
from random import Random

import pytest

from tests.money.books import Books
from tests.money.check import series, wrongs
from tests.money.house import House, Party, make_party, moment
from tests.money.process import start
from uphold.metering.models import WorkEntry

pytestmark = pytest.mark.timeout(180)
LOGS, KILLS = 30, 5
Order = tuple[str, int, int, int]
WORKER = """
import sys
import django
django.setup()
from datetime import timedelta
from uphold.access import Actor
from uphold.kit import Refused, now
from uphold.metering.actions import log_work, settle, work
from uphold.metering.models import WorkEntry
from uphold.people.models import Staff
from uphold.tickets.models import Ticket
written = settle.write_charges
def told(*arguments, **more):
    rows = written(*arguments, **more)
    print("written, not committed", flush=True)
    return rows
settle.write_charges = told
from datetime import datetime
for line in sys.stdin:
    ticket, staff, starts, minutes = line.split()
    starts_at = datetime.fromisoformat(starts)
    try:
        log_work(
            actor=Actor.system(), ticket=Ticket.objects.get(pk=ticket), staff=Staff.objects.get(pk=staff),
            started_at=starts_at, ended_at=starts_at + timedelta(minutes=int(minutes)), at=now(),
        )
    except work.WorkOverlaps:
        print("stands already", flush=True)
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

    killed = [killed_after(party, orders, written=count) for count in range(1, KILLS + 1)]
    standing = WorkEntry.objects.count()
    with begin(party, orders) as last:
        assert last.stdout is not None
        last.stdout.read()

    for number, (ticket, _, day, minutes) in enumerate(orders):
        books.log(number, ticket=ticket, minutes=minutes, day=day)
    assert killed == [True] * KILLS
    assert 0 < standing < LOGS
    assert last.wait(timeout=60) == 0
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


def begin(party: Party, orders: list[Order]) -> subprocess.Popen[str]:
    """A process of its own on the same database, which says a line when charges are written and not yet committed."""
    process = start("-c", WORKER)
    assert process.stdin is not None
    process.stdin.writelines(line_of(party, order) for order in orders)
    process.stdin.close()
    return process


def killed_after(party: Party, orders: list[Order], *, written: int) -> bool:
    """Whether it was killed while the last of so many settlements was written and not committed."""
    seen = 0
    with begin(party, orders) as process:
        assert process.stdout is not None
        for line in process.stdout:
            seen += line.startswith("written")
            if seen == written:
                process.send_signal(signal.SIGKILL)
                break
    return process.returncode == -signal.SIGKILL and seen == written


def line_of(party: Party, order: Order) -> str:
    ticket, agent, day, minutes = order
    staff, _ = party.agents[agent]
    return f"{party.tickets[ticket].pk} {staff.pk} {moment(day).isoformat()} {minutes}\n"
