"""The live stream over a real LISTEN: news arrive, losses are told, slow readers are let go."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import aclosing

import psycopg
import pytest

from uphold.ui.hub import LOST, QUEUE_SIZE, Hub, _connect

Mouth = psycopg.AsyncConnection[tuple[object, ...]]
Scenario = Callable[[Hub, Mouth], Awaitable[None]]
TICKET = frozenset({"ticket:42"})
SAID = '{"topics": ["ticket:42", "queue:3"], "entry": 123}'


def play(scenario: Scenario) -> None:
    async def run() -> None:
        hub = Hub()
        async with await _connect() as mouth, asyncio.timeout(20):
            try:
                await scenario(hub, mouth)
            finally:
                await hub.close()

    asyncio.run(run())


async def say(mouth: Mouth, words: str) -> None:
    await mouth.execute("SELECT pg_notify('uphold_live', %s)", [words])


@pytest.mark.usefixtures("transactional_db")
def test_news_of_a_topic_reach_its_readers_and_no_others() -> None:
    async def scenario(hub: Hub, mouth: Mouth) -> None:
        async with aclosing(hub.news(TICKET, since=time.time())) as news:
            assert [await anext(news), await anext(news)] == [LOST, LOST]  # before, and at, the first LISTEN

            await say(mouth, '{"topics": ["ticket:7"], "entry": 122}')
            await say(mouth, SAID)

            heard = await anext(news)
            assert heard is not None
            assert (heard.topics, heard.entry) == (("ticket:42", "queue:3"), 123)

    play(scenario)


@pytest.mark.usefixtures("transactional_db")
def test_news_between_the_page_and_its_stream_are_heard() -> None:
    async def scenario(hub: Hub, mouth: Mouth) -> None:
        async with aclosing(hub.news(TICKET, since=time.time())) as first:
            assert [await anext(first), await anext(first)] == [LOST, LOST]
            hub._hears_since -= 5  # as if the process had listened for a while
            page_made_at = time.time()
            await say(mouth, SAID)
            await anext(first)

            async with aclosing(hub.news(TICKET, since=page_made_at)) as second:
                heard = await anext(second)

            assert heard is not None
            assert heard.entry == 123

    play(scenario)


@pytest.mark.usefixtures("transactional_db")
def test_a_page_older_than_what_was_kept_is_told_that_it_missed_something() -> None:
    async def scenario(hub: Hub, mouth: Mouth) -> None:
        async with aclosing(hub.news(TICKET, since=time.time() - 3600)) as news:
            assert await anext(news) is LOST

    play(scenario)


@pytest.mark.usefixtures("transactional_db")
def test_a_lost_database_is_found_again_and_readers_are_told() -> None:
    async def scenario(hub: Hub, mouth: Mouth) -> None:
        async with aclosing(hub.news(TICKET, since=time.time())) as news:
            assert [await anext(news), await anext(news)] == [LOST, LOST]

            await mouth.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE application_name = 'uphold live' AND query LIKE 'LISTEN%'"
            )

            assert await anext(news) is LOST
            await say(mouth, SAID)
            heard = await anext(news)
            assert heard is not None
            assert heard.entry == 123

    play(scenario)


@pytest.mark.usefixtures("transactional_db")
def test_a_notice_that_cannot_be_read_stops_nobody() -> None:
    async def scenario(hub: Hub, mouth: Mouth) -> None:
        async with aclosing(hub.news(TICKET, since=time.time())) as news:
            assert [await anext(news), await anext(news)] == [LOST, LOST]

            await say(mouth, "no JSON")
            await say(mouth, SAID)

            heard = await anext(news)
            assert heard is not None
            assert heard.entry == 123

    play(scenario)


@pytest.mark.usefixtures("transactional_db")
def test_a_reader_who_does_not_keep_up_is_let_go() -> None:
    async def scenario(hub: Hub, mouth: Mouth) -> None:
        async with aclosing(hub.news(TICKET, since=time.time())) as slow:
            assert [await anext(slow), await anext(slow)] == [LOST, LOST]

            for _ in range(QUEUE_SIZE + 1):
                hub._hear(SAID)

            assert [news async for news in slow] == []
            assert hub._readers == set()

    play(scenario)


@pytest.mark.usefixtures("transactional_db")
def test_at_the_end_of_the_process_streams_end_by_themselves() -> None:
    async def scenario(hub: Hub, mouth: Mouth) -> None:
        async with aclosing(hub.news(TICKET, since=time.time())) as news:
            assert [await anext(news), await anext(news)] == [LOST, LOST]

            await hub.close()

            assert [said async for said in news] == []

    play(scenario)
