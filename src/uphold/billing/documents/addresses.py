"""Addresses as letters carry them: the place before or after its code, the country where a border is crossed."""

from collections.abc import Iterator

from babel import Locale

from uphold.billing.documents.manuscript import Party

PLACE_FIRST = frozenset({"US", "CA", "AU", "GB", "IE", "IN", "NZ", "ZA"})
"""Where the code follows the name of the place."""


def address_of(party: Party, *, seen_from: str, locale: Locale) -> Iterator[str]:
    """`seen_from` is the country of the sender; empty, so that the country is always named."""
    place = (party.city, party.postcode) if party.country in PLACE_FIRST else (party.postcode, party.city)
    country = locale.territories.get(party.country, party.country) if party.country != seen_from else ""
    lines = (party.street, " ".join(part for part in place if part), country)
    return (line for line in lines if line)
