"""The rejects file: what did not come in, with place and reason, and each row byte for byte as it was."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from uphold.tickets.incidents.problem import Rejected

HEAD = ("line", "column", "field", "reason", "row")


def write_rejects(path: Path, rejected: Iterable[Rejected], *, encoding: str) -> None:
    """Writes CSV in the encoding of the log, so that bytes foreign to it survive. Replaces the file whole."""
    partial = path.with_name(f"{path.name}.partial")
    with partial.open("w", encoding=encoding, errors="surrogateescape", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEAD)
        writer.writerows((each.line, each.column, each.field, each.reason, each.raw) for each in rejected)
    partial.replace(path)
