"""Which function answers which kind of journal entry. A room writes the entry; the worker calls the function.

    REACTIONS = {"ticket.answered": tell_customer}

A reaction gets the entry's id, is safe to run twice, and makes one domain call.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

Reaction = Callable[[int], None]

REACTIONS: Mapping[str, Reaction] = MappingProxyType({})
