"""What a report is asked about: whose figures, of which period, and of whom alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from uphold.access import Actor
from uphold.agreements.access import PUBLISHED
from uphold.agreements.models import Version
from uphold.metering.models import WorkEntry
from uphold.people.models import Organisation, Provider, Staff
from uphold.reports.access import get_reported_provider
from uphold.reports.period import Period, period_named

UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A filter that is None leaves everybody in. `at` is when it is asked."""

    actor: Actor
    provider_id: int
    provider_name: str
    period: Period
    at: datetime
    team_id: int | None = None
    staff_id: int | None = None
    organisation_id: int | None = None

    @property
    def zone(self) -> ZoneInfo:
        return self.period.zone

    @property
    def today(self) -> date:
        return self.at.astimezone(self.zone).date()


def open_scope(
    actor: Actor,
    provider_id: int,
    *,
    at: datetime,
    period: str = "",
    from_on: date | None = None,
    last_on: date | None = None,
    team_id: int | None = None,
    staff_id: int | None = None,
    organisation_id: int | None = None,
) -> Scope:
    """Through the door. A filter that names somebody of another provider finds nothing."""
    return scope_of(
        actor,
        get_reported_provider(actor, provider_id),
        at=at,
        period=period,
        from_on=from_on,
        last_on=last_on,
        team_id=team_id,
        staff_id=staff_id,
        organisation_id=organisation_id,
    )


def scope_of(
    actor: Actor,
    provider: Provider,
    *,
    at: datetime,
    period: str = "",
    from_on: date | None = None,
    last_on: date | None = None,
    team_id: int | None = None,
    staff_id: int | None = None,
    organisation_id: int | None = None,
) -> Scope:
    """The same for a provider that the door gave."""
    zone = zone_of_provider(provider)
    return Scope(
        actor=actor,
        provider_id=provider.pk,
        provider_name=provider.name,
        period=period_named(period, zone=zone, at=at, from_on=from_on, last_on=last_on),
        at=at,
        team_id=team_id,
        staff_id=staff_id,
        organisation_id=organisation_id,
    )


def zone_of_provider(provider: Provider) -> ZoneInfo:
    """The clock of the latest agreement that the provider published; Greenwich's until there is one."""
    versions = Version.objects.filter(
        agreement__provider=provider, agreement__is_annex=False, status__in=PUBLISHED
    )
    name = versions.order_by("-effective_on", "-id").values_list("timezone", flat=True).first()
    return ZoneInfo(name) if name else UTC


def staff_in(scope: Scope) -> QuerySet[Staff]:
    """Whose work is asked for. Also when everybody's is: the index of each person's work finds that of a period."""
    staff = Staff.objects.all()
    if scope.staff_id is not None:
        staff = staff.filter(pk=scope.staff_id)
    if scope.team_id is not None:
        staff = staff.filter(
            memberships__team_id=scope.team_id, memberships__team__provider_id=scope.provider_id
        )
    return staff


def worked_in(scope: Scope) -> QuerySet[WorkEntry]:
    """Work that stands and began in the period."""
    entries = WorkEntry.objects.filter(
        reverses=None,
        reversal=None,
        staff__in=staff_in(scope),
        started_at__gte=scope.period.from_at,
        started_at__lt=scope.period.until_at,
        ticket__provider_id=scope.provider_id,
    )
    if scope.organisation_id is not None:
        entries = entries.filter(ticket__organisation_id=scope.organisation_id)
    return entries


def names_of_organisations(ids: set[int]) -> dict[int, str]:
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}
