"""A statement of credits as a file: the same lines as on the page, whole."""

from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

from django.utils.translation import gettext

from uphold.credits.queries import StatementPage, StatementRow
from uphold.kit.spreadsheet import MARK, Cell, csv_lines
from uphold.ui.accounted.wording import movement_words

FILE_PAGE = 500
"""How many rows are loaded at once."""


def file_lines(page_after: Callable[[str | None], StatementPage], *, zone: ZoneInfo) -> Iterator[str]:
    """Lines of CSV; instants stand on the clock of the agreement."""
    head = (
        gettext("When"),
        gettext("What"),
        gettext("Why"),
        gettext("Clause"),
        gettext("For"),
        gettext("Credits"),
        gettext("Then left"),
    )
    yield MARK
    yield from csv_lines([head])
    after: str | None = None
    while True:
        found = page_after(after)
        yield from csv_lines(cells_of(row, zone=zone) for row in found.rows)
        after = found.next_key
        if after is None:
            return


def cells_of(row: StatementRow, *, zone: ZoneInfo) -> tuple[Cell, ...]:
    entry = row.entry
    return (
        entry.at.astimezone(zone).strftime("%Y-%m-%d %H:%M"),
        movement_words(row.movement),
        entry.reason,
        f"§ {entry.anchor} {entry.row}" if entry.anchor else "",
        entry.reference,
        row.gained,
        row.balance,
    )
