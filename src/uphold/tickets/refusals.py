"""What several verbs of tickets refuse alike."""

from django.utils.translation import gettext_lazy

from uphold.kit import CONFLICT, INVALID, Refused


class TicketIsOver(Refused):
    code, kind, text = "ticket_is_over", CONFLICT, gettext_lazy("Ticket {0} is closed; reopen it first.")


class TicketIsResolved(Refused):
    code, kind, text = (
        "ticket_is_resolved",
        CONFLICT,
        gettext_lazy("Ticket {0} is resolved; reopen it first."),
    )


class WordsMissing(Refused):
    code, kind, text = "words_missing", INVALID, gettext_lazy("Write something first.")


class WordsTooLong(Refused):
    code, kind, text = "words_too_long", INVALID, gettext_lazy("Write at most {0} characters.")


class SaidAlready(Refused):
    code, kind, text = (
        "said_already",
        CONFLICT,
        gettext_lazy("These very words were sent a moment ago; they are in ticket {0}."),
    )


class NameUnknown(Refused):
    code, kind, text = "name_unknown", INVALID, gettext_lazy("The agreement knows no {0} named {1}.")
