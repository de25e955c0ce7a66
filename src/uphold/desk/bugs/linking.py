"""Linking: from a ticket to the bug that it met, and from a bug to a ticket by its number."""

import re
from collections.abc import Mapping

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from uphold.access import Actor, NotThere, Permission
from uphold.desk.bugs.consumption import consumed_by_links
from uphold.desk.bugs.index import LONGEST_WORDS, row_of
from uphold.desk.bugs.show import address_of, after_act
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit import CONFLICT, INVALID, Refused, now
from uphold.problems.access import get_bug
from uphold.problems.actions import link_tickets, unlink_ticket
from uphold.problems.models import Bug
from uphold.problems.queries import BugFilters, bug_list, bugs_of
from uphold.tickets.access import get_ticket
from uphold.tickets.models import Ticket
from uphold.ui.components.field import fields
from uphold.ui.page import PageRequest
from uphold.ui.respond import is_fragment, shown


class NumberUnknown(Refused):
    code, kind, text = "number_unknown", INVALID, gettext_lazy("There is no ticket {0}.")


class SomethingCameBack(Refused):
    code, kind, text = (
        "something_came_back",
        CONFLICT,
        gettext_lazy("What {0} consumed came back to it because of {1}; so it stays linked."),
    )


class LinkForm(forms.Form):
    ticket = forms.CharField(
        label=gettext_lazy("Numbers of the tickets"),
        max_length=1000,
        help_text=gettext_lazy("Several with spaces or commas between them."),
    )
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
    if request.method == "POST" and form.is_valid() and (said := linked(request, bug, form)):
        return after_act(request, bug, said=said)
    act = {
        "name": "link",
        "label": gettext("Link tickets"),
        "button": gettext("Link"),
        "icon": "link",
        "words": gettext(
            "They hear at once what became of the bug so far; whoever opened one gets a letter of it."
        ),
    }
    return asking(request, bug, act, form=form, action=reverse("desk:bug-link", args=[bug.number]))


def linked(request: PageRequest, bug: Bug, form: LinkForm) -> str:
    """What was done, in words; empty where it was refused, which stands beside the form."""
    numbers = list(dict.fromkeys(re.split(r"[\s,;]+", form.cleaned_data["ticket"].strip().upper())))
    try:
        tickets = [ticket_of(request.actor, number) for number in numbers if number]
        problem = form.cleaned_data["problem"]
        links = link_tickets(actor=request.actor, bug=bug, tickets=tickets, problem=problem, at=now())
    except Refused as refusal:
        form.add_error("ticket", refusal.sentence)
        return ""
    names = {"ticket": ", ".join(numbers), "bug": bug.number}
    return (
        ngettext("%(ticket)s is linked to %(bug)s.", "%(ticket)s are linked to %(bug)s.", len(links)) % names
    )


def ticket_of(actor: Actor, number: str) -> Ticket:
    try:
        return get_ticket(actor, number)
    except NotThere:
        raise NumberUnknown(number) from None


@desk_page(need=Permission.BUG_MANAGE, methods=["GET", "POST"])
def unlink(request: PageRequest, bug_number: str, number: str) -> HttpResponse:
    """Asks first: a ticket that is linked to a bug by mistake."""
    bug = get_bug(request.actor, bug_number, need=Permission.BUG_MANAGE)
    ticket = get_ticket(request.actor, number)
    names = {"ticket": ticket.number, "bug": bug.number}
    require_nothing_came_back(bug, ticket)
    if request.method == "POST":
        unlink_ticket(actor=request.actor, bug=bug, ticket=ticket, at=now())
        return after_act(request, bug, said=gettext("%(ticket)s is no longer linked to %(bug)s.") % names)
    act = {
        "name": "unlink",
        "label": gettext("Unlink %(ticket)s") % names,
        "button": gettext("Unlink it"),
        "icon": "x",
        "words": gettext(
            "It hears no more of %(bug)s, and nothing comes back to it by the release. What it was told stays."
        )
        % names,
    }
    action = reverse("desk:bug-unlink", args=[bug.number, ticket.number])
    return asking(request, bug, act, form=forms.Form(), action=action)


def require_nothing_came_back(bug: Bug, ticket: Ticket) -> None:
    """What came back did so because of the link."""
    links = list(bug.links.filter(ticket=ticket, unlinked_at=None))
    if not links:
        raise NotThere("ticket")
    if any(consumed.has_come_back for consumed in consumed_by_links(links).values()):
        raise SomethingCameBack(ticket.number, bug.number)


def asking(
    request: PageRequest, bug: Bug, act: Mapping[str, str], *, form: forms.Form, action: str
) -> HttpResponse:
    values = {
        "bug": bug,
        "act": act,
        "action": action,
        "fields": fields(form, is_agreed=False),
        "errors": [str(error) for error in form.non_field_errors()],
        "is_dialog": is_fragment(request),
        "back": address_of(bug),
        "preview": None,
    }
    around = values if is_fragment(request) else framed(request, values, current="bugs")
    return shown(request, "desk/bugs/act.html#act", around, status=422 if form.is_bound else 200)
