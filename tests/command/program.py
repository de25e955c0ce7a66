"""The program, run as a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

NOT_HANDED_ON = {"DJANGO_SETTINGS_MODULE", "UPHOLD_DATA"}


def start_uphold(*words: str, folder: Path, **variables: str) -> "subprocess.Popen[str]":
    handed_on = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "uphold", *words],
        env={**handed_on, "UPHOLD_DATA": str(folder), "PYTHONUNBUFFERED": "1", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run_uphold(*words: str, folder: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    process = start_uphold(*words, folder=folder, **variables)
    said, _ = process.communicate(timeout=50)
    return subprocess.CompletedProcess(words, process.returncode, stdout=said)
