"""The cast under an agreement whose request “Change” asks for the capability of changes."""

import pytest

from tests.cast.people import Cast, make_cast
from tests.desk.conftest import as_person
from tests.standing.overdue import make_overdue_terms

__all__ = ["as_person", "cast"]


@pytest.fixture
def cast(db: None) -> Cast:
    everybody = make_cast()
    make_overdue_terms(everybody)
    return everybody
