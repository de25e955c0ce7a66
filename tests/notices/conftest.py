"""Tests of the room find the cast here."""

from tests.cast.fixtures import cast, hosted

__all__ = ["cast", "hosted"]
