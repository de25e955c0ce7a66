"""What happened to a list since it was shown."""

from collections.abc import Sequence
from datetime import datetime

from uphold.access import Actor
from uphold.journal.queries import entries_of
from uphold.tickets.access import visible_to
from uphold.tickets.models import Ticket
from uphold.tickets.queries import DeskFilters
from uphold.tickets.queries.lists import filtered, shown_in_lists


def new_since(actor: Actor, filters: DeskFilters, *, since: datetime, but: Sequence[int]) -> int:
    """How many tickets of the list are not shown and had a word since."""
    return filtered(actor, filters).filter(last_word_at__gt=since).exclude(pk__in=but).count()


def changed_since(actor: Actor, ids: Sequence[int], *, since: datetime) -> list[Ticket]:
    """Those of the tickets shown that something happened to since."""
    if not ids:
        return []
    happened = entries_of(Ticket, list(ids)).filter(recorded_at__gt=since).order_by()
    touched = happened.values_list("about_id", flat=True).distinct()
    return list(shown_in_lists(visible_to(actor).filter(pk__in=list(touched))))
