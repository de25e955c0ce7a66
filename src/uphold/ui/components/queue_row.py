"""One ticket in a queue: one line of 36 px."""

from dataclasses import dataclass

from uphold.ui.components.person import Person
from uphold.ui.components.priority import Priority
from uphold.ui.components.promise import Promise
from uphold.ui.components.row_ribbon import RowRibbon
from uphold.ui.components.when import When


@dataclass(frozen=True, slots=True)
class QueueRow:
    """`promise` is the next one; `age` is that of the last word; an unread row stands out."""

    number: int | str
    subject: str
    href: str
    promise: Promise
    age: When
    priority: Priority | None = None
    organisation: str = ""
    ribbon: RowRibbon | None = None
    assignee: Person | None = None
    is_unread: bool = False
