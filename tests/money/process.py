"""Processes of their own on the database of the tests, as workers are in service."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.db import connection

from tests.settings import FOLDER

ROOT = Path(__file__).parents[2]


@contextmanager
def started(*words: str) -> Iterator[subprocess.Popen[str]]:
    """Python with these arguments, with our pipes; when we are done with it, it is over and its pipes are closed."""
    with start(*words) as process:
        try:
            yield process
        finally:
            process.kill()


def start(*words: str) -> subprocess.Popen[str]:
    """It is told the address of the database and nothing else."""
    settings = connection.settings_dict
    address = "postgresql://{user}:{password}@{host}/{name}".format(
        user=quote(settings["USER"]),
        password=quote(settings["PASSWORD"], safe=""),
        host=quote(settings["HOST"], safe=""),
        name=quote(settings["NAME"]),
    )
    variables = {
        "DJANGO_SETTINGS_MODULE": "uphold.site.settings",
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "UPHOLD_DATA": str(FOLDER),
        "UPHOLD_DATABASE_URL": address,
    }
    command = [sys.executable, "-W", "ignore", *words]
    return subprocess.Popen(command, env=variables, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
