"""One ear per process: a single LISTEN connection whose news is handed to every open stream.

Each reader has a short queue; one that does not keep up is let go, and told on its return that it missed
something. The last minute is kept, so a stream opened just after its page hears what came in between.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from functools import cache

import psycopg
import structlog
from django.db import connection

from uphold.ui.ending import call_at_end

CHANNEL = "uphold_live"
HEARTBEAT_SECONDS = 20.0
KEPT_SECONDS = 60.0
QUEUE_SIZE = 64
CLOCK_SKEW_SECONDS = 1.0
LONGEST_REST_SECONDS = 10.0

log = structlog.get_logger("uphold.live")


@dataclass(frozen=True, slots=True)
class News:
    topics: tuple[str, ...]
    entry: int | None
    heard_at: float


LOST = News(topics=(), entry=None, heard_at=0.0)


@dataclass(slots=True, eq=False)
class Reader:
    topics: frozenset[str]
    queue: "asyncio.Queue[News | None]" = field(default_factory=lambda: asyncio.Queue(QUEUE_SIZE))
    is_dropped: bool = False

    def hand(self, news: News) -> None:
        """Hand over without waiting; a full queue drops the reader, who comes back by himself."""
        try:
            self.queue.put_nowait(news)
        except asyncio.QueueFull:
            self.drop()

    def drop(self) -> None:
        self.is_dropped = True
        while not self.queue.empty():
            self.queue.get_nowait()
        self.queue.put_nowait(None)


class Hub:
    def __init__(self) -> None:
        self._readers: set[Reader] = set()
        self._kept: deque[News] = deque()
        self._listening: asyncio.Task[None] | None = None
        self._hears_since = float("inf")
        self._is_closed = False

    async def news(self, topics: frozenset[str], *, since: float) -> AsyncGenerator[News | None, None]:
        """Give news of these topics as it comes, `LOST` where some may be missing, None as a sign of life."""
        reader = Reader(topics)
        self._readers.add(reader)
        try:
            for news in self._before(topics, since=since):
                yield news
            while not reader.is_dropped and not self._is_closed:
                yield await self._next(reader)
        finally:
            self._readers.discard(reader)

    def end(self) -> None:
        """End all streams and stop listening: the process is asked to stop."""
        self._is_closed = True
        for reader in self._readers:
            reader.drop()
        if self._listening:
            self._listening.cancel()

    async def close(self) -> None:
        """End, and wait until the connection is closed."""
        self.end()
        if self._listening:
            await asyncio.gather(self._listening, return_exceptions=True)

    def _before(self, topics: frozenset[str], *, since: float) -> list[News]:
        self._start()
        since -= CLOCK_SKEW_SECONDS
        if since < max(self._hears_since, time.time() - KEPT_SECONDS):
            return [LOST]
        return [news for news in self._kept if news.heard_at >= since and topics.intersection(news.topics)]

    async def _next(self, reader: Reader) -> News | None:
        try:
            return await asyncio.wait_for(reader.queue.get(), HEARTBEAT_SECONDS)
        except TimeoutError:
            return None

    def _start(self) -> None:
        if self._listening is None:
            call_at_end(self.end)
        if self._listening is None or self._listening.done():
            self._listening = asyncio.get_running_loop().create_task(self._listen())

    async def _listen(self) -> None:
        rest_seconds = 0.5
        while not self._is_closed:
            try:
                async with await _connect() as ear:
                    await ear.execute(f"LISTEN {CHANNEL}")
                    rest_seconds = 0.5
                    self._hears_since = time.time()
                    self._hand_all(LOST)
                    async for notice in ear.notifies():
                        self._hear(notice.payload)
            except psycopg.OperationalError as error:
                log.warning("live stream lost the database", error=str(error), rest_seconds=rest_seconds)
                self._hears_since = float("inf")
                await asyncio.sleep(rest_seconds)
                rest_seconds = min(rest_seconds * 2, LONGEST_REST_SECONDS)

    def _hear(self, payload: str) -> None:
        try:
            told = json.loads(payload)
            news = News(topics=tuple(told["topics"]), entry=told.get("entry"), heard_at=time.time())
        except (ValueError, TypeError, KeyError, AttributeError):
            log.exception("live stream cannot read a notice", payload=payload)
            return
        self._kept.append(news)
        while self._kept and self._kept[0].heard_at < news.heard_at - KEPT_SECONDS:
            self._kept.popleft()
        for reader in [*self._readers]:
            if reader.topics.intersection(news.topics):
                reader.hand(news)

    def _hand_all(self, news: News) -> None:
        for reader in [*self._readers]:
            reader.hand(news)


@cache
def hub() -> Hub:
    """The process's own; streams of one process share one event loop."""
    return Hub()


async def close() -> None:
    """Close the process's own."""
    await hub().close()


async def _connect() -> psycopg.AsyncConnection[tuple[object, ...]]:
    wanted = connection.get_connection_params()
    known = {"host", "port", "user", "password", "dbname", "sslmode"}
    options = {key: value for key, value in wanted.items() if key in known}
    return await psycopg.AsyncConnection.connect(
        **options, autocommit=True, keepalives_idle=30, application_name="uphold live"
    )
