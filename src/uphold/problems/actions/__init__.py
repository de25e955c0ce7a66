"""The verbs of bugs. Each goes through the door, locks the bug, records, and passes on to the linked tickets."""

from uphold.problems.actions.deciding import give_workaround, hand_over_bug, record_outcome, release_bug
from uphold.problems.actions.linking import link_those_that_can, link_ticket, link_tickets, unlink_ticket
from uphold.problems.actions.merging import merge_bug
from uphold.problems.actions.publishing import publish_known_error, withdraw_known_error
from uphold.problems.actions.releasing import change_release, decide_right, draft_release, publish_release
from uphold.problems.actions.reporting import change_bug, close_bug, reopen_bug, report_bug

__all__ = [
    "change_bug",
    "change_release",
    "close_bug",
    "decide_right",
    "draft_release",
    "give_workaround",
    "hand_over_bug",
    "link_those_that_can",
    "link_ticket",
    "link_tickets",
    "merge_bug",
    "publish_known_error",
    "publish_release",
    "record_outcome",
    "release_bug",
    "reopen_bug",
    "report_bug",
    "unlink_ticket",
    "withdraw_known_error",
]
