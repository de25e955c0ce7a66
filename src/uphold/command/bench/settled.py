"""What four writers settle in a second, through the very action: of many customers, and all of one. Imported late.

Each writer is a process with a connection of its own; the first entry of each warms it up and is not counted.
"""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from uphold.access import Actor, Role
from uphold.agreements.actions import conclude_contract, draft_document, publish_document
from uphold.command.bench.figure import Figure
from uphold.command.demo.documents import shipped
from uphold.credits.actions import account_of, lock_account, open_lot
from uphold.credits.checking import check_ledger
from uphold.credits.models import Source
from uphold.kit import now
from uphold.kit.transaction import atomic
from uphold.metering.models import Charge, Settlement
from uphold.people.actions import add_organisation, add_provider, add_staff
from uphold.people.models import Organisation, Provider, Staff
from uphold.tickets.actions import open_ticket
from uphold.tickets.models import Ticket

SYSTEM = Actor.system()
WRITERS, CUSTOMERS, ENTRIES = 4, 40, 400
MINUTES = 10
APART = timedelta(minutes=15)
WRITER = "from uphold.command.bench.writer import main; main()"


def figures() -> Iterator[Figure]:
    began_at = now() - timedelta(days=60)
    provider = add_provider(actor=SYSTEM, name="Settled", ticket_prefix="SE", at=began_at)
    customers = make_customers(provider, at=began_at)
    of_one = [customers[0], *(open_one(provider, customers[0].organisation, at=began_at) for _ in range(39))]
    writers = [
        add_staff(
            actor=SYSTEM,
            provider=provider,
            name=f"Writer {number}",
            email=f"w{number}@settled.example",
            role=Role.AGENT,
            at=began_at,
        )
        for number in range(WRITERS)
    ]
    shares = [customers[number::WRITERS] for number in range(WRITERS)]
    yield from measured("settlements of 40 customers, 4 writers", writers, shares, at=began_at, budget=100)
    alone = [of_one[number::WRITERS] for number in range(WRITERS)]
    later = began_at + APART * (ENTRIES + 10)
    yield from measured(
        "settlements of one customer on 40 tickets, 4 writers", writers, alone, at=later, budget=40
    )
    if check_ledger() or Settlement.objects.count() != Charge.objects.count():
        raise AssertionError("what was settled does not add up")


def measured(
    name: str, writers: Sequence[Staff], shares: Sequence[list[Ticket]], *, at: datetime, budget: float
) -> Iterator[Figure]:
    """From the moment when all are warm until the last is done; and what one took of the processors, load or not."""
    each = ENTRIES // WRITERS
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(staff.pk), str(each), at.isoformat(), str(MINUTES)]
            + [str(ticket.pk) for ticket in tickets],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=dict(os.environ),
        )
        for staff, tickets in zip(writers, shares, strict=True)
    ]
    seconds, python, database = timed(processes)
    count = each * WRITERS
    yield Figure(name=name, value=count / seconds, budget=budget, unit="/s", is_at_least=True)
    yield Figure(name="  processor time of one: Python", value=python / count * 1000, budget=13, unit="ms")
    yield Figure(name="  processor time of one: database", value=database / count * 1000, budget=6, unit="ms")


def timed(processes: Sequence[subprocess.Popen[str]]) -> tuple[float, float, float]:
    """Seconds by the clock, of the writers' processors, and of the database's."""
    for process in processes:
        hear(process, "warm")
    began_at = now()
    for process in processes:
        tell(process)
    spent = [hear(process, "done") for process in processes]
    seconds = (now() - began_at).total_seconds()
    for process in processes:
        process.communicate()
    return seconds, sum(own for own, _ in spent), sum(of_database for _, of_database in spent)


def hear(process: subprocess.Popen[str], word: str) -> list[float]:
    """The figures after the word."""
    said, *figures = (process.stdout.readline() if process.stdout else "").split() or [""]
    if said != word:
        raise AssertionError(f"a writer said {said!r} and not {word}")
    return [float(figure) for figure in figures]


def tell(process: subprocess.Popen[str]) -> None:
    if process.stdin:
        process.stdin.write("go\n")
        process.stdin.flush()


def make_customers(provider: Provider, *, at: datetime) -> list[Ticket]:
    """Each with credits for years, and a ticket that takes them."""
    text = shipped("sangoma")
    version = publish_document(
        actor=SYSTEM,
        version=draft_document(actor=SYSTEM, provider=provider, text=text, at=at),
        at=at,
    )
    tickets = []
    for number in range(CUSTOMERS):
        organisation = add_organisation(actor=SYSTEM, provider=provider, name=f"Customer {number}", at=at)
        conclude_contract(
            actor=SYSTEM,
            organisation=organisation,
            provider=provider,
            agreement=version.agreement,
            starts_on=at.date(),
            at=at,
        )
        give_credits(organisation, provider, at=at)
        tickets.append(open_one(provider, organisation, at=at))
    return tickets


def open_one(provider: Provider, organisation: Organisation, *, at: datetime) -> Ticket:
    return open_ticket(
        actor=SYSTEM,
        provider=provider,
        organisation=organisation,
        subject="Set it up",
        body=f"As we said, {Ticket.objects.count()} times before.",
        channel="Ticket system",
        request="Configuration",
        at=at,
    )


@atomic
def give_credits(organisation: Organisation, provider: Provider, *, at: datetime) -> None:
    account = account_of(organisation_id=organisation.pk, provider_id=provider.pk)
    open_lot(
        account=lock_account(account),
        source=Source.PURCHASED,
        name="10 hours",
        credits=1_000_000,
        opened_at=at,
        expires_at=None,
        key=f"bench {organisation.pk}",
        reason="Bought",
        by=SYSTEM,
        at=at,
    )
