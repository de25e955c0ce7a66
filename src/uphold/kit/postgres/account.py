"""Under which account the server runs: PostgreSQL refuses root, so root lends it one that exists."""

import os
import pwd
import stat
from pathlib import Path

from uphold.kit.environment import Misconfigured
from uphold.kit.processes import Account

CANDIDATES = ("postgres", "nobody")


def server_account(*, data: Path) -> Account | None:
    """None where we are not root: then the server runs as we do. Data that exists keeps its owner."""
    if os.geteuid() != 0:
        return None
    if data.exists() and data.stat().st_uid != 0:
        owner = pwd.getpwuid(data.stat().st_uid)
        return Account(name=owner.pw_name, user_id=owner.pw_uid, group_id=owner.pw_gid)
    entries = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid != 0}
    for name in CANDIDATES:
        if name in entries:
            return Account(name=name, user_id=entries[name].pw_uid, group_id=entries[name].pw_gid)
    raise Misconfigured(
        "PostgreSQL cannot run as root, and this machine has neither an account 'postgres' nor 'nobody'. "
        "Start Uphold as an ordinary user."
    )


def can_reach(folder: Path, account: Account | None) -> bool:
    """Whether the account can pass through every folder above this one, and read in it."""
    if account is None:
        return True
    return all(_is_passable(place, account) for place in (folder, *folder.parents))


def give_to(path: Path, account: Account | None) -> None:
    if account is not None:
        os.chown(path, account.user_id, account.group_id)


def _is_passable(folder: Path, account: Account) -> bool:
    status = folder.stat()
    if status.st_uid == account.user_id:
        return bool(status.st_mode & stat.S_IXUSR)
    return bool(status.st_mode & stat.S_IXOTH)
