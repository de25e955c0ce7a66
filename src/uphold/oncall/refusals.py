"""What verbs of this room refuse. Those that the agreement decides carry its row, for faces to show."""

from django.utils.translation import gettext_lazy

from uphold.kit import CONFLICT, INVALID, Refused
from uphold.policy.scenario.answer import Ruling


class ReasonMissing(Refused):
    code, kind, text = (
        "reason_missing",
        INVALID,
        gettext_lazy("Say why it should go a step further; whoever gets it reads that first."),
    )


class DecidedRefusal(Refused):
    """Carries the decision behind it."""

    ruling: Ruling | None = None


class NoEscalation(DecidedRefusal):
    code, kind, text = (
        "no_escalation",
        CONFLICT,
        gettext_lazy("The agreement gives ticket {0} no escalation: {1}."),
    )


class EscalationNotSaid(DecidedRefusal):
    code, kind, text = (
        "escalation_not_said",
        CONFLICT,
        gettext_lazy(
            "The agreement of ticket {0} says nothing about escalation; answer on the ticket instead."
        ),
    )


class PathUsedUp(DecidedRefusal):
    code, kind, text = (
        "path_used_up",
        CONFLICT,
        gettext_lazy(
            "Every step of the path of escalation was taken for ticket {0}: nobody further is named."
        ),
    )


class StepMoved(Refused):
    code, kind, text = (
        "step_moved",
        CONFLICT,
        gettext_lazy("Ticket {0} has gone a step further meanwhile; look where it is before you ask again."),
    )
