"""Everybody's browser, and the counting house."""

from tests.cast.fixtures import cast
from tests.desk.billing.conftest import house
from tests.desk.conftest import as_person

__all__ = ["as_person", "cast", "house"]
