"""Tells open streams that the process is asked to end: the server waits for them before it stops.

The server's own handler stays: the loop hears every signal through its wake-up descriptor, whatever stands here.
"""

import asyncio
import signal
import threading
from collections.abc import Callable
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGINT)


def call_at_end(act: Callable[[], None]) -> None:
    """Call `act` in the running loop at the first sign of the end; outside the main thread nobody hears signals."""
    if threading.current_thread() is not threading.main_thread():
        return
    loop = asyncio.get_running_loop()
    for number in SIGNALS:
        _add(number, lambda: loop.call_soon_threadsafe(act))


def _add(number: signal.Signals, act: Callable[[], object]) -> None:
    before = signal.getsignal(number)
    if not callable(before):
        return  # nobody but the system listens: adding a handler would keep the process alive

    def both(received: int, frame: FrameType | None) -> None:
        act()
        before(received, frame)

    signal.signal(number, both)
