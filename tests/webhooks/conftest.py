"""The cast, and a real server on the loopback to which messages are posted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import sleep

import pytest
from django.conf import LazySettings

from tests.standing.conftest import cast

__all__ = ["cast"]


@dataclass(frozen=True)
class Received:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Listener:
    """What came in, and the statuses with which it answers, the last one for good."""

    port: int = 0
    received: list[Received] = field(default_factory=list)
    statuses: list[int] = field(default_factory=lambda: [200])
    location: str = ""
    trickles: bool = False
    """Whether the answer's head comes byte by byte and never ends."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/hooks?key=1"


@pytest.fixture
def listener(settings: LazySettings) -> Iterator[Listener]:
    """Private addresses are allowed while it listens."""
    settings.WEBHOOKS_PRIVATE = True
    heard = Listener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            heard.received.append(Received(self.path, dict(self.headers), self.rfile.read(length)))
            while heard.trickles:
                self.wfile.write(b"H")
                sleep(0.01)
            self.send_response(heard.statuses.pop(0) if len(heard.statuses) > 1 else heard.statuses[0])
            if heard.location:
                self.send_header("Location", heard.location)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the server's own name
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    heard.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield heard
    heard.trickles = False
    server.shutdown()
    server.server_close()
    thread.join()
