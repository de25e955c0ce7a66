"""Makes the environment of this checkout, `.venv`, from hash-pinned requirements, unless it fits already.

Runs on a bare Python 3.11 or newer: standard library only.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "requirements.sha256"
OLDEST_PYTHON = (3, 11)
RUN, DEVELOP = ("build", "run"), ("build", "run", "dev")


def ready_environment(*, lists: tuple[str, ...]) -> Path:
    """Makes sure that `.venv` holds these requirement lists and this checkout; returns its Python."""
    _require_python()
    python = ENVIRONMENT / "bin" / "python"
    if not (python.exists() and STAMP.exists() and _fits(STAMP.read_text(encoding="ascii"), lists)):
        began_at = time.monotonic()
        print(f"Making the environment in {ENVIRONMENT} ...", flush=True)
        STAMP.unlink(missing_ok=True)
        _run(sys.executable, "-m", "venv", ENVIRONMENT)
        _install(python, lists)
        STAMP.write_text(_mark(lists), encoding="ascii")
        print(f"Environment ready after {time.monotonic() - began_at:.0f} s.", flush=True)
    return python


def _install(python: Path, lists: tuple[str, ...]) -> None:
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps")
    files = [ROOT / "requirements" / f"{name}.txt" for name in lists]
    _run(*pip, "--require-hashes", *(part for file in files for part in ("-r", file)))
    _run(*pip, "--no-build-isolation", "--editable", ROOT)


def _fits(stamp: str, lists: tuple[str, ...]) -> bool:
    """An environment for developing serves for running too."""
    return stamp in {_mark(lists), _mark(DEVELOP)}


def _mark(lists: tuple[str, ...]) -> str:
    seen = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for name in lists:
        seen.update((ROOT / "requirements" / f"{name}.txt").read_bytes())
    described, _, _ = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("\n[tool.ruff]")
    seen.update(described.encode())
    return seen.hexdigest()


def _require_python() -> None:
    if sys.version_info < OLDEST_PYTHON:
        found = ".".join(str(part) for part in sys.version_info[:3])
        sys.exit(f"Uphold needs Python 3.11 or newer; {sys.executable} is {found}. Name one in PYTHON.")


def _run(*words: str | Path) -> None:
    variables = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    finished = subprocess.run([str(word) for word in words], env=variables, check=False)
    if finished.returncode != 0:
        sys.exit(f"This step failed: {' '.join(str(word) for word in words)}")
