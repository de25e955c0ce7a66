"""Random stories on real connections, statement by statement, against books that are kept by hand.

A fixed sample here, ten thousand new ones in `bin/prove`. What goes wrong is printed line by line, and its seed is kept
in kept_seeds.txt; `pytest tests/money/test_interleavings.py --seed 4711` tells that one again.
"""

from collections.abc import Sequence

import pytest

from tests.money.check import series
from tests.money.conftest import KEPT, houses, kept_seeds
from tests.money.house import House, make_house
from tests.money.story import Told, tell_story

pytestmark = pytest.mark.timeout(0)


def test_whoever_comes_first_the_books_are_right(seeds: Sequence[int], house: House) -> None:
    went_wrong = []
    for seed in seeds:
        told = tell_story(seed, house)
        if told.wrongs:
            keep(told)
            went_wrong.append(str(told))

    assert "\n\n".join(went_wrong) == ""
    assert series(house.provider) == []


def test_a_seed_tells_the_same_story_again(house: House) -> None:
    other = make_house(next(houses))

    first, again = ([tell_story(seed, each).lines for seed in range(4)] for each in (house, other))

    assert first == again


def keep(told: Told) -> None:
    if told.seed not in kept_seeds():
        with KEPT.open("a", encoding="utf-8") as file:
            file.write(f"{told.seed}\n")
