"""Writing tells: live pages when the transaction commits, the worker by a job, and for history nobody."""

import json
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from tests.cast.instants import at
from tests.cast.people import make_provider
from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.journal.write import Draft, write, write_all
from uphold.people.models import Provider

NOON = at("2026-06-09 12:00")


@pytest.fixture
def ear(transactional_db: None) -> Iterator[psycopg.Connection]:
    wanted = connection.get_connection_params()
    keys = ("host", "port", "user", "password", "dbname")
    with psycopg.connect(
        **{key: wanted[key] for key in keys if wanted.get(key)}, autocommit=True
    ) as listening:
        listening.execute("LISTEN uphold_live")
        yield listening


def heard(ear: psycopg.Connection) -> list[dict[str, object]]:
    return [json.loads(notice.payload) for notice in ear.notifies(timeout=0.3)]


def jobs_of(entry: Entry) -> list[tuple[str, object]]:
    """The queue's tables outlive the tests that commit, so only this entry's jobs are asked for."""
    ordered = ProcrastinateJob.objects.filter(args__entry_id=entry.pk)
    return list(ordered.values_list("task_name", "args"))


@pytest.fixture
def northwind(transactional_db: None) -> Provider:
    return make_provider("Northwind", prefix="NW")


def test_live_pages_hear_of_an_entry_when_it_can_be_read(
    ear: psycopg.Connection, northwind: Provider
) -> None:
    entry = write(
        "ticket.noted", about=northwind, by=Actor.system(), at=NOON, topics=("ticket:NW-1", "queue:3")
    )

    assert heard(ear) == [{"topics": ["ticket:NW-1", "queue:3"], "entry": entry.pk}]


def test_nothing_is_heard_of_what_did_not_happen(ear: psycopg.Connection, northwind: Provider) -> None:
    with transaction.atomic():
        write("ticket.noted", about=northwind, by=Actor.system(), at=NOON, topics=("ticket:NW-1",))
        transaction.set_rollback(True)

    assert heard(ear) == []
    assert not Entry.objects.exists()


def test_history_is_told_to_nobody(ear: psycopg.Connection, northwind: Provider) -> None:
    entry = write(
        "ticket.answered",
        about=northwind,
        by=Actor.system(),
        at=NOON,
        topics=("ticket:NW-1",),
        is_history=True,
    )

    assert heard(ear) == []
    assert jobs_of(entry) == []


def test_a_kind_with_a_reaction_orders_one_job_in_the_same_transaction(northwind: Provider) -> None:
    entry = write("ticket.answered", about=northwind, by=Actor.system(), at=NOON)

    assert jobs_of(entry) == [("react", {"entry_id": entry.pk})]


def test_a_kind_without_a_reaction_orders_nothing(northwind: Provider) -> None:
    entry = write("ticket.noted", about=northwind, by=Actor.system(), at=NOON)

    assert jobs_of(entry) == []


def test_no_job_is_ordered_for_what_did_not_happen(northwind: Provider) -> None:
    with transaction.atomic():
        entry = write("ticket.answered", about=northwind, by=Actor.system(), at=NOON)
        transaction.set_rollback(True)

    assert jobs_of(entry) == []


def test_many_entries_are_heard_and_ordered_each_by_itself(
    ear: psycopg.Connection, northwind: Provider
) -> None:
    drafts = [
        Draft(kind="ticket.answered", about=northwind, topics=("ticket:NW-1",)),
        Draft(kind="ticket.noted", about=northwind, topics=("ticket:NW-2",), detail={"message": 2}),
        Draft(kind="ticket.answered", about=northwind, topics=("ticket:NW-3",), is_history=True),
    ]

    entries = write_all(drafts, by=Actor.system(), at=NOON)

    assert [entry.detail for entry in Entry.objects.order_by("pk")] == [{}, {"message": 2}, {}]
    assert heard(ear) == [
        {"topics": [f"ticket:NW-{number}"], "entry": entry.pk}
        for number, entry in enumerate(entries[:2], start=1)
    ]
    assert [len(jobs_of(entry)) for entry in entries] == [1, 0, 0]


def test_entries_are_read_in_the_order_in_which_things_happened(northwind: Provider) -> None:
    write("ticket.closed", about=northwind, by=Actor.system(), at=at("2026-06-09 13:00"))
    write("ticket.noted", about=northwind, by=Actor.system(), at=NOON)
    write("ticket.resolved", about=northwind, by=Actor.system(), at=NOON)

    assert [entry.kind for entry in entries_about(northwind)] == [
        "ticket.noted",
        "ticket.resolved",
        "ticket.closed",
    ]
