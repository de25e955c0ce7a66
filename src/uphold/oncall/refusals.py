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
        gettext_lazy(
            "The agreement gives ticket {0} no escalation: {1}. It stays with the desk; answer on it with what is new."
        ),
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
            "Every step of the path of escalation was taken for ticket {0}: nobody further is named. "
            "Reach the last contact as the agreement says."
        ),
    )


class StepMoved(Refused):
    code, kind, text = (
        "step_moved",
        CONFLICT,
        gettext_lazy("Ticket {0} has gone a step further meanwhile; look where it is before you ask again."),
    )


class ZoneUnknown(Refused):
    code, kind, text = (
        "zone_unknown",
        INVALID,
        gettext_lazy("{0} is no time zone; write one like Europe/Vienna."),
    )


class NameMissing(Refused):
    code, kind, text = "name_missing", INVALID, gettext_lazy("Give a name.")


class RotaNameTaken(Refused):
    code, kind, text = "name_taken", CONFLICT, gettext_lazy("There is already a rota named {0}.")


class UrgentTaken(Refused):
    code, kind, text = (
        "urgent_taken",
        CONFLICT,
        gettext_lazy("Another rota is called for urgent tickets already; take it off there first."),
    )


class NumbersOutOfReason(Refused):
    code, kind, text = (
        "numbers_out_of_reason",
        INVALID,
        gettext_lazy(
            "A turn lasts 1 to 56 days, a silence 1 to 240 minutes, and nobody is called over 20 times."
        ),
    )


class NotOfProvider(Refused):
    code, kind, text = "not_of_provider", INVALID, gettext_lazy("{0} does not answer calls for {1}.")


class RotaRetired(Refused):
    code, kind, text = "rota_retired", CONFLICT, gettext_lazy("The rota {0} is no longer in use.")


class RotaInUse(Refused):
    code, kind, text = (
        "rota_in_use",
        CONFLICT,
        gettext_lazy("The step {0} still calls this rota; let it call somebody else first."),
    )


class SpanTurned(Refused):
    code, kind, text = "span_turned", INVALID, gettext_lazy("It must end after it begins.")


class NoteEmpty(Refused):
    code, kind, text = "note_empty", INVALID, gettext_lazy("Write what the next one has to know.")


class ContactUnknown(Refused):
    code, kind, text = "contact_unknown", INVALID, gettext_lazy("No agreement of {1} names the contact {0}.")


class TargetOfTwo(Refused):
    code, kind, text = "target_of_two", INVALID, gettext_lazy("A step calls a rota or a person, not both.")
