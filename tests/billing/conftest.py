"""Tests of the room find the cast and the counting house here."""

import pytest

from tests.billing.charged import House, make_house
from tests.cast.fixtures import cast
from tests.cast.people import Cast

__all__ = ["cast", "house"]


@pytest.fixture
def house(cast: Cast) -> House:
    """Northwind invoices: at 20 %, due in 30 days, with Cleo as its clerk."""
    return make_house(cast)
