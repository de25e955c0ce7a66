"""`uphold up` as a person uses it: start, look, Ctrl-C, start again."""

import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.command.program import start_uphold


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="uphold-up-") as name:
        yield Path(name)


@pytest.mark.timeout(180)
def test_a_desk_starts_serves_stops_and_starts_again(folder: Path) -> None:
    first = started(folder)
    status, place = answer_of(first.port)
    first_words, first_code = first.interrupted()
    second = started(folder)
    second_words, second_code = second.interrupted()

    assert (status, place) == (302, "/account/login/?next=/")
    assert (first_code, second_code) == (0, 0)
    assert "Preparing the database" in first_words
    assert "Preparing the database" not in second_words
    assert f"http://127.0.0.1:{first.port}/invitation/" in first_words
    assert not (folder / "postgres" / "data" / "postmaster.pid").exists()


def test_a_port_that_is_taken_is_said_and_nothing_is_started(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        process = run_up(folder, other.getsockname()[1])
        words, _ = process.communicate(timeout=90)

    assert process.returncode == 1
    assert "Choose another with --port" in words
    assert not (folder / "postgres").exists()


class Started:
    def __init__(self, process: "subprocess.Popen[str]", port: int, words: str) -> None:
        self.process, self.port, self.words = process, port, words

    def interrupted(self) -> tuple[str, int]:
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=90)
        return self.words + rest, self.process.returncode


def started(folder: Path) -> Started:
    port = free_port()
    process = run_up(folder, port)
    assert process.stdout is not None
    words = ""
    for line in process.stdout:
        words += line
        if "/invitation/" in line:
            return Started(process, port, words)
    raise AssertionError(words)


def run_up(folder: Path, port: int) -> "subprocess.Popen[str]":
    """Hears Ctrl-C also where these tests were started in the background, which hands down that it is ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return start_uphold("up", "--port", str(port), folder=folder)


def answer_of(port: int) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/")
    response = connection.getresponse()
    place = response.headers["Location"]
    connection.close()
    return response.status, place


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
