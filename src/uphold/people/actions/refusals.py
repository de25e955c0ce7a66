"""What several verbs of people refuse alike."""

from django.utils.translation import gettext_lazy

from uphold.kit import CONFLICT, INVALID, Refused


class NameMissing(Refused):
    code, kind, text = "name_missing", INVALID, gettext_lazy("Give a name.")


class NameTaken(Refused):
    code, kind, text = "name_taken", CONFLICT, gettext_lazy("There is already one named {0}.")


class AddressTaken(Refused):
    code, kind, text = "address_taken", CONFLICT, gettext_lazy("The address {0} is already in use.")


def named(name: str) -> str:
    """The name without blanks around it, or a refusal."""
    if not name.strip():
        raise NameMissing
    return name.strip()
