"""An open stream must not hold up the end of the process: it ends with the first signal."""

import asyncio
import os
import signal

import pytest

from uphold.ui.ending import SIGNALS, call_at_end


@pytest.fixture(autouse=True)
def _handlers() -> object:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def test_what_was_asked_for_is_called_and_the_servers_own_handler_still_hears() -> None:
    heard: list[str] = []

    async def serve() -> None:
        ended = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: heard.append("server"))

        def end_streams() -> None:
            heard.append("streams")
            ended.set()

        call_at_end(end_streams)
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(ended.wait(), 5)

    asyncio.run(serve())

    assert sorted(heard) == ["server", "streams"]


def test_a_signal_that_only_the_system_handles_is_left_to_it() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

    async def serve() -> None:
        call_at_end(lambda: None)

    asyncio.run(serve())

    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
