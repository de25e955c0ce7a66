"""Secrets that the house makes for itself on its first start, each in a file that only its owner reads."""

import os
import secrets
from pathlib import Path

from uphold.kit import environment
from uphold.kit.environment import Misconfigured
from uphold.kit.folder import OWNER_ONLY, data_folder

SIGNING_KEY = "signing_key"
DATABASE_PASSWORD = "database_password"  # noqa: S105  # the name of a file
KEY_BYTES = 48


def make_keys(folder: Path) -> None:
    """Makes the keys that are not there yet; a key that exists is never touched."""
    keys = folder / "keys"
    keys.mkdir(mode=OWNER_ONLY, exist_ok=True)
    for name in (SIGNING_KEY, DATABASE_PASSWORD):
        if not (keys / name).exists():
            _write_once(keys / name, secrets.token_urlsafe(KEY_BYTES))


def signing_key() -> str:
    stated = environment.optional("UPHOLD_SECRET_KEY")
    return stated if stated is not None else read_key(SIGNING_KEY)


def read_key(name: str) -> str:
    path = data_folder() / "keys" / name
    try:
        return path.read_text(encoding="ascii")
    except FileNotFoundError as error:
        raise Misconfigured(
            f"There is no key at {path}. 'uphold up' makes it on its first start; on a machine of several, "
            "set UPHOLD_SECRET_KEY to the same value everywhere."
        ) from error
    except PermissionError as error:
        raise Misconfigured(
            f"The key at {path} belongs to another account. Start Uphold as its owner."
        ) from error


def _write_once(path: Path, value: str) -> None:
    partial = path.with_suffix(".partial")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(value)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)
