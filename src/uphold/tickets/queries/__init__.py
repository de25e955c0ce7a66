"""Named loads of tickets, each with a fixed number of statements, whatever the number of rows."""

from uphold.tickets.queries.lists import DeskFilters, Page, View, desk_counts, desk_list, portal_list
from uphold.tickets.queries.one import conversation, promises_of_ticket, timeline
from uphold.tickets.queries.search import search

__all__ = [
    "DeskFilters",
    "Page",
    "View",
    "conversation",
    "desk_counts",
    "desk_list",
    "portal_list",
    "promises_of_ticket",
    "search",
    "timeline",
]
