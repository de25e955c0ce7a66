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
        "credits.ordered",
        "fault.decided",
        "fault.objected",
        "fault.proposed",
        "invoice_run.started",
        "mail.queued",
        "person.invited",
        "standing.restored",
        "standing.suspended",
        "standing.warned",
        "ticket.agreed",
        "ticket.answered",
        "ticket.asked",
        "ticket.assigned",
        "ticket.breached",
        "ticket.closed",
        "ticket.continued",
        "ticket.evidence_asked",
        "ticket.found",
        "ticket.handed_over",
        "ticket.opened",
        "ticket.outcome",
        "ticket.released",
        "ticket.reopened",
        "ticket.resolved",
        "ticket.restored",
        "ticket.suspended",
        "ticket.taken",
        "ticket.waived",
        "ticket.warned",
        "ticket.workaround_told",
        "ticket.wrote",
    }
)
