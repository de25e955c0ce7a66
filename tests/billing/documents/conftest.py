"""Tests of documents find the cast here, and one printer for all of them."""

from collections.abc import Iterator

import pytest

from tests.cast.fixtures import cast
from uphold.billing.documents.press import Press

__all__ = ["cast", "press"]


@pytest.fixture(scope="session")
def press() -> Iterator[Press]:
    with Press() as one:
        yield one
