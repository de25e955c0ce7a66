"""The verbs of bugs. Each goes through the door, locks the bug, records, and passes on to the linked tickets."""

from uphold.problems.actions.deciding import give_workaround, hand_over_bug, record_outcome, release_bug
from uphold.problems.actions.linking import link_those_that_can, link_ticket, link_tickets, unlink_ticket
from uphold.problems.actions.merging import merge_bug
from uphold.problems.actions.reporting import change_bug, close_bug, reopen_bug, report_bug

__all__ = [
    "change_bug",
    "close_bug",
    "give_workaround",
    "hand_over_bug",
    "link_those_that_can",
    "link_ticket",
    "link_tickets",
    "merge_bug",
    "record_outcome",
    "release_bug",
    "reopen_bug",
    "report_bug",
    "unlink_ticket",
]
