"""The harness sees what it is there to see: every planted bug is caught, and without one nothing is wrong."""

import pytest

from tests.money.check import series
from tests.money.house import House
from tests.money.planted import PLANTED, Plant
from tests.money.scenes import SCENES, Scene, tell_scene

pytestmark = [pytest.mark.timeout(240), pytest.mark.out_of_order]
BY_NAME = {scene.__name__: scene for scene in SCENES}
TRIES = 20


@pytest.mark.parametrize(("plant", "scene"), PLANTED, ids=[plant.__name__ for plant, _ in PLANTED])
def test_a_planted_bug_is_caught(plant: Plant, scene: str, house: House) -> None:
    with plant():
        caught = next((seed for seed in range(TRIES) if is_caught(BY_NAME[scene], seed, house)), None)

    assert caught is not None, f"{plant.__name__} goes unseen in {TRIES} interleavings of {scene}"


def test_without_a_bug_every_scene_is_right(house: House) -> None:
    told = [tell_scene(scene, seed, house) for scene in SCENES for seed in range(2)]

    assert "\n\n".join(str(each) for each in told if each.wrongs) == ""
    assert series(house.provider) == []


def is_caught(scene: Scene, seed: int, house: House) -> bool:
    return bool(tell_scene(scene, seed, house).wrongs or series(house.provider))
