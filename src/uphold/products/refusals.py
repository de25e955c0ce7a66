"""What several verbs of the installed base refuse alike."""

from django.utils.translation import gettext_lazy

from uphold.kit import CONFLICT, INVALID, Refused


class ProductNameMissing(Refused):
    code, kind, text = "product_name_missing", INVALID, gettext_lazy("Give a name, in up to {0} characters.")


class NameIsTaken(Refused):
    code, kind, text = "name_is_taken", CONFLICT, gettext_lazy("There is already one named {0}.")


class SupportEndsBeforeSale(Refused):
    code, kind, text = (
        "support_ends_before_sale",
        INVALID,
        gettext_lazy("What is still sold is supported: support ends on the last day of sale or later."),
    )


class ValueIsUnknown(Refused):
    code, kind, text = "value_is_unknown", INVALID, gettext_lazy("“{0}” is none of: {1}.")


class SerialIsTaken(Refused):
    code, kind, text = (
        "serial_is_taken",
        CONFLICT,
        gettext_lazy("{0} is in the installed base already."),
    )


class NotOfThisUnit(Refused):
    code, kind, text = (
        "not_of_this_unit",
        INVALID,
        gettext_lazy("{0} belongs to another product, customer or provider."),
    )


class UnitIsGone(Refused):
    code, kind, text = (
        "unit_is_gone",
        CONFLICT,
        gettext_lazy("{0} was replaced or retired; put it back in use first."),
    )


class UnitIsReplaced(Refused):
    code, kind, text = (
        "unit_is_replaced",
        CONFLICT,
        gettext_lazy("{0} was replaced by {1} before."),
    )


class CannotReplaceItself(Refused):
    code, kind, text = "cannot_replace_itself", INVALID, gettext_lazy("Name another unit than {0} itself.")


def named(name: str, *, longest: int) -> str:
    """The name without blanks around it, or a refusal."""
    name = " ".join(name.split())
    if not name or len(name) > longest:
        raise ProductNameMissing(longest)
    return name
