"""What was recorded stays as it was, also for programs that are not ours and for a superuser, whom tests are."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.conftest import NEVER_EMPTIED
from tests.security.money import make_kept
from uphold.metering.actions import log_work
from uphold.metering.models import Settlement


@pytest.fixture
def recorded(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 09:00"))
    work = log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=at("2026-06-09 09:10"),
        ended_at=at("2026-06-09 09:20"),
        at=at("2026-06-09 09:30"),
    )
    Settlement.objects.create(work=work, settled_at=at("2026-06-09 09:30"))
    make_kept(cast)


def rows(table: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608 - a table of our own list
        return list(cursor.fetchall())


@pytest.mark.parametrize("table", NEVER_EMPTIED)
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"],
)
def test_records_are_written_once(table: str, statement: str, recorded: None) -> None:
    before = rows(table)

    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_never_emptied")
        with pytest.raises(DatabaseError, match=r"append-only|changes only by"), transaction.atomic():
            cursor.execute(statement.format(table))

    assert rows(table) == before != []
