"""Service changes of the reader's organisation: those to approve, those under way, one, and asking for one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.kit import CONFLICT, MISSING, Refused
from uphold.kit.clock import now
from uphold.portal.agreements.pages import citation_href
from uphold.portal.changes.form import ChangeForm, form_for
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.portal.tickets.counter import Counter, chosen, counters_of
from uphold.service_changes.access import get_change, visible_changes
from uphold.service_changes.actions import ask_for_change
from uphold.service_changes.models import ServiceChange
from uphold.standing.access import CapabilityRests
from uphold.ui.changing.wording import facts_of, status_of, title_of
from uphold.ui.components.clause import Clause
from uphold.ui.components.field import fields
from uphold.ui.components.status import Status
from uphold.ui.decided.clause import clause_of
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown

ASK, APPROVE = Permission.SERVICE_CHANGE_ASK, Permission.SERVICE_CHANGE_APPROVE
LONGEST_LIST = 100
State = ServiceChange.State


@dataclass(frozen=True, slots=True)
class Line:
    title: str
    asked_by: str
    href: str
    status: Status


@portal_page(need=Permission.SERVICE_CHANGE_READ)
def index(request: PageRequest) -> HttpResponse:
    """The newest first, those that wait for the reader's approval above all."""
    rows = list(visible_changes(request.actor).order_by("-pk")[:LONGEST_LIST])
    mine = [row for row in rows if row.state == State.ASKED] if request.actor.may(APPROVE) else []
    values = {"to_approve": lines_of(mine), "lines": lines_of([row for row in rows if row not in mine])}
    return shown(request, "portal/changes/index.html", framed(request, values, current="units"))


@portal_page(need=Permission.SERVICE_CHANGE_READ)
def show(request: PageRequest, change_id: int) -> HttpResponse:
    change, actor = get_change(request.actor, change_id), request.actor
    is_asked, is_manager = change.state == State.ASKED, actor.may(APPROVE)
    number = change.ticket.number if change.ticket else "-"
    values = {
        "change": change,
        "title": title_of(change),
        "status": status_of(change),
        "facts": list(facts_of(change, ticket_href=reverse("portal:ticket", args=[number]))),
        "may_approve": is_asked and is_manager,
        "waits": is_asked and not is_manager,
        "may_withdraw": change.state in {State.ASKED, State.APPROVED}
        and (is_manager or change.asked_by_id == actor.id),
    }
    return shown(request, "portal/changes/change.html", framed(request, values, current="units"))


@portal_page(need=ASK, methods=("GET", "POST"))
def ask(request: PageRequest) -> HttpResponse:
    """While the account closes changes it is refused with clause and day, and what was typed stays."""
    counters = counters_of(request.actor)
    if not counters:
        return shown(request, "portal/tickets/closed.html", framed(request, {}, current="units"))
    said = request.POST if request.method == "POST" else request.GET
    counter = chosen(counters, said.get("provider", ""))
    if request.method != "POST":
        form = form_for(request.actor, counter.provider, unit=request.GET.get("unit", ""))
        return asked(request, form, counters=counters, counter=counter)
    form = form_for(request.actor, counter.provider, request.POST)
    if not form.is_valid():
        return asked(request, form, counters=counters, counter=counter, status=422)
    try:
        change = ask_for_change(
            actor=request.actor,
            provider=counter.provider,
            organisation=counter.organisation,
            at=now(),
            **form.cleaned_data,
        )
    except CapabilityRests as refusal:
        form.add_error(None, refusal.sentence)
        clause = clause_of(refusal.citation, href=citation_href)
        return asked(request, form, counters=counters, counter=counter, status=403, clause=clause)
    except Refused as refusal:
        if refusal.kind is MISSING:
            raise
        form.add_error(None, refusal.sentence)
        status = 409 if refusal.kind is CONFLICT else 422
        return asked(request, form, counters=counters, counter=counter, status=status)
    here = reverse("portal:service-change", args=[change.pk])
    return changed(request, "", {}, to=here, said=said_of(change))


def asked(
    request: PageRequest,
    form: ChangeForm,
    *,
    counters: Sequence[Counter],
    counter: Counter,
    status: int = 200,
    clause: Clause | None = None,
) -> HttpResponse:
    values = {
        "counters": counters,
        "counter": counter,
        "key": form["key"].value(),
        "fields": [field for field in fields(form, is_agreed=False) if field.name != "key"],
        "errors": [str(error) for error in form.non_field_errors()],
        "clause": clause,
        "is_manager": request.actor.may(APPROVE),
    }
    return shown(request, "portal/changes/ask.html", framed(request, values, current="units"), status=status)


def said_of(change: ServiceChange) -> str:
    if change.ticket is not None:
        return gettext("Approved by you, since you may. We follow it in ticket %(number)s.") % {
            "number": change.ticket.number
        }
    return gettext("Asked. Your manager is asked to approve it.")


def lines_of(rows: Sequence[ServiceChange]) -> list[Line]:
    return [
        Line(
            title_of(row),
            row.asked_by.name,
            reverse("portal:service-change", args=[row.pk]),
            status_of(row),
        )
        for row in rows
    ]
