"""A made-up queue for /ui/patterns/queue: every state that a row can be in."""

from uphold.ui import examples
from uphold.ui.components.person import Person
from uphold.ui.components.priority import Priority
from uphold.ui.components.queue_row import QueueRow
from uphold.ui.components.row_ribbon import RowRibbon


def rows() -> list[QueueRow]:
    strips = examples.row_ribbons()
    calm, late, held = strips["running"], strips["missed"], strips["paused"]
    urgent, high, medium, low = examples.URGENT, examples.HIGH, examples.MEDIUM, examples.LOW
    ines, mei = examples.AGENT, examples.OTHER
    fax = "Move the fax number to the new office before the end of the month"
    return [
        _row(1042, "No dial tone on the second floor", "Harbour Clinic", high, "missed", late, ines, 5.3),
        _row(
            1051,
            "Whole site without calls since the storm",
            "Northern Foods",
            urgent,
            "soon",
            calm,
            ines,
            0.6,
        ),
        _row(1049, "Callers hear themselves outside", "Lakeside Hotel", medium, "running", calm, None, 1.2),
        _row(1038, fax, "Brandt & Daughters", low, "long", calm, mei, 26, is_unread=False),
        _row(
            1044,
            "Greeting in a second language",
            "Harbour Clinic",
            low,
            "none",
            None,
            mei,
            9,
            is_unread=False,
        ),
        _row(1040, "Conference drops after ten minutes", "Quay Logistics", medium, "paused", held, ines, 20),
        _row(
            1047, "Password of the console", "Lakeside Hotel", medium, "met", None, ines, 3.5, is_unread=False
        ),
    ]


def _row(  # noqa: PLR0917 - a table of examples
    number: int,
    subject: str,
    organisation: str,
    priority: Priority,
    promise: str,
    ribbon: RowRibbon | None,
    assignee: Person | None,
    hours: float,
    *,
    is_unread: bool = True,
) -> QueueRow:
    return QueueRow(
        number=number,
        subject=subject,
        href="/ui/patterns/ticket",
        organisation=organisation,
        priority=priority,
        promise=examples.promises()[promise],
        ribbon=ribbon,
        assignee=assignee,
        age=examples.ago(hours=hours),
        is_unread=is_unread,
    )
