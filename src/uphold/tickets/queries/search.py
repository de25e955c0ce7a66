"""Full-text search over numbers, subjects and messages; contacts never find by what notes say."""

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from uphold.access import Actor
from uphold.tickets.access import visible_to
from uphold.tickets.models import Message, Ticket
from uphold.tickets.queries.lists import shown_in_lists

MOST = 50


def search(actor: Actor, *, words: str, most: int = MOST) -> list[Ticket]:
    """The tickets that say these words, or whose number they are; the latest word first."""
    if not words.strip():
        return []
    found = (
        Ticket.objects.filter(is_numbered(words.strip()))
        .values("pk")
        .union(Ticket.objects.filter(search=query_of(words)).values("pk"))
        .union(messages_of(actor).filter(search=query_of(words)).values("ticket_id"))
    )
    tickets = visible_to(actor).filter(pk__in=found)
    return shown_in_lists(tickets.order_by("-last_word_at", "-id")[:most])


def query_of(words: str) -> SearchQuery:
    """The words as people write them in search boxes: quotes for phrases, a minus for what must not be."""
    return SearchQuery(words, config="english", search_type="websearch")


def is_numbered(words: str) -> Q:
    number = Q(number=words.upper())
    return number | Q(serial=int(words)) if words.isdecimal() and len(words) < 18 else number


def messages_of(actor: Actor) -> QuerySet[Message]:
    messages = Message.objects.all()
    return messages if actor.is_staff or actor.is_system else messages.filter(kind=Message.Kind.PUBLIC)
