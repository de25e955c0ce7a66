"""The cast under the agreement about hosted telephony, with installers who can be booked."""

import pytest

from tests.cast.appointments import make_installers
from tests.cast.fixtures import hosted
from tests.cast.people import Cast
from tests.desk.conftest import as_person
from uphold.people.models import Team

__all__ = ["as_person", "hosted", "installers"]


@pytest.fixture
def installers(hosted: Cast) -> Team:
    return make_installers(hosted)
