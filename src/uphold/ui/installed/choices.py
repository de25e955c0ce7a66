"""The units that a ticket may be about, as one chooses among them."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.products.models import Unit
from uphold.products.warranty import is_supported, support_ends_on
from uphold.tickets.models import Ticket
from uphold.tickets.units import MOST_LISTED, NamedUnit
from uphold.ui.installed.wording import KINDS, day_words, model_words

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

NONE_OF_THEM = gettext_lazy("none of them")
LONGEST_KEY = 120


def unit_field(
    units: Sequence[NamedUnit],
    *,
    on: date,
    label: "str | Words",
    none: "str | Words" = NONE_OF_THEM,
    help_text: "str | Words" = "",
    initial: str = "",
) -> forms.Field | None:
    """A choice; a line to type in where there are too many to look through; None where there is no unit."""
    if not units:
        return None
    if len(units) > MOST_LISTED:
        typed = gettext_lazy("Type the serial number, as it stands on the unit.")
        return forms.CharField(
            label=label, required=False, max_length=LONGEST_KEY, help_text=typed, initial=initial
        )
    choices = [("", str(none)), *((each.key, choice_words(each, on=on)) for each in units)]
    return forms.ChoiceField(
        label=label, required=False, choices=choices, help_text=help_text, initial=initial
    )


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
