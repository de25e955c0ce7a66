"""On duty: who is called now, who would be, and where nobody would be."""

from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.oncall.ahead import WEEKS, Ahead, ahead_of
from uphold.desk.oncall.place import around, done, said_at
from uphold.oncall.access import get_page
from uphold.oncall.actions import take_page
from uphold.oncall.models import HandoverNote, Page, PathTarget, Rota
from uphold.oncall.queries import duties_of, last_notes, pages_waiting, rota_list, targets_of
from uphold.people.access import visible_providers
from uphold.ui.components.navigation import Link
from uphold.ui.components.when import When
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of, zone_of
from uphold.ui.respond import shown

PAGE = "desk/oncall/index.html"


@dataclass(frozen=True, slots=True)
class Card:
    """A rota as the list shows it."""

    rota: Rota
    href: str
    ahead: Ahead
    calls: tuple[str, ...]
    note: HandoverNote | None
    noted: When | None


@dataclass(frozen=True, slots=True)
class Calling:
    """A page that nobody has taken yet."""

    number: str
    subject: str
    href: str
    step: str
    whom: str
    since: When
    again: When
    take_href: str


@desk_page(need=Permission.ONCALL_READ)
def index(request: PageRequest) -> HttpResponse:
    reader = reader_of(request)
    rotas = rota_list(request.actor)
    topics = [f"oncall:{key}" for key in request.actor.provider_ids_for(Permission.ONCALL_READ)]
    values = {
        "cards": cards_of(request, rotas, reader=reader),
        "calling": [calling_of(page, reader=reader) for page in pages_waiting(request.actor)],
        "may_take": request.actor.may(Permission.PAGE_ANSWER),
        "adding": adding(request),
        "news_topics": topics,
    }
    return shown(request, f"{PAGE}#duty", around(request, values, place="oncall", topics=topics))


@desk_page(need=Permission.PAGE_ANSWER, methods=["POST"])
def take(request: PageRequest, page_id: int) -> HttpResponse:
    page = get_page(request.actor, page_id, need=Permission.PAGE_ANSWER)
    page = take_page(actor=request.actor, page=page, at=reader_of(request).now)
    said = gettext("You have taken %(number)s.") % {"number": page.ticket.number}
    return done(request, said, to=reverse("desk:ticket", args=[page.ticket.number]))


def cards_of(request: PageRequest, rotas: list[Rota], *, reader: Reader) -> list[Card]:
    duties = duties_of(rotas, since=reader.now, until=reader.now + timedelta(weeks=WEEKS))
    notes, targets = last_notes(rotas), targets_of(request.actor)
    return [
        card_of(
            rota,
            ahead_of(rota, duties[rota.pk], now=reader.now),
            calls=[target for target in targets if target.rota_id == rota.pk],
            note=notes.get(rota.pk),
            reader=reader,
        )
        for rota in rotas
    ]


def card_of(
    rota: Rota, ahead: Ahead, *, calls: list[PathTarget], note: HandoverNote | None, reader: Reader
) -> Card:
    called = [f"{target.contact} ({target.agreement.slug})" for target in calls]
    if rota.is_for_urgent:
        called.append(gettext("urgent tickets outside hours"))
    return Card(
        rota=rota,
        href=reverse("desk:rota", args=[rota.pk]),
        ahead=ahead,
        calls=tuple(called),
        note=note,
        noted=said_at(note.written_at, reader=reader) if note else None,
    )


def calling_of(page: Page, *, reader: Reader) -> Calling:
    ticket = page.ticket
    calls = list(page.attempts.all())
    last = calls[-1] if calls else None
    whom = (last.staff.name if last.staff else last.address) if last else ""
    step = gettext("urgent outside hours") if page.step == 0 else page.contact
    return Calling(
        number=ticket.number,
        subject=ticket.subject,
        href=reverse("desk:ticket", args=[ticket.number]),
        step=step,
        whom=whom,
        since=reader.when(page.opened_at, zone_of(ticket)),
        again=reader.when(page.repage_at or page.opened_at, zone_of(ticket)),
        take_href=reverse("desk:page-taking", args=[page.pk]),
    )


def adding(request: PageRequest) -> list[Link]:
    """A rota is one provider's."""
    keys = request.actor.provider_ids_for(Permission.ONCALL_MANAGE)
    providers = list(visible_providers(request.actor).filter(pk__in=keys, is_active=True).order_by("name"))
    label = gettext("New rota") if len(providers) == 1 else gettext("New rota of %(name)s")
    return [
        Link(
            label % {"name": provider.name} if len(providers) > 1 else label,
            reverse("desk:rota-new", args=[provider.pk]),
        )
        for provider in providers
    ]
