"""The units that a contract covers by name, as one chooses among them."""

from collections.abc import Iterable
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_lazy

from uphold.agreements.models import CoveredUnit
from uphold.tickets.models import Ticket

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

KINDS = MappingProxyType(
    {
        CoveredUnit.Kind.SERIAL.value: gettext_lazy("serial"),
        CoveredUnit.Kind.DEPLOYMENT.value: gettext_lazy("deployment"),
    }
)


NONE_OF_THEM = gettext_lazy("none of them")


def unit_choices(
    units: Iterable[CoveredUnit], *, none: "str | Words" = NONE_OF_THEM
) -> list[tuple[str, str]]:
    """With the words for none of them first; no choices where there is no unit."""
    named = {unit.name: unit_words(unit) for unit in units}
    return [("", str(none)), *named.items()] if named else []


def opened_words(ticket: Ticket) -> str:
    """What is said to whoever opened it."""
    said = {"number": ticket.number, "unit": ticket.covered_unit}
    if ticket.covered_unit:
        return gettext("Ticket %(number)s is open. It is about %(unit)s.") % said
    return gettext("Ticket %(number)s is open.") % said


def unit_words(unit: CoveredUnit) -> str:
    return gettext("%(name)s (%(kind)s)") % {"name": unit.name, "kind": KINDS[unit.kind]}
