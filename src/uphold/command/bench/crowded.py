"""What the pages of a crowded desk cost, and the work behind them. Imported once the settings stand."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from time import perf_counter

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from uphold.command.bench.crowd import Crowd, make_crowd
from uphold.command.bench.figure import Figure, median_seconds
from uphold.kit import now
from uphold.people.actors import actor_for_contact, actor_for_staff
from uphold.people.models import Account
from uphold.tickets.actions import reply
from uphold.tickets.jobs import sweep_clocks
from uphold.tickets.models import Promise
from uphold.tickets.retiming import ask

TICKETS = 100_000
DUE = 10_000
WORDS_OF_A_LONG_TICKET = 100
MOST_STATEMENTS = 12


def figures() -> Iterator[Figure]:
    crowd = make_crowd(tickets=TICKETS, at=now() - timedelta(hours=1))
    desk, portal = browser(crowd.agent.account), browser(crowd.caller.account)
    number = crowd.ticket.number
    yield from page("queue of 50 rows", desk, "/desk/queue/all", budget=40)
    yield from page("queue of 50 rows, what is mine", desk, "/desk/queue/mine", budget=40)
    yield from page("what came to an open queue", desk, "/desk/queue/all/news?since=x&rows=1-2-3", budget=20)
    yield from page("ticket page", desk, f"/desk/tickets/{number}", budget=40)
    yield from page("search for a common word", desk, "/desk/search?q=gateway", budget=60)
    yield from page("search for a rare word", desk, "/desk/search?q=99999", budget=40)
    yield from page("list of the portal", portal, "/portal/?show=all", budget=40)
    yield from page("ticket page of the portal", portal, f"/portal/tickets/{number}/", budget=40)
    yield long_ticket(crowd)
    yield sweep()


def browser(account: Account | None) -> Client:
    client = Client(SERVER_NAME="localhost")
    if account is None:
        raise AssertionError("who reads has no account")
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(name: str, client: Client, address: str, *, budget: float) -> Iterator[Figure]:
    """Wall time of one answer within the process, statements to the database included; and how many there are."""

    def asked() -> bytes:
        response = client.get(address)
        if response.status_code != 200:
            raise AssertionError(f"{address} answers {response.status_code}")
        return response.content

    yield Figure(name=name, value=median_seconds(asked, runs=20) * 1e3, budget=budget, unit="ms")
    with CaptureQueriesContext(connection) as captured:
        text = asked()
    yield Figure(name=f"{name}: statements", value=len(captured), budget=MOST_STATEMENTS, unit="")
    yield Figure(name=f"{name}: HTML", value=len(text) / 1000, budget=60, unit="kB")


def long_ticket(crowd: Crowd) -> Figure:
    """A conversation back and forth, so that every word starts or ends a clock."""
    at, ticket = now() - timedelta(minutes=40), crowd.ticket
    for turn in range(WORDS_OF_A_LONG_TICKET):
        at += timedelta(seconds=11)
        reply(actor=actor_for_staff(crowd.agent), ticket=ticket, body=f"Word {turn}", at=at)
        reply(actor=actor_for_contact(crowd.caller), ticket=ticket, body=f"Word {turn}", at=at)
    ticket.refresh_from_db()
    seconds = median_seconds(lambda: ask(ticket, at=now()))
    return Figure(name="ask a ticket of 200 entries", value=seconds * 1e3, budget=50, unit="ms")


def sweep() -> Figure:
    """From the first to the last of so many due promises, alarms and entries written."""
    due = Promise.objects.filter(alarm_at__isnull=False).order_by("alarm_at")[DUE]
    at = due.alarm_at or now()
    return Figure(
        name=f"sweep of {DUE:,} due promises", value=timed(lambda: sweep_clocks(at)), budget=60, unit="s"
    )


def timed(work: Callable[[], object]) -> float:
    began_at = perf_counter()
    work()
    return perf_counter() - began_at
