"""The cast on its stage: everybody there, and an agreement in force for both customers."""

import pytest

from tests.cast.agreements import make_agreed_cast
from tests.cast.people import Cast, make_cast
from tests.cast.shipped import make_shipped_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """Under Northwind's own agreement."""
    everybody = make_cast()
    make_agreed_cast(everybody)
    return everybody


@pytest.fixture
def hosted(db: None) -> Cast:
    """Under the agreement about hosted telephony: money for work on outages outside hours, and for installs."""
    return make_shipped_cast("stratelegy")


@pytest.fixture
def prepaid(db: None) -> Cast:
    """Under the agreement about a product: support credits for configuring, and back when a patch came of it."""
    return make_shipped_cast("sangoma")
