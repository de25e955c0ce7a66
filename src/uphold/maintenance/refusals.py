"""What verbs of planned work and outages refuse."""

from django.utils.translation import gettext_lazy

from uphold.kit import CONFLICT, INVALID, Refused


class WorkEndsFirst(Refused):
    code, kind, text = "work_ends_first", INVALID, gettext_lazy("It ends after it begins.")


class ZoneIsUnknown(Refused):
    code, kind, text = (
        "zone_is_unknown",
        INVALID,
        gettext_lazy("“{0}” is no zone; write one like America/New_York."),
    )


class WorkTouchesNothing(Refused):
    code, kind, text = (
        "work_touches_nothing",
        INVALID,
        gettext_lazy("Name a product or a site that it touches."),
    )


class WorkWordsMissing(Refused):
    code, kind, text = (
        "work_words_missing",
        INVALID,
        gettext_lazy("Say what kind of change it is, and its title."),
    )


class WorkReasonMissing(Refused):
    code, kind, text = "work_reason_missing", INVALID, gettext_lazy("Say why; the customers read it.")


class WorkStandsElsewhere(Refused):
    code, kind, text = (
        "work_stands_elsewhere",
        CONFLICT,
        gettext_lazy("This work is {0}; that is not possible now."),
    )


class PlannerApproves(Refused):
    code, kind, text = (
        "planner_approves",
        CONFLICT,
        gettext_lazy("Another person than the planner approves it; {0} may."),
    )


class LeadTimeTooShort(Refused):
    """For how many customers, and the first row that says so."""

    code, kind, text = (
        "lead_time_too_short",
        CONFLICT,
        gettext_lazy(
            "The lead time of {0} is not kept for {1} (clause {2}); move the window, or announce it all the same."
        ),
    )


class RuleUnreadable(Refused):
    code, kind, text = (
        "rule_unreadable",
        INVALID,
        gettext_lazy("“{0}” is no rule of recurrence; write it like FREQ=MONTHLY;BYDAY=1SU."),
    )


class OutageWordsMissing(Refused):
    code, kind, text = "outage_words_missing", INVALID, gettext_lazy("Say what failed, and what is known.")


class OutageIsOver(Refused):
    code, kind, text = "outage_is_over", CONFLICT, gettext_lazy("This outage has ended.")


class OutageTooSoon(Refused):
    code, kind, text = "outage_too_soon", INVALID, gettext_lazy("It cannot lie ahead.")


class TicketHasItsOutage(Refused):
    code, kind, text = (
        "ticket_has_its_outage",
        CONFLICT,
        gettext_lazy("Ticket {0} is linked to an outage already."),
    )
