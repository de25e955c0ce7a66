"""The self-check of the ledger: what is stored beside what follows from the movements. It corrects nothing."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.credits.checking import Difference, Extent, check_ledger, extent_of_check
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.people.access import get_provider, visible_providers
from uphold.people.models import Provider
from uphold.ui.components.field import Choice, Field
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

LONGEST_KEY, MOST_SHOWN = 18, 200


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of one provider found; `differences` None where all is as it should be."""

    provider: Provider
    extent: Extent
    differences: Table | None
    count: int


@desk_page(need=Permission.CREDITS_MANAGE)
def show(request: PageRequest) -> HttpResponse:
    """Of one provider at a time; with `?provider=` it is checked now."""
    providers = own_providers(request)
    asked = request.GET.get("provider", "")
    is_asked = asked.isdecimal() and len(asked) <= LONGEST_KEY
    values = {
        "checked": checked_of(request, int(asked)) if is_asked else None,
        "provider_field": provider_field(providers, chosen=asked),
    }
    return shown(request, "desk/accounts/check.html", framed(request, values, current="accounts"))


def own_providers(request: PageRequest) -> list[Provider]:
    ids = request.actor.provider_ids_for(Permission.CREDITS_MANAGE)
    return list(visible_providers(request.actor).filter(pk__in=ids).order_by("name"))


def checked_of(request: PageRequest, provider_id: int) -> Checked:
    provider = get_provider(request.actor, provider_id, need=Permission.CREDITS_MANAGE)
    found = check_ledger(provider)
    return Checked(
        provider=provider,
        extent=extent_of_check(provider),
        differences=table_of(found) if found else None,
        count=len(found),
    )


def table_of(found: list[Difference]) -> Table:
    columns = (
        Column(gettext("Where")),
        Column(gettext("What")),
        Column(gettext("Stored"), is_number=True),
        Column(gettext("Derived"), is_number=True),
    )
    rows = tuple(Row(cells=(each.place, each.what, each.stored, each.derived)) for each in found[:MOST_SHOWN])
    return Table(caption=gettext("Differences"), columns=columns, rows=rows)


def provider_field(providers: list[Provider], *, chosen: str) -> Field:
    return Field(
        name="provider",
        label=gettext("Provider"),
        kind="select",
        choices=tuple(
            Choice(str(each.pk), each.name, is_chosen=str(each.pk) == chosen) for each in providers
        ),
        id="check-provider",
        is_required=True,
    )
