"""Numbers without gaps: taken in the transaction of their row, under the lock of the provider's series."""

from uphold.hardware.models import ReturnSeries
from uphold.people.models import Provider


def take_return_number(provider: Provider) -> tuple[int, str]:
    series = locked_series(provider)
    serial, series.next_return = series.next_return, series.next_return + 1
    series.save(update_fields=["next_return"])
    return serial, f"{provider.ticket_prefix}-R{serial}"


def take_analysis_number(provider: Provider) -> tuple[int, str]:
    series = locked_series(provider)
    serial, series.next_analysis = series.next_analysis, series.next_analysis + 1
    series.save(update_fields=["next_analysis"])
    return serial, f"{provider.ticket_prefix}-FA{serial}"


def locked_series(provider: Provider) -> ReturnSeries:
    ReturnSeries.objects.get_or_create(provider=provider)
    return ReturnSeries.objects.select_for_update(no_key=True).get(provider=provider)
