"""A message of the conversation: of the customer, of the desk, or a note that only the desk sees."""

from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from uphold.ui.components.person import Person
from uphold.ui.components.when import When


class MessageKind(StrEnum):
    CUSTOMER = "customer"
    DESK = "desk"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with the message; `href` saves it."""

    name: str
    href: str
    size: str


@dataclass(frozen=True, slots=True)
class Message:
    """`body` is plain text; `html`, where given, is markup that has already been cleaned."""

    id: str
    kind: MessageKind
    author: Person
    at: When
    body: str = ""
    html: Markup | None = None
    via: str = ""
    files: tuple[Attached, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.body.replace("\r\n", "\n").split("\n\n") if part.strip())
