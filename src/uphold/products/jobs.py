"""What agreements change about units while nobody touches them: until when each is under warranty, for the lists."""

from collections.abc import Iterator
from datetime import datetime

from uphold.agreements.bridge import compiled
from uphold.kit.one_by_one import one_by_one
from uphold.kit.transaction import atomic
from uphold.people.models import Customership
from uphold.products.models import Unit
from uphold.products.warranty import terms_of, warranty_by

BATCH = 500


def derive_warranties(at: datetime) -> int:
    """Stores the last day of warranty where the agreement in force says another than is stored; how many did."""
    customers = Customership.objects.filter(organisation__units__isnull=False).distinct().order_by("pk")
    return one_by_one(
        customers,
        lambda customer: derive_of(customer, at=at),
        name=lambda customer: f"organisation {customer.organisation_id} at provider {customer.provider_id}",
        failed="customers whose warranties cannot be asked",
    )


@atomic
def derive_of(customer: Customership, *, at: datetime) -> int:
    units = Unit.objects.filter(organisation_id=customer.organisation_id, provider_id=customer.provider_id)
    locked = units.select_for_update(of=("self",), no_key=True).select_related("product").order_by("pk")
    return sum(derive_batch(batch, at=at) for batch in batches(list(locked)))


def derive_batch(units: list[Unit], *, at: datetime) -> int:
    terms = terms_of(units[0], at=at)
    agreement = compiled(terms.version, terms.annexes) if terms else None
    changed = []
    for unit in units:
        until = warranty_by(agreement, unit).on if agreement else unit.warranty_ends_on
        if until != unit.under_warranty_until:
            unit.under_warranty_until = until
            changed.append(unit)
    Unit.objects.bulk_update(changed, ["under_warranty_until"])
    return len(changed)


def batches(units: list[Unit]) -> Iterator[list[Unit]]:
    for start in range(0, len(units), BATCH):
        yield units[start : start + BATCH]
