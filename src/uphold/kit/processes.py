"""Children of this process: they never outlive it, are stopped in the order we choose, and are reaped."""

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True, slots=True)
class Account:
    """An account of this machine under which a child runs."""

    name: str
    user_id: int
    group_id: int


def start_child(
    command: Sequence[str | Path],
    *,
    account: Account | None = None,
    folder: Path | None = None,
    variables: Mapping[str, str] | None = None,
    output: IO[bytes] | None = None,
    end_signal: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Starts a child in a session of its own: Ctrl-C reaches us alone, and we stop the children in order.

    On Linux the kernel sends it `end_signal` if we are killed before we could.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        cwd=folder,
        env=None if variables is None else dict(variables),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=None if output is None else subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_dying_with_parent(end_signal),  # noqa: PLW1509  # one system call, no lock, no allocation
        user=None if account is None else account.user_id,
        group=None if account is None else account.group_id,
        extra_groups=None if account is None else [],
    )


def stop_children(
    children: Iterable[subprocess.Popen[bytes]],
    *,
    end_signal: signal.Signals = signal.SIGTERM,
    last_signal: signal.Signals = signal.SIGKILL,
    patience_seconds: float = 30,
) -> None:
    """Asks all to end, once and side by side; insists on each that does not; reaps them."""
    living = [child for child in children if child.poll() is None]
    for child in living:
        child.send_signal(end_signal)
    give_up_at = time.monotonic() + patience_seconds
    for child in living:
        try:
            child.wait(timeout=max(0, give_up_at - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.send_signal(last_signal)
            child.wait()


def _dying_with_parent(end_signal: signal.Signals) -> Callable[[], None] | None:
    libc = _libc
    if libc is None:
        return None

    def set_signal() -> None:
        libc.prctl(SET_PARENT_DEATH_SIGNAL, int(end_signal))

    return set_signal
