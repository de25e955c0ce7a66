"""The embedded server: started, stopped, survived, and never in anybody's way."""

import os
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from uphold.kit.environment import Misconfigured
from uphold.kit.keys import make_keys
from uphold.kit.postgres import cluster, database_address, database_available, find_binaries
from uphold.kit.postgres.address import socket_folder
from uphold.kit.postgres.embedded import embedded_server
from uphold.kit.postgres.server import Server, ServerFailed, is_ready

HOLD_SERVER = """
import sys, time
from uphold.kit.postgres import cluster, database_available
with database_available():
    print("ready", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="uphold-kit-") as name:
        Path(name).chmod(0o711)
        monkeypatch.setenv("UPHOLD_DATA", name)
        yield Path(name)


def select_one() -> object:
    with psycopg.connect(database_address().as_text()) as connection:
        return connection.execute("SELECT 1").fetchone()


def test_the_server_answers_while_it_is_wanted_and_is_gone_afterwards(folder: Path) -> None:
    with database_available() as server:
        answer = select_one()

    assert answer == (1,)
    assert server is not None
    assert server.process is None
    assert not (folder / "postgres" / "data" / "postmaster.pid").exists()


def test_keys_are_for_the_owner_alone_and_made_once(folder: Path) -> None:
    make_keys(folder)
    first = {path.name: path.read_text() for path in (folder / "keys").iterdir()}
    make_keys(folder)
    second = {path.name: path.read_text() for path in (folder / "keys").iterdir()}

    assert first == second
    assert set(first) == {"signing_key", "database_password"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in (folder / "keys").iterdir()} == {0o600}


def test_a_second_user_of_the_folder_shares_the_server(folder: Path) -> None:
    with database_available(), database_available() as second:
        answer = select_one()

    assert (answer, second) == ((1,), None)


def test_a_second_owner_of_the_folder_is_refused(folder: Path) -> None:
    with (
        database_available(),
        pytest.raises(Misconfigured, match="Another uphold command is at work"),
        database_available(must_own=True),
    ):
        pass


def test_a_killed_starter_takes_its_server_along_and_the_next_start_finds_the_data(folder: Path) -> None:
    starter = subprocess.Popen([sys.executable, "-c", HOLD_SERVER], stdout=subprocess.PIPE, text=True)
    assert starter.stdout is not None
    assert starter.stdout.readline() == "ready\n"
    with psycopg.connect(database_address().as_text()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    starter.kill()
    starter.wait()
    starter.stdout.close()

    with database_available(), psycopg.connect(database_address().as_text()) as connection:
        kept = connection.execute("SELECT number FROM kept").fetchone()

    assert kept == (42,)


def test_a_killed_server_starts_again_over_its_stale_lock(folder: Path) -> None:
    server = made_server(folder)
    server.start()
    server.child.send_signal(signal.SIGKILL)
    server.child.wait()
    lock = folder / "postgres" / "data" / "postmaster.pid"
    lock.write_text("\n".join([str(os.getpid()), *lock.read_text().splitlines()[1:]]))

    server.start()

    assert is_ready(server.data, process_id=server.child.pid)
    server.stop()


def test_a_server_that_cannot_start_says_why(folder: Path) -> None:
    server = made_server(folder)
    server.settings = {"shared_buffers": "a lot"}

    with pytest.raises(ServerFailed, match="shared_buffers"):
        server.start()


def test_data_of_a_version_that_is_gone_is_not_touched(folder: Path) -> None:
    with pytest.raises(Misconfigured, match="made by PostgreSQL 9"):
        find_binaries(major=9)


def test_the_wheel_brings_a_server_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPHOLD_POSTGRES", "wheel")

    found = find_binaries()

    assert (found.source, found.major) == ("wheel", 18)


def test_programs_that_the_account_cannot_reach_are_copied_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPHOLD_POSTGRES", "wheel")
    monkeypatch.setattr(cluster, "can_reach", lambda place, account: False)

    copied = cluster.reachable_binaries(find_binaries(), account=None, place=folder)

    said = subprocess.run([copied.program("initdb"), "--version"], capture_output=True, text=True, check=True)
    assert copied.folder.is_relative_to(folder)
    assert said.stdout.startswith("initdb (PostgreSQL) 18.")


def test_a_socket_path_that_is_too_long_moves_to_a_short_one() -> None:
    deep = Path("/srv") / ("a-long-name-of-a-folder" * 5)

    assert len(str(socket_folder(deep))) < 60
    assert socket_folder(Path("/srv/desk")) == Path("/srv/desk/postgres/socket")


def made_server(folder: Path) -> Server:
    make_keys(folder)
    return embedded_server(folder, is_lasting=False)
