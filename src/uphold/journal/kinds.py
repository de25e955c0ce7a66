"""The kinds of entry that set something in motion; worker/reactions.py names the function of each.

The journal stands below the worker and cannot ask it, so the list stands here and a test compares the two.
"""

REACTING = frozenset(
    {
        "bug.handed_over",
        "bug.outcome",
        "bug.released",
        "bug.workaround_given",
        "mail.queued",
        "person.invited",
        "ticket.answered",
        "ticket.assigned",
        "ticket.asked",
        "ticket.breached",
        "ticket.closed",
        "ticket.evidence_asked",
        "ticket.opened",
        "ticket.outcome",
        "ticket.released",
        "ticket.resolved",
        "ticket.restored",
        "ticket.warned",
        "ticket.workaround_told",
        "ticket.wrote",
    }
)
