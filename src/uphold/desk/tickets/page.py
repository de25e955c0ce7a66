"""The page of one ticket: what was said, what is promised, what is known, and what can be done."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.desk.tickets.acts.act import Act
from uphold.desk.tickets.acts.known import AT_HAND, IN_MENU
from uphold.desk.tickets.foot import foot_of
from uphold.desk.tickets.minutes.summary import summary_lines, waiting_words
from uphold.desk.tickets.path import escalation_values
from uphold.desk.tickets.promises import promises_of
from uphold.desk.tickets.sheet import Sheet, sheet_of
from uphold.desk.tickets.side import choices_of, contract_of, facts_of, people_of
from uphold.desk.tickets.talk import talk_of
from uphold.kit import INVALID, Refused
from uphold.notices.actions import mark_read
from uphold.tickets.actions import reply
from uphold.ui.arranged.lines import lines_ahead
from uphold.ui.attached import brought, limit_words
from uphold.ui.components.fact import Fact
from uphold.ui.decided.turns import turns_of
from uphold.ui.page import PageRequest
from uphold.ui.reader import priority_of, reader_of, status_of
from uphold.ui.respond import changed, is_fragment, shown

PAGE = "desk/tickets/show.html"
BLOCKS = ("summary", "talk", "clocks", "about")
"""What is shown anew when something happened; the composer is left alone."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An act as a link that opens its form."""

    act: Act
    href: str


@desk_page(need=Permission.TICKET_READ)
def show(request: PageRequest, number: str) -> HttpResponse:
    """Whoever comes from a notice has read it."""
    sheet = sheet_of(request.actor, number, reader=reader_of(request))
    if "told" in request.GET:
        mark_read(actor=request.actor, ticket=sheet.ticket, at=sheet.reader.now)
    values = {**values_of(sheet), **composer_of(sheet)}
    values["timer"] = sheet.running
    values["palette_url"] = f"{reverse('desk:palette')}?about={sheet.ticket.number}"
    topics = [sheet.ticket.topics[0]]
    return shown(request, PAGE, framed(request, values, topics=topics))


@desk_page(need=Permission.TICKET_READ)
def news(request: PageRequest, number: str) -> HttpResponse:
    """The page as it stands now, for an open one that heard of something."""
    sheet = sheet_of(request.actor, number, reader=reader_of(request))
    return changed(request, PAGE, values_of(sheet), also=BLOCKS, to=address_of(sheet.ticket.number))


@desk_page(need=Permission.TICKET_REPLY, methods=["POST"])
def answer(request: PageRequest, number: str) -> HttpResponse:
    """Sends a reply; an empty one comes back with what is missing."""
    sheet = sheet_of(request.actor, number, reader=reader_of(request), need=Permission.TICKET_REPLY)
    body = request.POST.get("reply", "")
    if not body.strip():
        return said_wrong(request, sheet, mistake=gettext("Write something first."), draft="")
    try:
        reply(
            actor=request.actor, ticket=sheet.ticket, body=body, files=brought(request), at=sheet.reader.now
        )
    except Refused as refusal:
        if refusal.kind is not INVALID:
            raise
        return said_wrong(request, sheet, mistake=refusal.sentence, draft=body)
    return after_act(
        request, number, said=gettext("The answer to %(number)s is sent.") % {"number": number}, composer=True
    )


def said_wrong(request: PageRequest, sheet: Sheet, *, mistake: str, draft: str) -> HttpResponse:
    """What is wrong stands at the composer, and what was typed stays in it."""
    values = {**values_of(sheet), **composer_of(sheet), "errors": [mistake], "draft": draft}
    whole = values if is_fragment(request) else framed(request, values)
    return shown(request, f"{PAGE}#composer", whole, status=422)


def after_act(request: PageRequest, number: str, *, said: str, composer: bool = False) -> HttpResponse:
    """Everything that an act can change, as it stands after it; without scripts the page is loaded again."""
    if not is_fragment(request):
        return changed(request, PAGE, {}, to=address_of(number), said=said)
    sheet = sheet_of(request.actor, number, reader=reader_of(request))
    values = {**values_of(sheet), **composer_of(sheet)}
    response = changed(
        request, f"{PAGE}#composer" if composer else PAGE, values, also=BLOCKS, to="", said=said
    )
    response["HX-Trigger"] = "dialog:close"
    return response


def gone_to(request: PageRequest, href: str, *, said: str) -> HttpResponse:
    """The frame changes too, so a page is loaded anew."""
    messages.success(request, said)
    if is_fragment(request):
        return HttpResponse(headers={"HX-Redirect": href})
    return HttpResponseRedirect(href)


def address_of(number: str) -> str:
    return reverse("desk:ticket", args=[number])


def values_of(sheet: Sheet) -> dict[str, Any]:
    ticket = sheet.ticket
    return {
        "ticket": ticket,
        "status": status_of(ticket),
        "priority": priority_of(ticket),
        "opened": sheet.reader.when(ticket.opened_at, sheet.zone),
        "at_hand": offered(sheet, AT_HAND),
        "in_menu": offered(sheet, IN_MENU),
        "pieces": talk_of(sheet),
        "targets": promises_of(sheet),
        "turns": turns_of_sheet(sheet),
        "choices": choices_of(sheet),
        "facts": facts_of(sheet),
        "people": people_of(sheet),
        "contract": contract_of(sheet),
        **escalation_values(sheet),
        "minutes": summary_lines(sheet),
        "appointments": lines_ahead(
            sheet.actor,
            ticket,
            entries=sheet.entries,
            reader=sheet.reader,
            zone=sheet.reader.zone_beside(sheet.zone),
        ),
        "waiting": list(waiting_words(sheet)),
    }


def turns_of_sheet(sheet: Sheet) -> list[Fact]:
    """Nothing for a ticket of another system, whose log does not tell it."""
    if sheet.ticket.is_history:
        return []
    zone = sheet.reader.zone_beside(sheet.zone)
    return turns_of(sheet.duties, zone=zone, now=sheet.reader.now, is_customer=False)


def composer_of(sheet: Sheet) -> dict[str, Any]:
    """The reply, with what a minute costs in its foot."""
    caller = sheet.ticket.opened_by
    label = gettext("Reply to %(name)s") % {"name": caller.name} if caller else gettext("Reply")
    may_reply = sheet.may(Permission.TICKET_REPLY) and not sheet.ticket.is_over
    return {
        "may_reply": may_reply,
        "reply_label": label,
        "foot": foot_of(sheet) if may_reply else None,
        "file_limit": limit_words(),
        "draft": "",
        "errors": [],
    }


def offered(sheet: Sheet, acts: tuple[Act, ...]) -> list[Offered]:
    """The acts that fit as things stand, for whoever may; taking what one has already is none."""
    ticket = sheet.ticket
    done = done_already(sheet)
    return [
        Offered(act, reverse(f"desk:{act.route}", args=[ticket.number]))
        for act in acts
        if sheet.may(act.need) and act.fits(ticket) and act.name not in done and act.suits(sheet)
    ]


def done_already(sheet: Sheet) -> frozenset[str]:
    """Taking what one has is no act, nor starting the timer that runs here."""
    ticket, running = sheet.ticket, sheet.running
    is_mine = ticket.assignee_id is not None and ticket.assignee_id == sheet.actor.id
    is_timed = running is not None and running.number == ticket.number
    return frozenset({*(("taking",) if is_mine else ()), *(("timer", "call-timer") if is_timed else ())})
