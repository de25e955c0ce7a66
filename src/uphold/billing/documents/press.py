"""The press: our end of the pipe to a printer. One order at a time; a printer that hangs or dies is replaced."""

import atexit
import json
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from queue import SimpleQueue
from threading import Lock, Timer
from typing import Any, Self

from uphold.billing.documents.printer.frames import receive, send

MOST_SECONDS = 30
PROGRAM = (sys.executable, "-I", "-m", "uphold.billing.documents.printer")
ENVIRONMENT = {"LANG": "C.UTF-8", "RAYON_NUM_THREADS": "1"}
"""Nothing of ours: the printer's environment holds no secret. One thread: several printers share the machine."""


class NotPrinted(Exception):
    """The printer could not make the documents; the reason is for the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What to print. `figures` is None where nothing is issued yet."""

    paper: dict[str, Any]
    figures: dict[str, Any] | None
    issued_seconds: int

    def as_bytes(self) -> bytes:
        return json.dumps(
            {"paper": self.paper, "figures": self.figures, "issued_seconds": self.issued_seconds}
        ).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    pdf: bytes
    ubl: bytes


class Press:
    """Used by one thread or by several in turn; starts its printer when it first prints."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._printer: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def print(self, order: Order) -> Printed:
        with self._lock:
            printer = self._printer = self._printer or _start()
            watch = Timer(MOST_SECONDS, printer.kill)
            watch.start()
            try:
                answer = _asked(printer, order)
            finally:
                watch.cancel()
            if answer is None:
                self._stop()
                raise NotPrinted("the printer took too long or ended")
        problem, pdf, ubl = answer
        if problem:
            raise NotPrinted(problem.decode())
        return Printed(pdf=pdf, ubl=ubl)

    def close(self) -> None:
        with self._lock:
            self._stop()

    def _stop(self) -> None:
        printer, self._printer = self._printer, None
        if printer is None:
            return
        printer.kill()
        for pipe in (printer.stdin, printer.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # what it did not read any more goes with it
                    pipe.close()
        printer.wait()


class Presses:
    """Several printers side by side; whoever is free takes the next order."""

    def __init__(self, count: int) -> None:
        self._free: SimpleQueue[Press] = SimpleQueue()
        self._all = [Press() for _ in range(count)]
        for press in self._all:
            self._free.put(press)
        self._threads = ThreadPoolExecutor(max_workers=count, thread_name_prefix="press")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        for press in self._all:
            press.close()

    def submit(self, order: Order) -> Future[Printed]:
        return self._threads.submit(self._print, order)

    def _print(self, order: Order) -> Printed:
        press = self._free.get()
        try:
            return press.print(order)
        finally:
            self._free.put(press)


@cache
def house_press() -> Press:
    """The one press of this process, for documents that are wanted one by one."""
    press = Press()
    atexit.register(press.close)
    return press


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        PROGRAM, env=ENVIRONMENT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    )


def _asked(printer: subprocess.Popen[bytes], order: Order) -> tuple[bytes, bytes, bytes] | None:
    """Problem, PDF and UBL; None when the printer is gone."""
    if printer.stdin is None or printer.stdout is None:
        raise ValueError("a printer has two pipes")
    try:
        send(printer.stdin, order.as_bytes())
        printer.stdin.flush()
    except BrokenPipeError:
        return None
    problem, pdf, ubl = (receive(printer.stdout) for _ in range(3))
    return None if problem is None or pdf is None or ubl is None else (problem, pdf, ubl)
