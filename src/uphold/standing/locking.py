"""The lock of a customer's standing: its customership, one row below everything that is written here."""

from uphold.people.models import Customership


def lock_customer(*, organisation_id: int, provider_id: int) -> Customership:
    """Ours until the transaction ends. Whoever reports, suspends, lifts or warns takes it first."""
    rows = Customership.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("organisation", "provider").get(
        organisation_id=organisation_id, provider_id=provider_id
    )
