"""What several verbs of bugs refuse alike."""

from django.utils.translation import gettext_lazy

from uphold.kit import CONFLICT, INVALID, Refused


class BugIncomplete(Refused):
    code, kind, text = "bug_incomplete", INVALID, gettext_lazy("A bug needs words for this: {0}.")


class AddressMalformed(Refused):
    code, kind, text = (
        "address_malformed",
        INVALID,
        gettext_lazy("“{0}” is not the address of a page; it begins with https://."),
    )


class BugIsClosed(Refused):
    code, kind, text = "bug_is_closed", CONFLICT, gettext_lazy("Bug {0} is closed; reopen it first.")


class BugIsReleased(Refused):
    code, kind, text = (
        "bug_is_released",
        CONFLICT,
        gettext_lazy("What was made for bug {0} is out; reopen it if it did not help."),
    )


class BugIsMerged(Refused):
    code, kind, text = (
        "bug_is_merged",
        CONFLICT,
        gettext_lazy("Bug {0} is the same as {1}, where its tickets are; it changes no more."),
    )


class ReleaseIsOut(Refused):
    code, kind, text = "release_is_out", CONFLICT, gettext_lazy("{0} is out; it changes no more.")
