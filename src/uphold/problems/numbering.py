"""Numbers of bugs: one series a provider, without holes."""

from uphold.people.models import Provider
from uphold.problems.models import Bug


def take_number(provider: Provider) -> str:
    """The next number; the provider's row is locked until the transaction ends. Bugs are never deleted."""
    locked = Provider.objects.select_for_update(no_key=True).get(pk=provider.pk)
    serial = Bug.objects.filter(provider=locked).count() + 1
    return f"{locked.ticket_prefix}-B{serial}"
