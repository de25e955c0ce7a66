"""A plugin that `bin/prove` loads: every property is tried on many more cases, and on other ones each time."""

import os

import pytest
from hypothesis import settings

FACTOR = int(os.environ.get("PROVE_FACTOR", "100"))
SETTINGS = "_hypothesis_internal_use_settings"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        test = getattr(item, "obj", None)
        sampled = getattr(test, SETTINGS, settings.default)
        if getattr(test, "is_hypothesis_test", False) and sampled is not None:
            many = settings(
                sampled, max_examples=sampled.max_examples * FACTOR, derandomize=False, database=None
            )
            setattr(getattr(test, "__func__", test), SETTINGS, many)
            item.add_marker(pytest.mark.timeout(0))
