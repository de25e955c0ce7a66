"""Full-text search over numbers, subjects and messages; contacts never find by what notes say.

A word that many tickets say is found among the latest ones, without looking at the rest; only a rarer word asks the
index for every ticket that says it.
"""

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q, QuerySet

from uphold.access import Actor
from uphold.tickets.access import visible_to
from uphold.tickets.models import Message, Ticket
from uphold.tickets.queries.lists import shown_in_lists

MOST = 50
LATEST = 500
MOST_SAID = 5_000
LATEST_FIRST = ("-last_word_at", "-id")


def search(actor: Actor, *, words: str, most: int = MOST) -> list[Ticket]:
    """The tickets that say these words, or whose number they are; the latest word first."""
    if not words.strip():
        return []
    latest = among_latest(actor, words=words, most=most)
    if len(latest) == most:
        found = Q(pk__in=latest) | Q(pk__in=Ticket.objects.filter(is_numbered(words)).values("pk"))
    else:
        found = Q(pk__in=by_index(actor, words=words))
    return shown_in_lists(visible_to(actor).filter(found).order_by(*LATEST_FIRST)[:most])


def among_latest(actor: Actor, *, words: str, most: int) -> list[int]:
    """The latest tickets that say the words, out of so many that the actor sees."""
    query = query_of(words)
    said = messages_of(actor).filter(ticket_id=OuterRef("pk"), search=query)
    latest = visible_to(actor).order_by(*LATEST_FIRST).values("pk")[:LATEST]
    hits = Ticket.objects.filter(pk__in=latest).filter(Q(search=query) | Exists(said))
    return list(hits.order_by(*LATEST_FIRST).values_list("pk", flat=True)[:most])


def by_index(actor: Actor, *, words: str) -> list[int]:
    """Every ticket that says the words or is numbered so, as far back as so many messages say them.

    A statement of its own: PostgreSQL overrates how often a rare word is said, and would walk through all tickets.
    """
    query = query_of(words)
    said = messages_of(actor).filter(search=query).order_by("-pk").values("ticket_id")[:MOST_SAID]
    named = Ticket.objects.filter(Q(search=query) | is_numbered(words)).values("pk")
    return [row["ticket_id"] for row in said.union(named)]


def query_of(words: str) -> SearchQuery:
    """The words as people write them in search boxes: quotes for phrases, a minus for what must not be."""
    return SearchQuery(words, config="english", search_type="websearch")


def is_numbered(words: str) -> Q:
    words = words.strip()
    number = Q(number=words.upper())
    return number | Q(serial=int(words)) if words.isdecimal() and len(words) < 18 else number


def messages_of(actor: Actor) -> QuerySet[Message]:
    messages = Message.objects.all()
    return messages if actor.is_staff or actor.is_system else messages.filter(kind=Message.Kind.PUBLIC)
