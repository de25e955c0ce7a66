"""The cast on its stage: everybody there, Northwind's agreement in force for both customers."""

import pytest

from tests.cast.agreements import make_agreed_cast
from tests.cast.people import Cast, make_cast


@pytest.fixture
def cast(db: None) -> Cast:
    everybody = make_cast()
    make_agreed_cast(everybody)
    return everybody
