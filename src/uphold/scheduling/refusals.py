"""What verbs of appointments refuse."""

from django.utils.translation import gettext_lazy

from uphold.kit import CONFLICT, INVALID, Refused
from uphold.policy.decide.rule import Citation


class SlotTaken(Refused):
    code, kind, text = (
        "slot_taken",
        CONFLICT,
        gettext_lazy("This time was booked a moment ago; choose another."),
    )


class BookedThen(Refused):
    code, kind, text = (
        "booked_then",
        CONFLICT,
        gettext_lazy("Ticket {0} has an appointment at this time already."),
    )


class SlotClosed(Refused):
    code, kind, text = "slot_closed", CONFLICT, gettext_lazy("Nobody can be booked at this time.")


class SlotOver(Refused):
    code, kind, text = "slot_over", INVALID, gettext_lazy("This time is over; choose one to come.")


class AppointmentEndsFirst(Refused):
    code, kind, text = "appointment_ends_first", INVALID, gettext_lazy("It ends after it begins.")


class SlotNotOffered(Refused):
    """Carries the row, for faces to show."""

    code, kind, text = (
        "slot_not_offered",
        CONFLICT,
        gettext_lazy("By the agreement there is no appointment at this time (clause {0})."),
    )

    def __init__(self, citation: Citation | None) -> None:
        super().__init__(citation.clause if citation else "-")
        self.citation = citation


class AppointmentIsOver(Refused):
    code, kind, text = "appointment_is_over", CONFLICT, gettext_lazy("This appointment is {0}; book another.")


class AppointmentToCome(Refused):
    code, kind, text = "appointment_to_come", CONFLICT, gettext_lazy("This appointment has not begun yet.")


class AppointmentUnderWay(Refused):
    code, kind, text = (
        "appointment_under_way",
        CONFLICT,
        gettext_lazy("This appointment has begun: say how it ended."),
    )


class AppointmentChanged(Refused):
    code, kind, text = (
        "appointment_changed",
        CONFLICT,
        gettext_lazy("Somebody changed this appointment meanwhile; read it again."),
    )


class NoPriceToName(Refused):
    code, kind, text = (
        "no_price_to_name",
        CONFLICT,
        gettext_lazy("The price of this appointment is not open."),
    )


class PriceUnreadable(Refused):
    code, kind, text = (
        "price_unreadable",
        INVALID,
        gettext_lazy("“{0}” is not a price; write it like “$80.00 per hour”."),
    )


class NothingToAgree(Refused):
    code, kind, text = "nothing_to_agree", CONFLICT, gettext_lazy("This appointment waits for no consent.")


class ReadyAlready(Refused):
    code, kind, text = "ready_already", CONFLICT, gettext_lazy("“{0}” is attested or waived already.")


class ListedAlready(Refused):
    code, kind, text = "listed_already", CONFLICT, gettext_lazy("“{0}” is on the list already.")


class ReasonMissing(Refused):
    code, kind, text = "reason_missing", INVALID, gettext_lazy("Say why.")


class NotBookable(Refused):
    code, kind, text = "not_bookable", CONFLICT, gettext_lazy("{0} does not work for {1}.")


class WindowWrong(Refused):
    code, kind, text = "window_wrong", INVALID, gettext_lazy("A window of {0} minutes holds no slot of {1}.")


class SlotTooShort(Refused):
    code, kind, text = (
        "slot_too_short",
        INVALID,
        gettext_lazy("A slot lasts at least five minutes, and at most twelve hours."),
    )
