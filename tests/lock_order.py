"""Watches the order in which verbs lock: floor by floor from the ground up, so that no two wait for each other.

Every test of the database runs under this watch (tests/conftest.py). A verb is its outermost transaction; in a test
that stands in a transaction itself, the outermost savepoint. Counted is each table when a verb first locks rows of it:
by SELECT ... FOR UPDATE, or by changing rows where it did not write any itself. SKIP LOCKED is a claim, for which
nobody waits.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.db import connection
from psycopg.pq import TransactionStatus

from tests.house.floors import floors

LOCKED = re.compile(r'\bFROM "(?P<table>\w+)".*\bFOR (?:NO KEY )?UPDATE\b(?!.*SKIP LOCKED)', re.DOTALL)
CHANGED = re.compile(r'\s*(?:UPDATE|DELETE FROM) "?(?P<table>\w+)')
WRITTEN = re.compile(r'\s*INSERT INTO "(?P<table>\w+)"')
BUGS = "problems"
"""A bug is locked before its tickets, which are known under its lock alone. Else the floors are the order."""
GUARDED: Mapping[str, str] = MappingProxyType(
    {
        "billing_dispute": "people_customership",
        "credits_creditorder": "credits_creditaccount",
        "metering_timer": "people_staff",
        "problems_bugticket": "problems_bug",
        "standing_receivable": "people_customership",
        "standing_suspension": "people_customership",
    }
)
"""Rows that change only under another's lock: whoever has that waits for nobody here."""


@dataclass(slots=True)
class LockWatch:
    """`verbs` is what each has locked, in order, the last one so far; `wrong` every lock that came too late."""

    base: int
    verbs: list[list[str]] = field(default_factory=lambda: [[]])
    written: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401, FBT001 - as Django calls it
        is_in_verb = len(connection.atomic_blocks) > self.base
        if not is_in_verb or is_first_statement():
            self.begin()
        if is_in_verb:
            self.see(sql)
        return execute(sql, params, many, context)

    def begin(self) -> None:
        self.written.clear()
        if self.verbs[-1]:
            self.verbs.append([])

    def see(self, sql: str) -> None:
        if written := WRITTEN.match(sql):
            self.written.add(written["table"])
        elif "UPDATE" in sql and (locked := LOCKED.search(sql)):
            self.take(locked["table"])
        elif (changed := CHANGED.match(sql)) and changed["table"] not in self.written:
            self.take(changed["table"])

    def take(self, table: str) -> None:
        place, taken = place_of(table), self.verbs[-1]
        if place is None or table in taken or GUARDED.get(table) in taken:
            return
        before = [other for other in taken if (place_of(other) or 0) > place]
        if before:
            self.wrong.append(f"{table} after {', '.join(before)}")
        taken.append(table)


@contextmanager
def watched_locks() -> Iterator[LockWatch]:
    watch = LockWatch(base=len(connection.atomic_blocks))
    with connection.execute_wrapper(watch):
        yield watch


def is_first_statement() -> bool:
    server = connection.connection
    return server is None or server.info.transaction_status == TransactionStatus.IDLE


@cache
def place_of(table: str) -> float | None:
    """How high the room of a table stands; None for tables of others."""
    rooms = {model._meta.db_table: model._meta.app_label for model in apps.get_models()}
    heights = {room: height for height, floor in enumerate(reversed(floors())) for room in floor}
    room = rooms.get(table, "")
    return heights["tickets"] - 0.5 if room == BUGS else heights.get(room)
