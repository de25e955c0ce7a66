"""The account with each provider: what there is, what waits, what was ordered, and how it stands."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext, ngettext

from uphold.access import Actor, Permission
from uphold.billing.queries import open_invoices
from uphold.people.models import Provider
from uphold.people.queries import provider_list
from uphold.portal.account.purse import Purse, purse_of
from uphold.portal.account.standing import Stands, stands_of
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.ui.accounted.wording import sum_words
from uphold.ui.billed.wording import day
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of
from uphold.ui.respond import shown


@dataclass(frozen=True, slots=True)
class Section:
    """One provider's part of the page; `stands`, and what is `open`, are for those who may read them."""

    provider: Provider
    purse: Purse
    stands: Stands | None
    open: str


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
        open=open_words(actor, provider),
    )


def open_words(actor: Actor, provider: Provider) -> str:
    """What is to be paid, late or not; nothing where nothing is."""
    if not actor.may(Permission.INVOICE_READ):
        return ""
    invoices = open_invoices(organisation_id=actor.organisation_id or 0, provider_id=provider.pk)
    if not invoices:
        return ""
    count = ngettext("%(num)d open invoice", "%(num)d open invoices", len(invoices)) % {"num": len(invoices)}
    said = {"count": count, "sums": sum_words(invoices), "due": day(invoices[0].due_on)}
    return gettext("%(count)s: %(sums)s; the first is due on %(due)s.") % said
