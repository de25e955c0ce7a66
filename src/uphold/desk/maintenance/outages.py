"""Outages: declaring one, its page with updates and tickets, one answer to all of them, its end."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.administration.choices import provider_of
from uphold.desk.door import desk_page
from uphold.desk.maintenance.forms import OutageForm, WordsForm, usual
from uphold.desk.maintenance.place import Asking, answered, around
from uphold.kit import now
from uphold.maintenance.access import get_outage
from uphold.maintenance.actions import (
    answer_tickets,
    declare_outage,
    end_outage,
    link_ticket,
    unlink_ticket,
    update_outage,
)
from uphold.maintenance.models import Outage
from uphold.maintenance.queries import likely_tickets, linked_tickets
from uphold.policy.time.local import zone_of
from uphold.tickets.access import get_ticket
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown

BOTH = ("GET", "POST")


@desk_page(need=Permission.MAINTENANCE_PLAN, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    actor, said = request.actor, usual(request.actor)
    since = now().astimezone(zone_of(said["zone"])).replace(tzinfo=None, second=0, microsecond=0)
    form = OutageForm(request.POST or None, initial={**said, "since": since}, actor=actor)
    asking = Asking(
        title=gettext("Declare an outage"),
        button=gettext("Declare it"),
        back=reverse("desk:maintenance"),
        said=gettext("Declared; it is on the status page."),
    )
    return answered(
        request,
        form,
        asking,
        perform=lambda said: declare_outage(
            actor=actor,
            provider=provider_of(actor, said["provider"], need=Permission.MAINTENANCE_PLAN),
            title=said["title"],
            words=said["words"],
            products=list(said["products"]),
            since_at=form.since_at,
            at=now(),
        ),
        to=address_of,
    )


@desk_page(need=Permission.MAINTENANCE_READ)
def show(request: PageRequest, outage_id: int) -> HttpResponse:
    outage = get_outage(request.actor, outage_id)
    may_read = request.actor.may(Permission.TICKET_READ, provider_id=outage.provider_id)
    values = {
        "outage": outage,
        "products": list(outage.products.order_by("name")),
        "updates": list(outage.updates.select_related("by").order_by("-at", "-pk")),
        "linked": list(linked_tickets(outage)) if may_read else [],
        "likely": list(likely_tickets(outage)) if may_read else [],
        "may_plan": request.actor.may(Permission.MAINTENANCE_PLAN, provider_id=outage.provider_id),
    }
    return shown(
        request, "desk/maintenance/outage.html", around(request, values, provider_id=outage.provider_id)
    )


@desk_page(need=Permission.MAINTENANCE_PLAN, methods=BOTH)
def update(request: PageRequest, outage_id: int) -> HttpResponse:
    outage = get_outage(request.actor, outage_id, need=Permission.MAINTENANCE_PLAN)
    asking = asking_of(outage, gettext("Say how it stands"), said=gettext("It is on the status page."))
    return answered(
        request,
        WordsForm(request.POST or None),
        asking,
        perform=lambda said: update_outage(actor=request.actor, outage=outage, at=now(), **said),
    )


@desk_page(need=Permission.MAINTENANCE_PLAN, methods=BOTH)
def end(request: PageRequest, outage_id: int) -> HttpResponse:
    outage = get_outage(request.actor, outage_id, need=Permission.MAINTENANCE_PLAN)
    asking = asking_of(outage, gettext("End it"), said=gettext("The outage has ended."))
    return answered(
        request,
        WordsForm(request.POST or None),
        asking,
        perform=lambda said: end_outage(actor=request.actor, outage=outage, at=now(), **said),
    )


@desk_page(need=Permission.MAINTENANCE_PLAN, methods=BOTH)
def answer(request: PageRequest, outage_id: int) -> HttpResponse:
    outage = get_outage(request.actor, outage_id, need=Permission.MAINTENANCE_PLAN)
    asking = asking_of(
        outage, gettext("Answer all of its tickets"), said=gettext("Its open tickets have the answer.")
    )
    return answered(
        request,
        WordsForm(request.POST or None),
        asking,
        perform=lambda said: answer_tickets(actor=request.actor, outage=outage, at=now(), **said),
    )


@desk_page(need=Permission.MAINTENANCE_PLAN, methods=("POST",))
def link(request: PageRequest, outage_id: int, number: str) -> HttpResponse:
    outage = get_outage(request.actor, outage_id, need=Permission.MAINTENANCE_PLAN)
    ticket = get_ticket(request.actor, number, need=Permission.TICKET_WORK)
    link_ticket(actor=request.actor, outage=outage, ticket=ticket, at=now())
    said = gettext("Ticket %(number)s is linked.") % {"number": ticket.number}
    return changed(request, "", {}, to=address_of(outage), said=said)


@desk_page(need=Permission.MAINTENANCE_PLAN, methods=("POST",))
def unlink(request: PageRequest, outage_id: int, number: str) -> HttpResponse:
    outage = get_outage(request.actor, outage_id, need=Permission.MAINTENANCE_PLAN)
    ticket = get_ticket(request.actor, number, need=Permission.TICKET_WORK)
    unlink_ticket(actor=request.actor, outage=outage, ticket=ticket, at=now())
    said = gettext("Ticket %(number)s is not linked any more.") % {"number": ticket.number}
    return changed(request, "", {}, to=address_of(outage), said=said)


def asking_of(outage: Outage, button: str, *, said: str) -> Asking:
    return Asking(title=f"{button}: {outage.title}", button=button, back=address_of(outage), said=said)


def address_of(outage: Outage) -> str:
    return reverse("desk:outage", args=[outage.pk])
