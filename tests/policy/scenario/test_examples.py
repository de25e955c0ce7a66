"""The examples in the documentation of charges, credits and scenarios run, and say what they show."""

import doctest
import pkgutil
from importlib import import_module

import pytest

PACKAGES = ("uphold.policy.charges", "uphold.policy.credits", "uphold.policy.scenario")
MODULES = [
    module.name
    for package in PACKAGES
    for module in pkgutil.iter_modules(import_module(package).__path__, f"{package}.")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_are_true(name: str) -> None:
    results = doctest.testmod(import_module(name))

    assert results.failed == 0


def test_there_are_examples_to_run() -> None:
    attempted = sum(doctest.testmod(import_module(name)).attempted for name in MODULES)

    assert attempted >= 29
