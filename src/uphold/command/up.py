"""`uphold up`: the whole desk on one machine by one command: database, web and worker, until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from http.client import HTTPConnection, HTTPException
from typing import NoReturn

from rich.console import Console

from uphold.command.preparation import is_prepared
from uphold.kit import environment
from uphold.kit.environment import Misconfigured
from uphold.kit.folder import data_folder, prepare_data_folder
from uphold.kit.keys import make_keys
from uphold.kit.postgres import database_available
from uphold.kit.processes import start_child, stop_children

READY_WITHIN_SECONDS = 60
LOOK_AGAIN_SECONDS = 0.02
WATCH_SECONDS = 0.25

Child = subprocess.Popen[bytes]


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument("--demo", action="store_true", help="fill an empty desk with a demonstration")
    parser.add_argument("--administrator", metavar="EMAIL", help="address of the first administrator")


def run(arguments: Namespace) -> int:
    signal.signal(signal.SIGTERM, _interrupt)
    console = Console(highlight=False)
    _require_free(arguments.host, arguments.port)
    make_keys(prepare_data_folder())
    os.environ.setdefault("UPHOLD_ADDRESS", f"http://{arguments.host}:{arguments.port}")
    with database_available(must_own=True) as server:
        if not is_prepared():
            console.print("Preparing the database and the static files ...")
            _run_to_end("migrate", "--quiet")
        children: dict[str, Child] = {}
        try:
            children["web"] = _start("web", "--host", arguments.host, "--port", str(arguments.port))
            children["worker"] = _start("worker")
            _wait_until_served(children, arguments.host, arguments.port)
            _say_ready(console)
            _let_people_in(arguments)
            _watch(children if server is None else {**children, "database": server.child})
        except KeyboardInterrupt:
            return 0
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            stop_children(children.values())
            console.print("Stopped.")


def _start(*words: str) -> Child:
    return start_child(_program(*words))


def _run_to_end(*words: str) -> None:
    code = subprocess.run(_program(*words), check=False).returncode
    if code != 0:
        raise Misconfigured(f"'uphold {' '.join(words)}' ended with code {code}; its own words stand above.")


def _program(*words: str) -> list[str]:
    return [sys.executable, "-P", "-m", "uphold", *words]


def _require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Misconfigured(
                f"Cannot listen on {host}:{port} ({error.strerror}). Choose another with --port."
            ) from error


def _wait_until_served(children: dict[str, Child], host: str, port: int) -> None:
    give_up_at = time.monotonic() + READY_WITHIN_SECONDS
    while not _answers(host, port):
        _require_alive(children)
        if time.monotonic() > give_up_at:
            raise Misconfigured(f"The pages did not answer within {READY_WITHIN_SECONDS} seconds.")
        time.sleep(LOOK_AGAIN_SECONDS)


def _answers(host: str, port: int) -> bool:
    connection = HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _say_ready(console: Console) -> None:
    console.print(f"Uphold is up: [bold]{os.environ['UPHOLD_ADDRESS']}[/bold]")
    console.print(f"Data: {data_folder()}    Stop with Ctrl-C.")
    if environment.optional("UPHOLD_MAIL_URL") is None:
        console.print("Mail is printed here, not sent (UPHOLD_MAIL_URL is not set).")


def _let_people_in(arguments: Namespace) -> None:
    """A demonstration says its sign-ins; a desk of one's own gets a link for its first administrator."""
    address = ["--email", arguments.administrator] if arguments.administrator else []
    if arguments.demo:
        _run_to_end("demo")
    else:
        _run_to_end("administrator", "--if-none", *address)


def _watch(children: dict[str, Child]) -> NoReturn:
    """Waits until one of them ends by itself, which none should."""
    while True:
        _require_alive(children)
        time.sleep(WATCH_SECONDS)


def _require_alive(children: dict[str, Child]) -> None:
    for name, child in children.items():
        if child.poll() is not None:
            raise Misconfigured(f"The {name} process ended by itself (code {child.returncode}).")


def _interrupt(number: int, frame: object) -> None:  # noqa: ARG001 - the signature of signal handlers
    raise KeyboardInterrupt
