"""Stories are told on real connections, in a house of their own."""

import os
from itertools import count
from pathlib import Path

import pytest

from tests.money.house import House, make_house

KEPT = Path(__file__).parent / "kept_seeds.txt"
SAMPLE, PROVED = 40, 100
houses = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--seed", type=int, help="tell this one story of money again")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """`seeds` are those of a block: one block here, and new ones as often as `bin/prove` asks for."""
    if "seeds" not in metafunc.fixturenames:
        return
    chosen = metafunc.config.getoption("--seed", None)
    if chosen is not None:
        blocks = [[chosen]]
    elif metafunc.config.pluginmanager.hasplugin("tests.proving"):
        first = int(os.environ.get("PROVE_SEED", "") or int.from_bytes(os.urandom(4)))
        count = int(os.environ.get("PROVE_FACTOR", "100"))
        blocks = [list(range(first + place * PROVED, first + (place + 1) * PROVED)) for place in range(count)]
    else:
        blocks = [sorted({*kept_seeds(), *range(SAMPLE)})]
    metafunc.parametrize("seeds", blocks, ids=[f"{block[0]}-{block[-1]}" for block in blocks])


@pytest.fixture
def house(transactional_db: None) -> House:
    """A provider with a series of numbers of its own."""
    return make_house(next(houses))


def kept_seeds() -> list[int]:
    """Those that once went wrong."""
    return [int(line) for line in KEPT.read_text(encoding="utf-8").split() if line.isdecimal()]
