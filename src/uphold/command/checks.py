"""What `uphold doctor` looks at: each check finds one thing, and knows its cure."""

import importlib.metadata
import os
import shutil
import socket
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import psycopg
from packaging.requirements import Requirement

from uphold.command.preparation import pending_migrations
from uphold.command.site import ready_site
from uphold.kit import environment
from uphold.kit.environment import Misconfigured
from uphold.kit.folder import data_folder
from uphold.kit.postgres import database_address, database_available, find_binaries, is_embedded
from uphold.kit.postgres.binaries import OLDEST_MAJOR

FREE_GIGABYTES_LEAST = 1
MAIL_WITHIN_SECONDS = 5


class State(Enum):
    GOOD = "good"
    NOTE = "note"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    what: str
    found: str
    state: State = State.GOOD
    cure: str = ""


def check_python() -> Finding:
    return Finding("Python", f"{'.'.join(str(part) for part in sys.version_info[:3])}, {sys.executable}")


def check_packages() -> Finding:
    wanted = [Requirement(text) for text in importlib.metadata.requires("uphold") or []]
    wrong = [need for need in wanted if (need.marker is None or need.marker.evaluate()) and not _is_met(need)]
    if wrong:
        names = ", ".join(str(need) for need in wrong)
        found = f"missing or of another version: {names}"
        return Finding("Packages", found, State.BAD, "Run 'pip install .' again.")
    return Finding("Packages", f"all {len(wanted)} are here")


def check_time_zones() -> Finding:
    count = len(available_timezones())
    if "America/New_York" not in available_timezones():
        return Finding("Time zones", f"only {count}", State.BAD, "Install the package tzdata.")
    return Finding("Time zones", f"{count} are known")


def check_data_folder() -> Finding:
    folder = data_folder()
    if not folder.exists():
        return Finding("Data folder", f"{folder} is not there yet", State.NOTE, "'uphold up' makes it.")
    if not os.access(folder, os.W_OK):
        cure = "Start Uphold as its owner, or set UPHOLD_DATA to another folder."
        return Finding("Data folder", f"{folder} cannot be written to", State.BAD, cure)
    free = shutil.disk_usage(folder).free // 10**9
    if free < FREE_GIGABYTES_LEAST:
        cure = "Make room, or move it and set UPHOLD_DATA."
        return Finding("Data folder", f"{folder}, {free} GB free", State.BAD, cure)
    return Finding("Data folder", f"{folder}, {free} GB free")


def check_keys() -> Finding:
    keys = data_folder() / "keys"
    if not keys.exists():
        return Finding("Keys", "not made yet", State.NOTE, "'uphold up' makes them.")
    loose = [path for path in keys.iterdir() if stat.S_IMODE(path.stat().st_mode) & 0o077]
    if loose:
        return Finding("Keys", "others may read them", State.BAD, f"chmod 600 {' '.join(map(str, loose))}")
    return Finding("Keys", f"for their owner alone, in {keys}")


def check_database() -> Finding:
    if not _has_database():
        binaries = find_binaries()
        found = f"{binaries.version}, from the {binaries.source}; it holds no data yet"
        return Finding("PostgreSQL", found, State.NOTE, "'uphold up' makes the database.")
    try:
        with database_available() as server, psycopg.connect(database_address().as_text()) as connection:
            version = connection.info.server_version // 10_000
            source = f"embedded, from the {server.binaries.source}" if server else connection.info.host
    except psycopg.OperationalError as error:
        cure = "Check UPHOLD_DATABASE_URL, and the server that it names."
        return Finding("PostgreSQL", f"does not answer: {error}", State.BAD, cure)
    if version < OLDEST_MAJOR:
        cure = f"Move to PostgreSQL {OLDEST_MAJOR} or newer."
        return Finding("PostgreSQL", f"{version} ({source})", State.BAD, cure)
    return Finding("PostgreSQL", f"{version} ({source})")


def check_migrations() -> Finding:
    if not _has_database():
        return Finding("Tables", "none yet", State.NOTE, "'uphold up' makes them.")
    ready_site()
    try:
        with database_available():
            psycopg.connect(database_address().as_text()).close()  # the pool would ask for ten seconds
            pending = pending_migrations()
    except psycopg.OperationalError:
        return Finding("Tables", "cannot be looked at", State.NOTE, "First make PostgreSQL answer.")
    if pending:
        found = f"{len(pending)} migrations have not run"
        return Finding("Tables", found, State.NOTE, "Run 'uphold migrate'.")
    return Finding("Tables", "up to date")


def check_mail() -> Finding:
    url = environment.optional("UPHOLD_MAIL_URL")
    if url is None:
        found = "printed on the console, not sent"
        return Finding("Mail", found, State.NOTE, "Set UPHOLD_MAIL_URL to send it.")
    parts = urlsplit(url)
    place = (parts.hostname or "", parts.port or 25)
    try:
        socket.create_connection(place, timeout=MAIL_WITHIN_SECONDS).close()
    except OSError as error:
        cure = "Check host and port in UPHOLD_MAIL_URL."
        return Finding("Mail", f"{place[0]}:{place[1]} does not answer ({error.strerror})", State.BAD, cure)
    return Finding("Mail", f"{place[0]}:{place[1]} answers")


def check_address() -> Finding:
    address = environment.text("UPHOLD_ADDRESS", "http://127.0.0.1:8000")
    host = urlsplit(address).hostname
    if urlsplit(address).scheme != "https" and host not in {"127.0.0.1", "localhost", "::1"}:
        cure = "Put a proxy with TLS before it, and write https:// in UPHOLD_ADDRESS."
        return Finding("Address", f"{address} is not encrypted", State.NOTE, cure)
    return Finding("Address", address)


CHECKS: tuple[tuple[str, Callable[[], Finding]], ...] = (
    ("Python", check_python),
    ("Packages", check_packages),
    ("Time zones", check_time_zones),
    ("Data folder", check_data_folder),
    ("Keys", check_keys),
    ("PostgreSQL", check_database),
    ("Tables", check_migrations),
    ("Mail", check_mail),
    ("Address", check_address),
)


def look() -> list[Finding]:
    return [_checked(what, check) for what, check in CHECKS]


def _checked(what: str, check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except Misconfigured as error:
        return Finding(what, "not as it must be", State.BAD, str(error))


def _has_database() -> bool:
    return not is_embedded() or (data_folder() / "postgres" / "data").exists()


def _is_met(need: Requirement) -> bool:
    try:
        return need.specifier.contains(importlib.metadata.version(need.name), prereleases=True)
    except importlib.metadata.PackageNotFoundError:
        return False
