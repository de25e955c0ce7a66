"""`uphold web`: serves the pages, by ASGI (pages and live stream together) or by WSGI for many processes."""

from argparse import ArgumentParser, Namespace

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

TARGETS = {
    "asgi": (Interfaces.ASGINL, "uphold.site.asgi:application"),
    "wsgi": (Interfaces.WSGI, "uphold.site.wsgi:application"),
}
STOP_WITHIN_SECONDS = 10


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument("--interface", choices=sorted(TARGETS), default="asgi", help="default: asgi")
    parser.add_argument("--processes", type=int, default=1, help="server processes (default: 1)")


def run(arguments: Namespace) -> int:
    interface, target = TARGETS[arguments.interface]
    Server(
        target,
        address=arguments.host,
        port=arguments.port,
        interface=interface,
        workers=arguments.processes,
        log_level=LogLevels.warning,
        workers_kill_timeout=STOP_WITHIN_SECONDS,
    ).serve()
    return 0
