"""Instants as tests write them: the local time of Northwind's office in Vienna."""

from datetime import datetime
from zoneinfo import ZoneInfo

VIENNA = ZoneInfo("Europe/Vienna")


def at(words: str) -> datetime:
    """`at("2026-06-09 10:15")` is a quarter past ten in Vienna. 2026-06-09 is a Tuesday; the week has no holiday."""
    return datetime.fromisoformat(words).replace(tzinfo=VIENNA)
