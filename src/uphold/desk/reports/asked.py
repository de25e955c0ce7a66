"""What a report is asked, between the address and the scope: provider, period and filters, with their form."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.translation import gettext

from uphold.access import Actor, NotAllowed, Permission
from uphold.desk.queue.filters import number_in, organisation_in, select, text
from uphold.people.access import visible_staff, visible_teams
from uphold.people.models import Provider
from uphold.reports.access import get_reported_provider, reported_providers
from uphold.reports.known import Filter, Report
from uphold.reports.period import DAYS, Period, month_of, months_later, quarter_of
from uphold.reports.scope import Scope, scope_of
from uphold.ui.components.field import Choice, Field

NAMES = ("provider", "period", "from", "to", "team", "staff", "customer")
MONTHS, QUARTERS = 13, 6


@dataclass(frozen=True, slots=True)
class Asked:
    """`typed` is what the address says; `providers` those whose figures the reader may see."""

    scope: Scope
    typed: Mapping[str, str]
    providers: tuple[Provider, ...]

    def query(self, **more: str) -> str:
        """The same question elsewhere, without what was not asked."""
        kept = {name: value for name, value in {**self.typed, **more}.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


def asked_of(actor: Actor, report: Report, address: Mapping[str, str], *, at: datetime) -> Asked:
    """Without a provider, the first by name. A filter that this report does not have is left out."""
    providers = tuple(reported_providers(actor))
    if not providers:
        raise NotAllowed(Permission.REPORT_READ)
    known = {"provider", *(str(each) for each in report.filters)}
    if Filter.PERIOD in report.filters:
        known |= {"from", "to"}
    typed = {name: address.get(name, "").strip() if name in known else "" for name in NAMES}
    scope = scope_of(
        actor,
        chosen_of(actor, providers, typed["provider"]),
        at=at,
        period=typed["period"],
        from_on=day_in(typed["from"]),
        last_on=day_in(typed["to"]),
        team_id=number_in(typed["team"]),
        staff_id=number_in(typed["staff"]),
        organisation_id=organisation_in(actor, typed["customer"]),
    )
    return Asked(scope=scope, typed=typed, providers=providers)


def chosen_of(actor: Actor, providers: Sequence[Provider], typed: str) -> Provider:
    """One that is not among them is asked for at the door, which says why."""
    if not typed:
        return providers[0]
    number = number_in(typed) or 0
    known = next((each for each in providers if each.pk == number), None)
    return known or get_reported_provider(actor, number)


def fields_of(asked: Asked, report: Report) -> list[Field]:
    """The form without the two days, which stand apart."""
    typed = asked.typed
    made = []
    if len(asked.providers) > 1:
        providers = [(str(each.pk), each.name) for each in asked.providers]
        made.append(required("provider", gettext("Provider"), providers, str(asked.scope.provider_id)))
    if Filter.PERIOD in report.filters:
        made.append(required("period", gettext("Period"), periods(asked.scope), asked.scope.period.name))
    if Filter.TEAM in report.filters:
        teams = visible_teams(asked.scope.actor).filter(provider_id=asked.scope.provider_id).order_by("name")
        made.append(
            select("team", gettext("Team"), [(str(each.pk), each.name) for each in teams], typed["team"])
        )
    if Filter.STAFF in report.filters:
        staff = visible_staff(asked.scope.actor).filter(grants__provider_id=asked.scope.provider_id)
        people = [(str(each.pk), each.name) for each in staff.order_by("name")]
        made.append(select("staff", gettext("Person"), people, typed["staff"]))
    if Filter.CUSTOMER in report.filters:
        made.append(text("customer", gettext("Customer"), typed["customer"]))
    return made


def days_of(asked: Asked, report: Report) -> list[Field]:
    """The two days of a period of one's own; the last belongs to it."""
    if Filter.PERIOD not in report.filters:
        return []
    period = asked.scope.period
    return [
        Field(
            name=name, label=label, kind="date", value=day.isoformat(), is_required=True, id=f"filter-{name}"
        )
        for name, label, day in (
            ("from", gettext("First day"), period.from_on),
            ("to", gettext("Last day"), period.last_on),
        )
    ]


def periods(scope: Scope) -> list[tuple[str, str]]:
    """The latest months and quarters, the one that is asked, and days of one's own."""
    known = {period.name: period for period in recent(scope.today.replace(day=1), scope)}
    known.setdefault(scope.period.name, scope.period)
    known.pop(DAYS, None)
    named = [(name, period_words(period)) for name, period in known.items()]
    return [*named, (DAYS, gettext("own days"))]


def recent(first: date, scope: Scope) -> Iterator[Period]:
    for count in range(MONTHS):
        yield month_of(months_later(first, -count), zone=scope.zone)
    for count in range(QUARTERS):
        yield quarter_of(months_later(first, -3 * count), zone=scope.zone)


def period_words(period: Period) -> str:
    if period.name == DAYS:
        return gettext("%(first)s to %(last)s") % {
            "first": date_format(period.from_on, "j M Y"),
            "last": date_format(period.last_on, "j M Y"),
        }
    if "Q" in period.name:
        year, quarter = period.name.split("-")
        return gettext("%(quarter)s of %(year)s") % {"quarter": quarter, "year": year}
    return date_format(period.from_on, "F Y")


def required(name: str, label: str, known: list[tuple[str, str]], chosen: str) -> Field:
    """A choice that is always made."""
    return Field(
        name=name,
        label=label,
        kind="select",
        choices=tuple(Choice(value, words, is_chosen=value == chosen) for value, words in known),
        is_required=True,
        id=f"filter-{name}",
    )


def day_in(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
