"""Decision records are written once and name what decided."""

import pytest
from django.db import DatabaseError, transaction

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.agreements.models import DecisionRecord
from uphold.agreements.queries import decisions_about, decisions_by_line


def test_a_decision_record_is_never_changed_or_deleted(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        DecisionRecord.objects.update(row="Another row")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        DecisionRecord.objects.all().delete()

    assert decisions_about(ticket).count() == 5


def test_each_row_knows_how_often_it_decided(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    make_ticket(customer=cast.eve, opened_at=at("2026-06-09 11:00"))

    line = decisions_about(ticket).get(kind="triage").line

    assert decisions_by_line(ticket.version)[line or 0] == 2
