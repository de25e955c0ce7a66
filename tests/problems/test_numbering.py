"""Two agents report at once: each bug has a number of its own."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast, Worker, make_cast
from uphold.problems.models import Bug


@pytest.fixture
def committed_cast(transactional_db: None) -> Cast:
    return make_cast()


def test_two_who_report_at_once_get_two_numbers(committed_cast: Cast) -> None:
    cast, start = committed_cast, Barrier(4)

    def report(by: Worker) -> None:
        start.wait(timeout=10)
        try:
            make_bug(by=by, provider=cast.northwind, reported_at=at("2026-06-09 10:00"))
        finally:
            connection.close()

    agents = [Thread(target=report, args=[each]) for each in (cast.ben, cast.nia, cast.lea, cast.olga)]
    for agent in agents:
        agent.start()
    for agent in agents:
        agent.join(timeout=20)

    numbers = sorted(Bug.objects.values_list("number", flat=True))
    assert numbers == ["NW-B1", "NW-B2", "NW-B3", "NW-B4"]
