"""The organisation's people, for its manager: who may open tickets, and who signs in."""

from django.http import HttpResponse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.people.access import get_organisation
from uphold.people.models import Contact
from uphold.people.queries import contact_list
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown


@portal_page(need=Permission.ORGANISATION_READ)
def index(request: PageRequest) -> HttpResponse:
    actor = request.actor
    organisation = get_organisation(actor, actor.organisation_id or 0, need=Permission.ORGANISATION_READ)
    contacts = contact_list(actor, organisation).filter(is_active=True)
    values = {"organisation": organisation, "table": table_of(list(contacts))}
    return shown(request, "portal/people.html", framed(request, values, current="people"))


def table_of(contacts: list[Contact]) -> Table:
    labels = (
        gettext("Name"),
        gettext("E-mail"),
        gettext("Telephone"),
        gettext("Role"),
        gettext("Signs in"),
    )
    return Table(
        caption=gettext("People"),
        columns=tuple(Column(label) for label in labels),
        rows=tuple(Row(cells=cells_of(contact)) for contact in contacts),
    )


def cells_of(contact: Contact) -> tuple[str, ...]:
    is_manager = contact.role == Contact.Role.MANAGER
    return (
        contact.name,
        contact.email,
        contact.telephone,
        gettext("Manager") if is_manager else gettext("Member"),
        gettext("yes") if contact.account_id else gettext("not yet"),
    )
