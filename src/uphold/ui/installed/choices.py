"""The units that a ticket may be about, as one chooses among them."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.products.models import Unit
from uphold.products.warranty import is_supported, support_ends_on
from uphold.tickets.models import Ticket
from uphold.tickets.units import MOST_LISTED, NamedUnit, Place, unit_named, units_to_name
from uphold.ui.installed.wording import KINDS, day_words, model_words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

NONE_OF_THEM = gettext_lazy("none of them")
LONGEST_KEY = 120


class TypedUnit(forms.CharField):
    """A name that must be one of those that may be meant."""

    def __init__(self, *, place: Place, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(**kwargs)
        self.place = place

    def clean(self, value: object) -> str:
        key: str = super().clean(value)
        if key and unit_named(self.place, key) is None:
            raise forms.ValidationError(gettext("No unit of this name is known here."))
        return key


def unit_field(
    place: Place,
    *,
    label: "str | Words",
    none: "str | Words" = NONE_OF_THEM,
    help_text: "str | Words" = "",
    ticket: Ticket | None = None,
) -> forms.Field | None:
    """A choice; a line to type in where there are too many to look through; None where there is no unit.

    Of a `ticket` that is there its own unit is chosen.
    """
    units = units_to_name(place, chosen=ticket.unit_id if ticket else None)
    if not units:
        return None
    initial = next((each.key for each in units if ticket and is_unit_of(ticket, each)), "")
    if len(units) > MOST_LISTED:
        typed = gettext_lazy("Type the serial number, as it stands on the unit.")
        return TypedUnit(
            place=place,
            label=label,
            required=False,
            max_length=LONGEST_KEY,
            help_text=typed,
            initial=initial,
        )
    choices = [("", str(none)), *((each.key, choice_words(each, on=place.on)) for each in units)]
    return forms.ChoiceField(
        label=label, required=False, choices=choices, help_text=help_text, initial=initial
    )


def is_unit_of(ticket: Ticket, named: NamedUnit) -> bool:
    if ticket.unit_id is not None:
        return named.unit is not None and named.unit.pk == ticket.unit_id
    return bool(named.covered) and named.name == ticket.covered_unit


def choice_words(named: NamedUnit, *, on: date) -> str:
    """What it is and where it stands; that its support has ended is said before anybody chooses it."""
    if named.unit is None:
        return gettext("%(name)s (%(kind)s)") % {"name": named.name, "kind": KINDS[named.kind]}
    unit = named.unit
    parts = [named.key, model_words(unit.product, unit.version), unit.site.name if unit.site else ""]
    return " · ".join(part for part in (*parts, ended_words(unit, on=on)) if part)


def ended_words(unit: Unit, *, on: date) -> str:
    if is_supported(unit, on=on):
        return ""
    return gettext("support ended on %(day)s") % {"day": day_words(support_ends_on(unit))}


def opened_words(ticket: Ticket) -> str:
    """What is said to whoever opened it."""
    said = {"number": ticket.number, "unit": ticket.unit_name}
    if said["unit"]:
        return gettext("Ticket %(number)s is open. It is about %(unit)s.") % said
    return gettext("Ticket %(number)s is open.") % said
