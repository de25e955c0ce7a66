"""The harness sees what it is there to see: every planted bug is caught, and without one nothing is wrong."""

import pytest

from tests.money.check import Wrong, series
from tests.money.house import House
from tests.money.planted import PLANTED, Plant
from tests.money.scenes import SCENES, Scene, tell_scene
from tests.money.story import BROKEN

pytestmark = [pytest.mark.timeout(240), pytest.mark.out_of_order]
BY_NAME = {scene.__name__: scene for scene in SCENES}
TRIES = 20


@pytest.mark.parametrize(
    ("plant", "scene"), PLANTED, ids=[f"{plant.__name__}-{scene}" for plant, scene in PLANTED]
)
def test_a_planted_bug_is_caught(plant: Plant, scene: str, house: House) -> None:
    with plant():
        found = next(filter(None, (seen(BY_NAME[scene], seed, house) for seed in range(TRIES))), [])

    assert found, f"{plant.__name__} goes unseen in {TRIES} interleavings of {scene}"
    assert [str(each) for each in found if each.what == BROKEN] == []


def test_without_a_bug_every_scene_is_right(house: House) -> None:
    told = [tell_scene(scene, 0, house) for scene in SCENES]

    assert "\n\n".join(str(each) for each in told if each.wrongs) == ""
    assert series(house.provider) == []


def seen(scene: Scene, seed: int, house: House) -> list[Wrong]:
    return [*tell_scene(scene, seed, house).wrongs, *series(house.provider)]
