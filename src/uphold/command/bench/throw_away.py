"""A throw-away site for what is measured on PostgreSQL: made once a process, gone when the process ends.

The site's settings are read when its modules are imported, so those of a subject are imported once the folder stands.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from uphold.command.bench.figure import Figure
from uphold.command.frame import Site


class Measured(Protocol):
    def figures(self) -> Iterator[Figure]: ...


def figures_of(module: str) -> Iterator[Figure]:
    make_site()
    return cast("Measured", import_module(module)).figures()


@cache
def make_site() -> None:
    """Its database is ready and up to date from now on."""
    folder = Path(tempfile.mkdtemp(prefix="uphold-bench-"))
    folder.chmod(0o711)
    os.environ.pop("UPHOLD_DATABASE_URL", None)
    os.environ["UPHOLD_DATA"] = str(folder)
    standing = ExitStack()
    standing.callback(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(standing.close)
    site = cast("Site", import_module("uphold.command.site"))
    site.ready_site()
    standing.enter_context(site.ready_database(is_up_to_date=False))
    import_module("uphold.command.preparation").prepare()
