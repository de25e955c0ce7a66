"""The examples in the documentation of time run, and say what they show."""

import doctest
from importlib import import_module

import pytest

MODULES = "batch calendar days holiday_rules holidays hours instants local opening timeline".split()  # noqa: SIM905


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    results = doctest.testmod(import_module(f"uphold.policy.time.{name}"))

    assert results.attempted > 0
    assert results.failed == 0
