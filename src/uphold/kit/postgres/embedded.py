"""The server of the data folder: started when somebody needs it and nobody else has, stopped afterwards."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from uphold.kit.environment import Misconfigured
from uphold.kit.folder import prepare_data_folder
from uphold.kit.keys import DATABASE_PASSWORD, make_keys, read_key
from uphold.kit.postgres.account import server_account
from uphold.kit.postgres.address import DatabaseAddress, database_address, is_embedded, socket_folder
from uphold.kit.postgres.binaries import find_binaries
from uphold.kit.postgres.cluster import data_major, make_cluster, make_folder_for, reachable_binaries
from uphold.kit.postgres.server import LOOK_AGAIN_SECONDS, READY_WITHIN_SECONDS, Server, is_ready


@contextmanager
def database_available(*, must_own: bool = False) -> Iterator[Server | None]:
    """Within it the database answers. Yields the server when we started it ourselves, else None.

    With `must_own` a server started by another command is an error: two `uphold up` on one folder.
    """
    if not is_embedded():
        yield None
        return
    folder = prepare_data_folder()
    make_keys(folder)
    with (folder / "server.lock").open("w", encoding="ascii") as lock:
        if not _took(lock.fileno()):
            if must_own:
                raise Misconfigured(
                    f"Another uphold command is at work on {folder}. "
                    "Stop it first, or set UPHOLD_DATA to another folder."
                )
            _wait_for_other(folder / "postgres" / "data")
            yield None
            return
        server = embedded_server(folder)
        server.start()
        try:
            make_database(database_address())
            yield server
        finally:
            server.stop()


def embedded_server(
    folder: Path, *, settings: dict[str, str] | None = None, is_lasting: bool = True
) -> Server:
    """The server of this folder, its data made if there is none yet. Not started."""
    place = folder / "postgres"
    data = place / "data"
    account = server_account(data=data)
    make_folder_for(account, place)
    sockets = socket_folder(folder)
    make_folder_for(account, sockets)
    binaries = reachable_binaries(find_binaries(major=data_major(data)), account=account, place=place)
    if data_major(data) is None:
        password = read_key(DATABASE_PASSWORD)
        make_cluster(data, binaries=binaries, account=account, password=password, is_lasting=is_lasting)
    return Server(binaries=binaries, data=data, sockets=sockets, account=account, settings=settings or {})


def make_database(address: DatabaseAddress) -> None:
    """Makes the database of this address if the server does not hold it yet."""
    with psycopg.connect(address.as_text(name="postgres"), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [address.name]).fetchone()
        if found is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(address.name)))


def _took(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_for_other(data: Path) -> None:
    give_up_at = time.monotonic() + READY_WITHIN_SECONDS
    while not is_ready(data):
        if time.monotonic() > give_up_at:
            raise Misconfigured("Another uphold command holds the database, and it does not become ready.")
        time.sleep(LOOK_AGAIN_SECONDS * 10)
