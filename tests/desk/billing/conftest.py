"""Everybody's browser, and the counting house."""

import pytest

from tests.billing.charged import House, make_house
from tests.cast.fixtures import cast
from tests.cast.people import Cast
from tests.desk.conftest import as_person

__all__ = ["as_person", "cast", "house"]


@pytest.fixture
def house(cast: Cast) -> House:
    return make_house(cast)
