"""One writer of the bench of settlements: a process that logs work, entry after entry, when it is told to go."""

import os
import sys
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from time import process_time
from typing import Any, cast

from django.db import connection

from uphold.access import Actor
from uphold.command.frame import Site

USER, KERNEL = 11, 12
"""Places in /proc/PID/stat after the name: utime and stime."""


def main() -> None:
    staff_id, count, starts, minutes, *ticket_ids = sys.argv[1:]
    cast("Site", import_module("uphold.command.site")).ready_site()
    log = Log(int(staff_id), [int(each) for each in ticket_ids], datetime.fromisoformat(starts), int(minutes))
    log.entry(0)
    say("warm")
    sys.stdin.readline()
    began = process_time(), seconds_of_database()
    for number in range(1, int(count) + 1):
        log.entry(number)
    say(f"done {process_time() - began[0]} {seconds_of_database() - began[1]}")


class Log:
    """Entries one after another, each on the next ticket as the door gives it. Models come when the settings stand."""

    def __init__(self, staff_id: int, ticket_ids: list[int], starts_at: datetime, minutes: int) -> None:
        people: Any = import_module("uphold.people.models")
        tickets: Any = import_module("uphold.tickets.models")
        with_terms: Any = import_module("uphold.tickets.locking").with_terms
        self.log_work: Any = import_module("uphold.metering.actions").log_work
        self.staff = people.Staff.objects.get(pk=staff_id)
        self.tickets = list(with_terms(tickets.Ticket.objects.filter(pk__in=ticket_ids)).order_by("pk"))
        self.starts_at, self.minutes = starts_at, minutes

    def entry(self, number: int) -> None:
        starts_at = self.starts_at + number * timedelta(minutes=15)
        ends_at = starts_at + timedelta(minutes=self.minutes)
        self.log_work(
            actor=Actor.system(),
            ticket=self.tickets[number % len(self.tickets)],
            staff=self.staff,
            started_at=starts_at,
            ended_at=ends_at,
            at=ends_at,
        )


def seconds_of_database() -> float:
    """Processor time of the server's process behind this connection; nothing where it runs elsewhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        status = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not status.exists():
        return 0.0
    fields = status.read_text().rpartition(")")[2].split()
    return (int(fields[USER]) + int(fields[KERNEL])) / os.sysconf("SC_CLK_TCK")


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
