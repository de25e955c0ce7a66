"""The account with each provider: what there is, what waits, what was ordered, and how it stands."""

from dataclasses import dataclass

from django.http import HttpResponse

from uphold.access import Permission
from uphold.people.models import Provider
from uphold.people.queries import provider_list
from uphold.portal.account.purse import Purse, purse_of
from uphold.portal.account.standing import Stands, stands_of
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of
from uphold.ui.respond import shown


@dataclass(frozen=True, slots=True)
class Section:
    """One provider's part of the page; `stands` is for those who may read it."""

    provider: Provider
    purse: Purse
    stands: Stands | None


@portal_page(need=Permission.CREDITS_READ)
def show(request: PageRequest) -> HttpResponse:
    reader = reader_of(request)
    sections = [section_of(request, provider, reader=reader) for provider in provider_list(request.actor)]
    topic = f"organisation:{request.actor.organisation_id}"
    values = {"sections": sections, "topic": topic}
    around = framed(request, values, current="account", topics=[topic])
    return shown(request, "portal/account/show.html#account", around)


def section_of(request: PageRequest, provider: Provider, *, reader: Reader) -> Section:
    actor = request.actor
    may_read = actor.may(Permission.STANDING_READ)
    return Section(
        provider=provider,
        purse=purse_of(actor, provider, reader=reader),
        stands=stands_of(actor.organisation_id or 0, provider, reader=reader) if may_read else None,
    )
