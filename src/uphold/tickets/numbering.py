"""Numbers: one series a provider, without holes that matter and without doubles."""

from dataclasses import dataclass

from django.db.models import F

from uphold.people.models import Provider
from uphold.tickets.models import NumberSeries


@dataclass(frozen=True, slots=True)
class TicketNumber:
    serial: int
    number: str


def take_number(provider: Provider) -> TicketNumber:
    return take_numbers(provider, count=1)[0]


def take_numbers(provider: Provider, *, count: int) -> list[TicketNumber]:
    """The next numbers, taken for good when the transaction commits; the series is locked until then."""
    NumberSeries.objects.get_or_create(provider=provider)
    series = NumberSeries.objects.select_for_update(no_key=True).get(provider=provider)
    NumberSeries.objects.filter(pk=series.pk).update(next_serial=F("next_serial") + count)
    serials = range(series.next_serial, series.next_serial + count)
    return [TicketNumber(serial, f"{provider.ticket_prefix}-{serial}") for serial in serials]
