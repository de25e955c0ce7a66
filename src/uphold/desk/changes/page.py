"""Service changes of the provider's customers: the list, one, taking it up, and marking it done."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.agreements.place import citation_href
from uphold.desk.door import desk_page
from uphold.desk.products.place import Asking, answered, around, done
from uphold.kit.clock import now
from uphold.products.models import Unit
from uphold.service_changes.access import get_change, visible_changes
from uphold.service_changes.actions import finish_change, take_up_change
from uphold.service_changes.models import ServiceChange
from uphold.standing.access import CapabilityRests, require_capability
from uphold.ui.changing.wording import facts_of, status_of, title_of
from uphold.ui.components.fact import Fact
from uphold.ui.components.navigation import Act
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.decided.clause import clause_of
from uphold.ui.installed.wording import KINDS, day_words
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

READ, WORK = Permission.SERVICE_CHANGE_READ, Permission.SERVICE_CHANGE_WORK
LONGEST_LIST = 100
State = ServiceChange.State


class CompletionForm(forms.Form):
    outcome = forms.CharField(label=gettext_lazy("What was changed"), max_length=400)
    names = forms.CharField(
        label=gettext_lazy("Names of what was added, one a line"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4000,
    )
    unit_kind = forms.ChoiceField(
        label=gettext_lazy("Added as"),
        choices=[(kind.value, KINDS[kind.value]) for kind in (Unit.Kind.SERVICE, Unit.Kind.DEPLOYMENT)],
    )


@desk_page(need=READ)
def index(request: PageRequest) -> HttpResponse:
    """Those under way, or those that are over; the newest first."""
    is_over = request.GET.get("state") == "over"
    rows = visible_changes(request.actor).filter(over_at__isnull=not is_over).order_by("-pk")
    found = list(rows[:LONGEST_LIST])
    values = {"is_over": is_over, "table": table_of(found) if found else None}
    return shown(request, "desk/changes/index.html", around(request, values, tab="service-changes"))


@desk_page(need=READ)
def show(request: PageRequest, change_id: int) -> HttpResponse:
    change = get_change(request.actor, change_id)
    may_work = request.actor.may(WORK, provider_id=change.provider_id)
    number = change.ticket.number if change.ticket else "-"
    values = {
        "change": change,
        "title": title_of(change),
        "status": status_of(change),
        "facts": [
            Fact(gettext("Customer"), change.organisation.name),
            *facts_of(change, ticket_href=reverse("desk:ticket", args=[number])),
        ],
        "rests": rests_of(change),
        "is_asked": change.state == State.ASKED,
        "take_up": act_of(change) if may_work and change.state == State.APPROVED else None,
        "may_finish": may_work and change.state == State.IN_WORK,
    }
    return shown(request, "desk/changes/change.html", around(request, values, tab="service-changes"))


@desk_page(need=WORK, methods=["POST"])
def take_up(request: PageRequest, change_id: int) -> HttpResponse:
    change = get_change(request.actor, change_id, need=WORK)
    take_up_change(actor=request.actor, change=change, at=now())
    return done(request, gettext("Yours to do."), to=reverse("desk:service-change", args=[change.pk]))


@desk_page(need=WORK, methods=("GET", "POST"))
def finish(request: PageRequest, change_id: int) -> HttpResponse:
    change = get_change(request.actor, change_id, need=WORK)
    form = CompletionForm(request.POST or None)
    if change.kind != ServiceChange.Kind.ADD:
        del form.fields["names"], form.fields["unit_kind"]

    def carry_out(stated: Mapping[str, Any]) -> object:
        said = {**stated, "names": stated.get("names", "").splitlines()}
        return finish_change(actor=request.actor, change=change, at=now(), **said)

    asking = Asking(
        title=gettext("Mark it done"),
        button=gettext("It is done"),
        back=reverse("desk:service-change", args=[change.pk]),
        back_words=title_of(change),
        said=gettext("Done; the installed base follows, and the customer is told."),
    )
    return answered(request, form, asking, perform=carry_out)


def act_of(change: ServiceChange) -> Act:
    return Act(gettext("Take it up"), reverse("desk:service-change-work", args=[change.pk]), "wrench")


def rests_of(change: ServiceChange) -> Fact | None:
    """By which row it waits for payment, while changes are suspended."""
    if change.over_at is not None:
        return None
    try:
        require_capability(organisation_id=change.organisation_id, provider_id=change.provider_id, at=now())
    except CapabilityRests as refusal:
        clause = clause_of(refusal.citation, href=citation_href)
        return Fact(gettext("It waits"), refusal.sentence, clause=clause)
    return None


def table_of(rows: Sequence[ServiceChange]) -> Table:
    columns = (
        Column(gettext("Change")),
        Column(gettext("Customer")),
        Column(gettext("Wanted on")),
        Column(gettext("Ticket")),
        Column(gettext("State"), is_deciding=True),
    )
    return Table(caption=gettext("Service changes"), columns=columns, rows=tuple(row_of(row) for row in rows))


def row_of(row: ServiceChange) -> Row:
    cells = (
        title_of(row),
        row.organisation.name,
        day_words(row.wanted_on),
        row.ticket.number if row.ticket else "",
        status_of(row).words,
    )
    return Row(cells=cells, href=reverse("desk:service-change", args=[row.pk]))
