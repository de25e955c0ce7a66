"""The cast, and the ticket that most work is on."""

import pytest

from tests.cast.fixtures import cast
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.tickets.models import Ticket

__all__ = ["cast"]


@pytest.fixture
def ticket(cast: Cast) -> Ticket:
    """Ada's, of Harbour Clinic."""
    return make_ticket(customer=cast.ada, opened_at=at("2026-06-01 09:00"))
