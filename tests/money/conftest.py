"""Stories are told on real connections, in a house that is built once a test."""

import os

import pytest

from tests.money.house import House, make_house


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seed", type=int, help="tell this one story of money again")


@pytest.fixture
def house(transactional_db: None) -> House:
    return make_house()


@pytest.fixture
def factor(request: pytest.FixtureRequest) -> int:
    """How many times as many stories `bin/prove` tells."""
    is_proving = request.config.pluginmanager.hasplugin("tests.proving")
    return int(os.environ.get("PROVE_FACTOR", "100")) if is_proving else 1
