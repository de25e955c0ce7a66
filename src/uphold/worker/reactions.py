"""Which function answers which kind of journal entry. A room writes the entry; the worker calls the function.

A reaction gets the entry's id and the present instant, is safe to run twice, and makes one domain call. The journal
stands below and keeps its own list of kinds that set something in motion; a test compares the two.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Protocol

from uphold.mail.jobs import send_queued
from uphold.notices.audience import TOLD
from uphold.notices.jobs import tell


class Reaction(Protocol):
    def __call__(self, entry_id: int, /, *, at: datetime) -> object: ...


REACTIONS: Mapping[str, Reaction] = MappingProxyType(
    {
        "mail.queued": send_queued,
        "person.invited": tell,
        **dict.fromkeys(TOLD, tell),
    }
)
