"""The kinds of entry that set something in motion; worker/reactions.py names the function of each.

The journal stands below the worker and cannot ask it, so the list stands here and a test compares the two.
"""

REACTING = frozenset(
    {
        "bug.handed_over",
        "bug.outcome",
        "bug.released",
        "bug.workaround_given",
        "consent.asked",
        "consent.refused",
        "credits.credited",
        "fault.decided",
        "fault.objected",
        "fault.proposed",
        "mail.queued",
        "person.invited",
        "ticket.agreed",
        "ticket.answered",
        "ticket.asked",
        "ticket.assigned",
        "ticket.breached",
        "ticket.closed",
        "ticket.evidence_asked",
        "ticket.found",
        "ticket.handed_over",
        "ticket.opened",
        "ticket.outcome",
        "ticket.released",
        "ticket.reopened",
        "ticket.resolved",
        "ticket.restored",
        "ticket.taken",
        "ticket.waived",
        "ticket.warned",
        "ticket.workaround_told",
        "ticket.wrote",
    }
)
