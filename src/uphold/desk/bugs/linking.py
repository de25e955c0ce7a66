"""Linking: from a ticket to the bug that it met, and from a bug to a ticket by its number."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import NotThere, Permission
from uphold.desk.bugs.index import LONGEST_WORDS, row_of
from uphold.desk.bugs.show import address_of, after_act
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit import MISSING, Refused, now
from uphold.problems.access import get_bug
from uphold.problems.actions import link_ticket, unlink_ticket
from uphold.problems.queries import BugFilters, bug_list, bugs_of
from uphold.tickets.access import get_ticket
from uphold.ui.components.field import fields
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, is_fragment, shown


class LinkForm(forms.Form):
    ticket = forms.CharField(label=gettext_lazy("Number of the ticket"), max_length=24)
    problem = forms.CharField(
        label=gettext_lazy("Which problem of the ticket"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("As its work names it. Empty: the whole ticket."),
    )


@desk_page(need=Permission.BUG_READ)
def choose(request: PageRequest, number: str) -> HttpResponse:
    """The open bugs that a ticket may have met, the newest first."""
    ticket = get_ticket(request.actor, number)
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    filters = BugFilters(is_open=True, words=words, provider_id=ticket.provider_id)
    found = bug_list(request.actor, filters=filters)
    may_manage = request.actor.may(Permission.BUG_MANAGE, provider_id=ticket.provider_id)
    values = {
        "ticket": ticket,
        "words": words,
        "known": bugs_of(ticket),
        "rows": [row_of(bug, consumed="") for bug in found.bugs],
        "may_manage": may_manage,
        "back": reverse("desk:ticket", args=[ticket.number]),
        "new_href": f"{reverse('desk:bug-new')}?ticket={ticket.number}",
    }
    return shown(request, "desk/bugs/choose.html", framed(request, values, current="bugs"))


@desk_page(need=Permission.BUG_MANAGE, methods=["GET", "POST"])
def link(request: PageRequest, bug_number: str) -> HttpResponse:
    bug = get_bug(request.actor, bug_number, need=Permission.BUG_MANAGE)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ticket = get_ticket(request.actor, form.cleaned_data["ticket"].strip())
            link_ticket(
                actor=request.actor, bug=bug, ticket=ticket, problem=form.cleaned_data["problem"], at=now()
            )
        except Refused as refusal:
            told = (
                gettext("There is no ticket of this number.") if refusal.kind is MISSING else refusal.sentence
            )
            form.add_error("ticket", told)
        else:
            said = gettext("%(ticket)s is linked to %(bug)s.") % {"ticket": ticket.number, "bug": bug.number}
            return after_act(request, bug, said=said)
    values = {
        "bug": bug,
        "act": {
            "name": "link",
            "label": gettext("Link a ticket"),
            "button": gettext("Link it"),
            "icon": "link",
            "words": gettext("It hears at once what became of the bug so far."),
        },
        "action": reverse("desk:bug-link", args=[bug.number]),
        "fields": fields(form, is_agreed=False),
        "errors": [str(error) for error in form.non_field_errors()],
        "is_dialog": is_fragment(request),
        "back": address_of(bug),
        "preview": None,
    }
    around = values if is_fragment(request) else framed(request, values, current="bugs")
    return shown(request, "desk/bugs/act.html#act", around, status=422 if form.is_bound else 200)


@desk_page(need=Permission.BUG_MANAGE, methods=["POST"])
def unlink(request: PageRequest, bug_number: str, number: str) -> HttpResponse:
    bug = get_bug(request.actor, bug_number, need=Permission.BUG_MANAGE)
    ticket = get_ticket(request.actor, number)
    if ticket.provider_id != bug.provider_id:
        raise NotThere("ticket")
    unlink_ticket(actor=request.actor, bug=bug, ticket=ticket, at=now())
    said = gettext("%(ticket)s is no longer linked to %(bug)s.") % {
        "ticket": ticket.number,
        "bug": bug.number,
    }
    return changed(request, "", {}, to=address_of(bug), said=said)
