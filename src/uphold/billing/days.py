"""Days as a provider counts them: in the zone of its latest agreement."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from uphold.agreements.models import Version


def zone_of(provider_id: int) -> ZoneInfo:
    """UTC before there is an agreement."""
    published = Version.objects.filter(agreement__provider_id=provider_id, published_at__isnull=False)
    latest = published.order_by("-effective_on", "-id").values_list("timezone", flat=True).first()
    return ZoneInfo(latest or "UTC")


def day_of(at: datetime, *, provider_id: int) -> date:
    return at.astimezone(zone_of(provider_id)).date()


def beginning_of(on: date, *, provider_id: int) -> datetime:
    return datetime.combine(on, time.min, tzinfo=zone_of(provider_id))
