"""One embedded PostgreSQL server: our own child, on a Unix socket only, stopped and reaped by us.

Started directly and not through pg_ctl: killed, it would else stay a zombie of another parent, and its lock
file would refuse the next start.
"""

import os
import signal
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from uphold.kit.environment import Misconfigured
from uphold.kit.postgres.binaries import Binaries
from uphold.kit.processes import Account, start_child, stop_children

READY_WITHIN_SECONDS = 60
LOOK_AGAIN_SECONDS = 0.01
STATUS_LINE = 7
FAST_SHUTDOWN = signal.SIGINT
IMMEDIATE_SHUTDOWN = signal.SIGQUIT
THROW_AWAY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class ServerFailed(Misconfigured):
    """The server ended, or never became ready; the sentence holds its own last words."""


@dataclass(slots=True)
class Server:
    binaries: Binaries
    data: Path
    sockets: Path
    account: Account | None = None
    settings: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        end_leftover(self.data)
        words = self.data.with_name("start.log")
        with words.open("wb") as output:
            self.process = start_child(
                [self.binaries.program("postgres"), "-D", self.data, *self._options()],
                account=self.account,
                folder=self.data,
                variables={"PATH": str(self.binaries.folder), "TZ": "UTC"},
                output=output,
                end_signal=FAST_SHUTDOWN,
            )
        self._wait_until_ready(words)

    @property
    def child(self) -> subprocess.Popen[bytes]:
        if self.process is None:
            raise ServerFailed("PostgreSQL has not been started.")
        return self.process

    def stop(self) -> None:
        if self.process is not None:
            stop_children([self.process], end_signal=FAST_SHUTDOWN, last_signal=IMMEDIATE_SHUTDOWN)
            self.process = None

    def _options(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "logging_collector": "on",
            "log_directory": "log",
            "log_filename": "postgresql-%a.log",
            "log_truncate_on_rotation": "on",
            "log_rotation_age": "1d",
            **self.settings,
        }
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _wait_until_ready(self, words: Path) -> None:
        give_up_at = time.monotonic() + READY_WITHIN_SECONDS
        while self.process is not None and not is_ready(self.data, process_id=self.process.pid):
            if self.process.poll() is not None:
                raise ServerFailed(f"PostgreSQL did not start:\n{_last_words(words, self.data)}")
            if time.monotonic() > give_up_at:
                self.stop()
                raise ServerFailed(
                    f"PostgreSQL was not ready after {READY_WITHIN_SECONDS} seconds (see {words})."
                )
            time.sleep(LOOK_AGAIN_SECONDS)


def is_ready(data: Path, *, process_id: int | None = None) -> bool:
    """Whether the server of this data says that it takes connections."""
    lines = _lock_lines(data)
    is_right = process_id is None or lines[:1] == [str(process_id)]
    return is_right and len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready"


def end_leftover(data: Path) -> None:
    """Ends a server whose starter was killed, and removes the lock of one that is gone.

    Call it only while holding the lock of the data folder. Without /proc PostgreSQL judges by itself.
    """
    lines = _lock_lines(data)
    if not lines or not Path("/proc/self").exists():
        return
    process_id = int(lines[0])
    give_up_at = time.monotonic() + READY_WITHIN_SECONDS
    while _is_server_of(process_id, data):
        os.kill(process_id, FAST_SHUTDOWN)
        if time.monotonic() > give_up_at:
            raise ServerFailed(
                f"An older PostgreSQL (process {process_id}) does not end. End it, then start again."
            )
        time.sleep(LOOK_AGAIN_SECONDS * 10)
    (data / "postmaster.pid").unlink(missing_ok=True)


def _is_server_of(process_id: int, data: Path) -> bool:
    place = Path("/proc") / str(process_id)
    try:
        is_alive = "State:\tZ" not in (place / "status").read_text(encoding="utf-8")
        return is_alive and (place / "cwd").resolve(strict=True) == data.resolve()
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return False


def _lock_lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []


def _last_words(words: Path, data: Path) -> str:
    logs = sorted((data / "log").glob("*.log"), key=lambda log: log.stat().st_mtime)
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in (words, *logs[-1:])]
    return "\n".join("\n".join(text.splitlines()[-8:]) for text in texts).strip()
