"""The columns that matter, by the names that lists of equipment give them, in small letters."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "customer": ("customer", "organisation", "organization", "account", "company", "kunde"),
        "name": (
            *("serial", "serial number", "serial no", "serial no.", "s/n", "sn", "unit", "name", "id"),
            *("deployment id", "service", "seriennummer"),
        ),
        "product": ("product", "product name", "model", "item", "produkt"),
        "kind": ("kind", "type", "art"),
        "version": ("version", "firmware", "release", "software version"),
        "site": ("site", "location", "place", "standort"),
        "deployment": ("deployment", "belongs to", "part of", "system"),
        "state": ("state", "status", "zustand"),
        "shipped_on": ("shipped on", "shipped", "ship date", "shipping date", "delivered on", "lieferdatum"),
        "purchased_on": ("purchased on", "purchased", "purchase date", "bought on", "kaufdatum"),
        "warranty_ends_on": (
            *("warranty ends on", "warranty until", "warranty end", "warranty expires", "garantie bis"),
        ),
    }
)
REQUIRED = ("customer", "name", "product")
DAYS = ("shipped_on", "purchased_on", "warranty_ends_on")


def places_in(header: Sequence[str]) -> dict[str, int]:
    """Where each of the columns that matter stands in a header.

    >>> places_in(["Serial No.", "Kunde", "Colour"])
    {'customer': 1, 'name': 0}
    """
    plain = [" ".join(name.replace("_", " ").split()).casefold() for name in header]
    found = {
        wanted: next((plain.index(name) for name in names if name in plain), None)
        for wanted, names in NAMES.items()
    }
    return {wanted: place for wanted, place in found.items() if place is not None}


def passed_over(header: Sequence[str]) -> list[str]:
    """The columns that nothing is read from."""
    used = set(places_in(header).values())
    return [name for place, name in enumerate(header) if place not in used and name.strip()]
