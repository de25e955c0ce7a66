"""What the verbs of service changes refuse, in sentences."""

from django.utils.translation import gettext_lazy

from uphold.kit import CONFLICT, INVALID, Refused


class SaleHasEnded(Refused):
    code, kind, text = (
        "sale_has_ended",
        CONFLICT,
        gettext_lazy("{0} was sold until {1}; it cannot be added any more."),
    )


class KindUnknown(Refused):
    code, kind, text = (
        "service_change_kind_unknown",
        INVALID,
        gettext_lazy("“{0}” is no kind of service change."),
    )


class ProductMissing(Refused):
    code, kind, text = "service_change_product_missing", INVALID, gettext_lazy("Choose what to add.")


class UnitMissing(Refused):
    code, kind, text = "service_change_unit_missing", INVALID, gettext_lazy("Choose the service it is about.")


class UnitIsGone(Refused):
    code, kind, text = "service_change_unit_is_gone", CONFLICT, gettext_lazy("{0} is not in use any more.")


class QuantityWrong(Refused):
    code, kind, text = (
        "service_change_quantity_wrong",
        INVALID,
        gettext_lazy("Say how many, from 1 to {0}."),
    )


class DayIsPast(Refused):
    code, kind, text = "service_change_day_is_past", INVALID, gettext_lazy("{0} is past; name a day ahead.")


class WordsMissing(Refused):
    code, kind, text = "service_change_words_missing", INVALID, gettext_lazy("Say {0}.")


class NamesDoNotFit(Refused):
    code, kind, text = (
        "service_change_names_do_not_fit",
        INVALID,
        gettext_lazy("{0} were asked for; name each of them once."),
    )


class StateDoesNotFit(Refused):
    code, kind, text = (
        "service_change_state_does_not_fit",
        CONFLICT,
        gettext_lazy("The change of {0} is {1} already."),
    )
