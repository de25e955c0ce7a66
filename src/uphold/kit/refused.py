"""What an action raises when it will not do what was asked.

A refusal stands beside the verb that raises it:

    class CannotHoldClosedTicket(Refused):
        code, kind, text = "ticket_closed", CONFLICT, gettext_lazy("Ticket {0} is closed; reopen it first.")

Faces turn the kind into a status and show the sentence. Anything else that is raised is a bug and stays one.
"""

from enum import StrEnum
from typing import ClassVar, Protocol


class Kind(StrEnum):
    MISSING = "missing"
    FORBIDDEN = "forbidden"
    CONFLICT = "conflict"
    INVALID = "invalid"


MISSING, FORBIDDEN, CONFLICT, INVALID = Kind.MISSING, Kind.FORBIDDEN, Kind.CONFLICT, Kind.INVALID


class Text(Protocol):
    """A sentence, or one that is translated when it is read."""

    def __str__(self) -> str: ...


class Refused(Exception):
    code: ClassVar[str]
    kind: ClassVar[Kind]
    text: ClassVar[Text]

    def __init__(self, *values: object) -> None:
        super().__init__(*values)
        self.values = values

    @property
    def sentence(self) -> str:
        return str(self.text).format(*self.values)

    def __str__(self) -> str:
        return self.sentence
