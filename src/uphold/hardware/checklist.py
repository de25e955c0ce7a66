"""The steps that an evaluation begins with, by the family of the product."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext, gettext_noop

ANY = (
    gettext_noop("The serial number on the unit is the one of the ticket"),
    gettext_noop("No water, fire, fall or foreign part is seen"),
    gettext_noop("It was fitted and powered as its manual asks"),
    gettext_noop("It starts with a power supply that is known to work"),
    gettext_noop("The newest firmware does not cure it"),
    gettext_noop("The fault shows again on the bench"),
)
FAMILIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "phone": (
            gettext_noop("Handset, speaker and microphone carry sound both ways"),
            gettext_noop("Keys and display answer"),
            gettext_noop("It registers over another cable and port"),
        ),
        "gateway": (
            gettext_noop("Every port holds a loop-back call"),
            gettext_noop("No surge has passed through the line ports"),
        ),
        "card": (gettext_noop("It is found in another slot of another computer"),),
    }
)


def steps_for(family: str) -> list[str]:
    """Those of every unit, and those of the families whose word is in the product's family."""
    own = [step for word, steps in FAMILIES.items() if word in family.casefold() for step in steps]
    return [gettext(step) for step in (*ANY[:4], *own, *ANY[4:])]
