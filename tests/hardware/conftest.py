"""The cast under the shipped agreement about hardware, and under one that replaces ahead."""

import pytest

from tests.cast.hardware import AHEAD, make_hardware_cast
from tests.cast.people import Cast
from tests.desk.conftest import as_person

__all__ = ["ahead", "as_person", "equipped"]


@pytest.fixture
def equipped(db: None) -> Cast:
    return make_hardware_cast()


@pytest.fixture
def ahead(db: None) -> Cast:
    return make_hardware_cast(changed=AHEAD)
