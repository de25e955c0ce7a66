"""The cast, under an agreement that suspends handling from the eleventh day and changes from the fifteenth."""

import pytest

from tests.cast.people import Cast, make_cast
from tests.standing.overdue import BY_ITSELF, make_overdue_terms


@pytest.fixture
def cast(db: None) -> Cast:
    everybody = make_cast()
    make_overdue_terms(everybody)
    return everybody


@pytest.fixture
def cast_by_itself(db: None) -> Cast:
    """The cast, under an agreement that closes changes without anybody's decision."""
    everybody = make_cast()
    make_overdue_terms(everybody, clause=BY_ITSELF)
    return everybody
