"""The cast, and everybody's browser."""

from tests.cast.fixtures import cast, hosted, prepaid
from tests.desk.conftest import as_person

__all__ = ["as_person", "cast", "hosted", "prepaid"]
