"""`bin/test`: environment, lint, types, layers, tests on two versions of PostgreSQL and in the browser.

With arguments (`bin/test tests/policy -k pause`) only pytest runs, with them. With CI=true nothing that is
missing is passed over: a PostgreSQL of the machine, Chromium and the shared material must be there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from environment import DEVELOP, ROOT, ready_environment

IS_CI = os.environ.get("CI") == "true"
SHARED = ROOT.parent / "shared"
AT_ONCE = ("-m", "pytest", "-q", "--numprocesses", "auto", "--maxprocesses", "4", "--dist", "loadfile")
"""Each process has a folder and a PostgreSQL of its own. Browsers measure time, so they run alone."""
ONCE = {
    "__pycache__",
    "access",
    "browser",
    "cast",
    "command",
    "desk",
    "house",
    "load",
    "money",
    "policy",
    "portal",
    "reports",
    "security",
    "shared",
    "ui",
}
KEPT = "tests/security/test_records.py"
ROOMS = tuple(
    sorted(
        f"tests/{place.name}"
        for place in (ROOT / "tests").iterdir()
        if place.is_dir() and place.name not in ONCE
    )
)
"""What speaks to the database itself. Faces, walks over all pages and random stories send no statement that a room's
own tests do not send, so one PostgreSQL is enough for them; what is written once is tried by both."""


def main() -> None:
    python = ready_environment(lists=DEVELOP)
    os.chdir(ROOT)
    if len(sys.argv) > 1:
        sys.exit(_run(python, "-m", "pytest", *sys.argv[1:]))
    _step("ruff, lint", python, "-m", "ruff", "check", "--quiet", ".")
    _step("ruff, format", python, "-m", "ruff", "format", "--quiet", "--check", ".")
    _step("mypy", python, "-m", "mypy")
    _step("layers", python.with_name("lint-imports"))
    has_chromium = _offered("Chromium", _chromium_places(), package="chromium")
    has_postgres = _offered("PostgreSQL", _postgres_places(), package="postgresql-15")
    _offered("the shared material (tests/shared)", [SHARED], package=None)
    if has_postgres:
        os.environ["UPHOLD_POSTGRES"] = "wheel"
        only_database = ("-m", "database and not browser", *ROOMS, KEPT)
        _step("tests of the database, on the wheel's PostgreSQL", python, *AT_ONCE, *only_database)
        os.environ["UPHOLD_POSTGRES"] = "system"
    where = ", on the machine's PostgreSQL" if has_postgres else ""
    _step(f"all tests but the browser's{where}", python, *AT_ONCE, "-m", "not browser")
    if has_chromium:
        _step(f"tests in the browser{where}", python, "-m", "pytest", "-q", "-m", "browser")


def _offered(name: str, places: Iterable[Path], *, package: str | None) -> bool:
    """Whether it is on this machine; Debian's package is installed where we may. CI does without nothing."""
    if any(place.exists() for place in places):
        return True
    if package is not None and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"== installing {package}", flush=True)
        quiet = ("apt-get", "-qq", "-o", "Dpkg::Use-Pty=0")
        if _run(*quiet, "update") == 0 and _run(*quiet, "install", "-y", package) == 0:
            return True
    if IS_CI:
        sys.exit(f"{name} is not here, and with CI=true its tests are not passed over.")
    print(f"== {name} is not here: ITS TESTS ARE NOT RUN", flush=True)
    return False


def _chromium_places() -> list[Path]:
    found = [shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")]
    return [Path(path) for path in found if path is not None]


def _postgres_places() -> list[Path]:
    on_path = shutil.which("postgres")
    return [*Path("/usr/lib/postgresql").glob("*/bin/postgres"), *([Path(on_path)] if on_path else [])]


def _step(name: str, *words: str | Path) -> None:
    began_at = time.monotonic()
    print(f"== {name}", flush=True)
    code = _run(*words)
    if code != 0:
        sys.exit(code)
    print(f"   {time.monotonic() - began_at:.0f} s", flush=True)


def _run(*words: str | Path) -> int:
    return subprocess.run([str(word) for word in words], check=False).returncode


main()
