"""Pages with a hundred thousand tickets behind them, on a throw-away site of its own: milliseconds and statements.

The site's settings are read when its modules are imported, so those are imported once the folder stands.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from uphold.command.bench.figure import Figure
from uphold.command.frame import Site


class Pages(Protocol):
    def figures(self) -> Iterator[Figure]: ...


def figures() -> Iterator[Figure]:
    folder = Path(tempfile.mkdtemp(prefix="uphold-bench-"))
    folder.chmod(0o711)
    os.environ.pop("UPHOLD_DATABASE_URL", None)
    os.environ["UPHOLD_DATA"] = str(folder)
    try:
        site = cast("Site", import_module("uphold.command.site"))
        site.ready_site()
        with site.ready_database(is_up_to_date=False):
            yield from cast("Pages", import_module("uphold.command.bench.crowded")).figures()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
