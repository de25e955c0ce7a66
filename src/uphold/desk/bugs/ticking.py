"""Linking the tickets that were ticked in the queue: choosing the bug, and what came of each."""

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from uphold.access import Permission
from uphold.desk.bugs.index import LONGEST_WORDS, row_of
from uphold.desk.bugs.linking import NumberUnknown
from uphold.desk.bugs.show import address_of
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit import now
from uphold.problems.access import get_bug
from uphold.problems.actions import link_those_that_can
from uphold.problems.models import Bug
from uphold.problems.queries import BugFilters, bug_list
from uphold.tickets.access import visible_to
from uphold.tickets.models import Ticket
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown

MOST = 100
LONGEST_NUMBER = 24


@dataclass(frozen=True, slots=True)
class Ticked:
    """The tickets as they were ticked; `unknown` are numbers of none that the reader may see."""

    tickets: tuple[Ticket, ...]
    unknown: tuple[str, ...]

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(ticket.number for ticket in self.tickets)


@desk_page(need=Permission.BUG_MANAGE)
def choose(request: PageRequest) -> HttpResponse:
    """The open bugs of the providers whose tickets are ticked, the newest first."""
    ticked = ticked_in(request, request.GET)
    providers = {ticket.provider_id for ticket in ticked.tickets}
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    only = providers.pop() if len(providers) == 1 else None
    found = bug_list(request.actor, filters=BugFilters(is_open=True, words=words, provider_id=only))
    values = {
        "ticked": ticked,
        "words": words,
        "rows": [row_of(bug, consumed="") for bug in found.bugs] if ticked.tickets else [],
        "back": reverse("desk:queue"),
        "is_settled": False,
    }
    return shown(request, "desk/bugs/ticked.html", framed(request, values, current="bugs"))


@desk_page(need=Permission.BUG_MANAGE, methods=["POST"])
def link(request: PageRequest, bug_number: str) -> HttpResponse:
    """Whatever cannot be linked is named with the reason; the rest is linked."""
    bug = get_bug(request.actor, bug_number, need=Permission.BUG_MANAGE)
    ticked = ticked_in(request, request.POST)
    theirs = [ticket for ticket in ticked.tickets if ticket.provider_id == bug.provider_id]
    linked = link_those_that_can(actor=request.actor, bug=bug, tickets=theirs, at=now())
    said = ngettext(
        "%(num)d ticket is linked to %(bug)s.", "%(num)d tickets are linked to %(bug)s.", len(linked.links)
    ) % {"num": len(linked.links), "bug": bug.number}
    reasons = [*elsewhere(ticked, bug=bug), *(refusal.sentence for refusal in linked.refused)]
    if not reasons:
        return changed(request, "", {}, to=address_of(bug), said=said)
    values = {"bug": bug, "said": said, "reasons": reasons, "back": reverse("desk:queue"), "is_settled": True}
    status = HTTPStatus.OK if linked.links else HTTPStatus.CONFLICT
    return shown(request, "desk/bugs/ticked.html", framed(request, values, current="bugs"), status=status)


def ticked_in(request: PageRequest, said: QueryDict) -> Ticked:
    """In one statement, however many; each once, in the order in which they were ticked."""
    typed = (number.strip().upper()[:LONGEST_NUMBER] for number in said.getlist("ticket")[:MOST])
    numbers = list(dict.fromkeys(number for number in typed if number))
    seen = visible_to(request.actor).filter(number__in=numbers).defer("search")
    known = {ticket.number: ticket for ticket in seen}
    return Ticked(
        tuple(known[number] for number in numbers if number in known),
        tuple(number for number in numbers if number not in known),
    )


def elsewhere(ticked: Ticked, *, bug: Bug) -> list[str]:
    others = [ticket.number for ticket in ticked.tickets if ticket.provider_id != bug.provider_id]
    words = gettext("%(ticket)s is of another provider than %(bug)s.")
    return [
        *(NumberUnknown(number).sentence for number in ticked.unknown),
        *(words % {"ticket": number, "bug": bug.number} for number in others),
    ]
