"""The customers behind a row of credits: what each has left of it, or what moved on each account; by name."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext, gettext_lazy

from uphold.reports.apportion import apportioned
from uphold.reports.behind.part import Behind, Wanted, paged
from uphold.reports.liability import (
    BUCKET_WORDS,
    MOVEMENT_COLUMNS,
    REMAINING_COLUMNS,
    SOURCE_WORDS,
    MovementLine,
    RemainingLine,
    movement,
    remaining,
)
from uphold.reports.scope import Scope, names_of_organisations
from uphold.reports.sheet import About, Cells, Column, Sheet, totals_of

CUSTOMER = Column("customer", gettext_lazy("Customer"))
LEFT_COLUMNS = (CUSTOMER, *REMAINING_COLUMNS[2:])
MOVED_COLUMNS = (CUSTOMER, *MOVEMENT_COLUMNS[1:])
CENT = Decimal("0.01")
Line = TypeVar("Line", RemainingLine, MovementLine)


def credits_left(scope: Scope, wanted: Wanted) -> Behind:
    """Values are the row's, divided: rounded one by one they might not add up to it."""
    lines = [line for line in remaining(scope, is_by_customer=True) if is_of(line, wanted)]
    wholes = [line.value for line in remaining(scope) if is_of(line, wanted) and line.value is not None]
    values = divided(wholes[0], lines) if wholes else [None] * len(lines)
    value_of = {line.organisation_id: value for line, value in zip(lines, values, strict=True)}

    def row_of(line: RemainingLine, name: str) -> Cells:
        value = value_of[line.organisation_id]
        return name, line.currency, line.free, line.held, line.free + line.held, value

    return made(wanted, lines, LEFT_COLUMNS, row_of, name="remaining-customers")


def credits_moved(scope: Scope, wanted: Wanted) -> Behind:
    lines = [line for line in movement(scope, is_by_customer=True) if is_of(line, wanted)]

    def row_of(line: MovementLine, name: str) -> Cells:
        moved = line.opened, line.drawn, line.refunded, line.expired, line.taken_back
        return name, line.before, *moved, line.after

    return made(wanted, lines, MOVED_COLUMNS, row_of, name="movement-customers")


def is_of(line: RemainingLine | MovementLine, wanted: Wanted) -> bool:
    return all(wanted.said.get(key, "") == value for key, value in line.name.items())


def divided(whole: Decimal, lines: Sequence[RemainingLine]) -> list[Decimal | None]:
    weights = [int((line.value or Decimal(0)) / CENT) for line in lines]
    return [part * CENT for part in apportioned(int(whole / CENT), weights)]


def made(
    wanted: Wanted,
    lines: Sequence[Line],
    columns: tuple[Column, ...],
    row_of: Callable[[Line, str], Cells],
    *,
    name: str,
) -> Behind:
    names = names_of_organisations({line.organisation_id for line in lines if line.organisation_id})
    named = sorted(
        ((names[line.organisation_id or 0], line) for line in lines),
        key=lambda each: (each[0].casefold(), each[1].organisation_id),
    )
    page, next_after = paged(named, wanted=wanted, key=lambda each: str(each[1].organisation_id))
    everything = [row_of(line, customer) for customer, line in named]
    words = [SOURCE_WORDS[lines[0].source]] if lines else []
    if lines and isinstance(lines[0], RemainingLine):
        words.append(BUCKET_WORDS[lines[0].expires])
    return Behind(
        sheet=Sheet(
            name=name,
            title=gettext("Customers behind this row"),
            columns=columns,
            rows=tuple(row_of(line, customer) for customer, line in page),
            totals=totals_of(columns, everything, words=gettext("in all")),
            about=tuple(About(organisation_id=line.organisation_id) for _, line in page),
        ),
        words=", ".join(str(word) for word in words),
        count=len(lines),
        next_after=next_after,
    )
