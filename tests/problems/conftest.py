"""Tests of the room find the cast here."""

from tests.cast.fixtures import cast

__all__ = ["cast"]
