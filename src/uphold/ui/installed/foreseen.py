"""What a unit brings along to a ticket, said before the ticket is sent."""

from collections.abc import Iterator

from uphold.policy.document.agreement import Agreement
from uphold.products.warranty import warranty_by
from uphold.tickets.units import NamedUnit, Place, facts_of_unit
from uphold.ui.components.fact import Fact
from uphold.ui.installed.standing import Href, ending_words, uncovered_words, unsupported_words, warranty_fact


def unit_facts(
    agreement: Agreement, named: NamedUnit | None, *, place: Place, href: Href
) -> tuple[Fact, ...]:
    """A support or sale that ended or ends soon, with its day; a contract that names other units; the warranty."""
    return tuple(told(agreement, named, place=place, href=href)) if named and named.unit else ()


def told(agreement: Agreement, named: NamedUnit, *, place: Place, href: Href) -> Iterator[Fact]:
    unit = named.unit
    if unit is None:
        return
    if ended := unsupported_words(unit, on=place.on):
        yield Fact("", ended)
    elif ending := ending_words(unit, on=place.on):
        yield Fact("", ending)
    if facts_of_unit(agreement, named, place=place).get("covered") == "no":
        yield Fact("", uncovered_words())
    end = warranty_by(agreement, unit)
    if end.citation is not None or end.on is not None:
        yield warranty_fact(end, on=place.on, href=href)
