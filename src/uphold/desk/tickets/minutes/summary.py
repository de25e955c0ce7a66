"""The minutes in the right column: what they came to so far, what is open, and what waits for somebody."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext

from uphold.desk.tickets.chips import chip_of_row
from uphold.desk.tickets.cost import worked_line
from uphold.desk.tickets.minutes.charge import totals_of
from uphold.desk.tickets.minutes.consent import needed_of
from uphold.desk.tickets.sheet import Sheet
from uphold.metering.models import Charge
from uphold.ui import words
from uphold.ui.components.costline import CostLine

FILES = ("fault.opened", "fault.proposed", "fault.objected", "fault.decided", "fault.closed")


def summary_lines(sheet: Sheet) -> list[CostLine]:
    """Without a statement more than the page needs anyway, but for the charges themselves."""
    told = [settled_line(sheet), worked_line(sheet)]
    return [line for line in told if line is not None]


def settled_line(sheet: Sheet) -> CostLine | None:
    rows = sheet.charges
    if not rows:
        return None
    totals = totals_of(sheet)
    actual = words.span(timedelta(seconds=max(sum(row.actual_seconds for row in rows), 0)))
    sentence = gettext("%(actual)s settled, %(accounted)s accounted: %(worth)s")
    speaking = speaking_row(rows)
    cited = sheet.citations.get((speaking.document, speaking.line)) if speaking.line is not None else None
    return CostLine(
        words=sentence % {"actual": actual, "accounted": totals.accounted, "worth": totals.worth},
        clause=chip_of_row(cited),
        is_free=not any(row.amount or row.credits for row in rows),
    )


def speaking_row(rows: list[Charge]) -> Charge:
    """The last that is worth something; else the last."""
    worth = [row for row in rows if row.amount or row.credits]
    return (worth or rows)[-1]


def waiting_words(sheet: Sheet) -> Iterator[str]:
    """A fault file that is not decided, and a consent that nobody gave: both are on the page of minutes."""
    told = [entry.kind for entry in sheet.entries if entry.kind in FILES]
    state = {
        "fault.opened": gettext("A fault file is open"),
        "fault.proposed": gettext("A finding is proposed, the customer may answer"),
        "fault.objected": gettext("The customer objected to the finding"),
    }
    if told and told[-1] in state:
        yield state[told[-1]]
    needed = needed_of(sheet)
    if needed is not None:
        yield gettext("No consent yet to %(what)s") % {"what": needed.words}
