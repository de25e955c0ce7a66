"""Turns: several workers over real connections, of which one goes on at a time, statement by statement, by a seed.

Whoever holds the turn keeps it through some statements, then another is chosen. One that waits for a lock of the
database loses its turn until the lock is free. So the same seed tells the same interleaving again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from random import Random
from threading import Condition, Thread
from time import monotonic
from typing import Any

from django.db import connection

KEEPS_TURN = 0.75
GLANCE_SECONDS = 0.004
PATIENCE_SECONDS = 30


class State(Enum):
    STARTING = "comes in"
    WAITING = "waits for its turn"
    RUNNING = "has the turn"
    BLOCKED = "waits for a lock"
    OVER = "is done"


class Stuck(Exception):
    """Nobody goes on: a deadlock that the database did not end, or a worker that waits for another."""


@dataclass(slots=True)
class Done:
    """What became of one act: what it returned or raised, in the order in which the acts ended."""

    worker: int
    act: int
    outcome: object


@dataclass(slots=True)
class _Worker:
    number: int
    state: State = State.STARTING
    backend: int = 0


@dataclass(slots=True)
class Turns:
    seed: int
    done: list[Done] = field(default_factory=list)
    _random: Random = field(init=False)
    _changed: Condition = field(default_factory=Condition)
    _workers: list[_Worker] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)  # noqa: S311 - an interleaving keeps no secret

    def play(self, scripts: Sequence[Sequence[Callable[[], object]]]) -> list[Done]:
        """Runs each script in a worker of its own, act by act; all acts in the order in which they ended."""
        self._workers = [_Worker(number) for number in range(len(scripts))]
        threads = [
            Thread(target=self._work, args=(worker, script))
            for worker, script in zip(self._workers, scripts, strict=True)
        ]
        for thread in threads:
            thread.start()
        try:
            self._wait_for_all()
            while any(worker.state is not State.OVER for worker in self._workers):
                self._give_turn()
        finally:
            with self._changed:
                for worker in self._workers:
                    worker.state = State.OVER if worker.state is State.OVER else State.RUNNING
                self._changed.notify_all()
            for thread in threads:
                thread.join(PATIENCE_SECONDS)
        return self.done

    def _work(self, worker: _Worker, script: Sequence[Callable[[], object]]) -> None:
        try:
            connection.ensure_connection()
            worker.backend = connection.connection.info.backend_pid
            with connection.execute_wrapper(self._gate(worker)):
                for number, act in enumerate(script):
                    self._wait_for_turn(worker)
                    self.done.append(Done(worker.number, number, self._outcome(act)))
        finally:
            connection.close()
            with self._changed:
                worker.state = State.OVER
                self._changed.notify_all()

    def _outcome(self, act: Callable[[], object]) -> object:
        try:
            return act()
        except Exception as failure:  # noqa: BLE001 - the outcome of the act
            return failure

    def _gate(self, worker: _Worker) -> Callable[..., Any]:
        def gate(execute: Callable[..., Any], sql: str, params: object, many: bool, context: object) -> Any:  # noqa: ANN401, FBT001 - as Django calls it
            if self._random.random() > KEEPS_TURN:
                self._wait_for_turn(worker)
            try:
                return execute(sql, params, many, context)
            finally:
                if worker.state is State.BLOCKED:
                    self._wait_for_turn(worker)

        return gate

    def _wait_for_turn(self, worker: _Worker) -> None:
        with self._changed:
            worker.state = State.WAITING
            self._changed.notify_all()
            while worker.state is not State.RUNNING:
                if not self._changed.wait(PATIENCE_SECONDS):
                    raise Stuck(f"worker {worker.number} never had its turn again")

    def _wait_for_all(self) -> None:
        """Nobody has a turn before everybody is there: else the seed would not say who goes first."""
        with self._changed:
            is_there = self._changed.wait_for(
                lambda: all(worker.state is not State.STARTING for worker in self._workers), PATIENCE_SECONDS
            )
        if not is_there:
            raise Stuck("somebody never came in")

    def _give_turn(self) -> None:
        self._look_at_blocked()
        with self._changed:
            ready = [worker for worker in self._workers if worker.state is State.WAITING]
            if not ready:
                return
            chosen = self._random.choice(ready)
            chosen.state = State.RUNNING
            self._changed.notify_all()
        self._watch(chosen)

    def _watch(self, worker: _Worker) -> None:
        """Until it gives the turn back, is done, or waits for a lock."""
        until = monotonic() + PATIENCE_SECONDS
        while True:
            with self._changed:
                self._changed.wait_for(lambda: worker.state is not State.RUNNING, GLANCE_SECONDS)
                if worker.state is not State.RUNNING:
                    return
            if _is_blocked(worker.backend):
                with self._changed:
                    if worker.state is State.RUNNING:
                        worker.state = State.BLOCKED
                return
            if monotonic() > until:
                raise Stuck(f"worker {worker.number} neither goes on nor waits for a lock")

    def _look_at_blocked(self) -> None:
        """Whoever waited for a lock that is free now comes back before anybody is chosen."""
        until = monotonic() + PATIENCE_SECONDS
        while blocked := [worker for worker in self._workers if worker.state is State.BLOCKED]:
            free = [worker for worker in blocked if not _is_blocked(worker.backend)]
            has_others = any(worker.state is State.WAITING for worker in self._workers)
            if not free and has_others:
                return
            with self._changed:
                self._changed.wait(GLANCE_SECONDS)
            if monotonic() > until:
                raise Stuck("everybody waits for a lock")


def _is_blocked(backend: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [backend])
        return bool(cursor.fetchone()[0])
