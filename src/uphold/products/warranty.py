"""Until when a unit is under warranty, and supported: its days, asked of the agreement that governs it."""

from datetime import date, datetime

from uphold.agreements.bridge import compiled
from uphold.agreements.queries import Terms, terms_in_force
from uphold.policy.document.agreement import Agreement as Compiled
from uphold.policy.scenario.warranty_end import WarrantyEnd, warranty_end
from uphold.products.models import Unit


def warranty_of(unit: Unit, *, at: datetime) -> WarrantyEnd:
    """By the agreement in force at an instant; without any only a day recorded for the unit itself counts."""
    terms = terms_of(unit, at=at)
    if terms is None:
        return WarrantyEnd(on=unit.warranty_ends_on, is_stated=unit.warranty_ends_on is not None)
    return warranty_by(compiled(terms.version, terms.annexes), unit)


def warranty_by(agreement: Compiled, unit: Unit) -> WarrantyEnd:
    return warranty_end(
        agreement,
        product=unit.product.name,
        family=unit.product.family,
        shipped_on=unit.shipped_on,
        purchased_on=unit.purchased_on,
        stated_until=unit.warranty_ends_on,
    )


def terms_of(unit: Unit, *, at: datetime) -> Terms | None:
    return terms_in_force(organisation_id=unit.organisation_id, provider_id=unit.provider_id, at=at)


def sale_ends_on(unit: Unit) -> date | None:
    """The last day on which it is sold: the version's, else the product's."""
    own = unit.version.sale_ends_on if unit.version else None
    return own or unit.product.sale_ends_on


def support_ends_on(unit: Unit) -> date | None:
    """The last day on which it is supported: the version's, else the product's; None while nobody said."""
    own = unit.version.support_ends_on if unit.version else None
    return own or unit.product.support_ends_on


def is_supported(unit: Unit, *, on: date) -> bool:
    ends_on = support_ends_on(unit)
    return ends_on is None or on <= ends_on
