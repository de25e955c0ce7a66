"""The palette: pages, tickets, people, clauses and acts, found by what is typed."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Actor, Permission
from uphold.agreements.access import visible_versions
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.desk.door import desk_page
from uphold.desk.frame import framed, places, views
from uphold.desk.queue.filters import tickets_of
from uphold.desk.tickets.acts.known import ACTS
from uphold.desk.tickets.page import offered
from uphold.desk.tickets.sheet import sheet_of
from uphold.people.access import visible_contacts, visible_organisations
from uphold.products.access import visible_units
from uphold.tickets.access import visible_to
from uphold.tickets.queries import search
from uphold.ui.components.hit import Hit, HitGroup
from uphold.ui.decided.document import row_id
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import shown

MOST = 5
LONGEST = 100


@desk_page(need=Permission.TICKET_READ)
def show(request: PageRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:LONGEST]
    groups = [*acts_on(request, words), *groups_of(request.actor, words)]
    values = {"groups": groups, "query": words, "search_words": words}
    return shown(request, "desk/finding/palette.html#hits", framed(request, values))


def acts_on(request: PageRequest, words: str) -> list[HitGroup]:
    """What its page offers to do to the ticket that is open beside the palette."""
    matching = tuple(act for act in ACTS if words.casefold() in str(act.label).casefold())
    about = visible_to(request.actor).filter(number=request.GET.get("about", "")).first()
    if not matching or about is None:
        return []
    sheet = sheet_of(request.actor, about.number, reader=reader_of(request))
    hits = [
        Hit(str(each.act.label), each.href, each.act.icon, key=each.act.key)
        for each in offered(sheet, matching)
    ]
    return [HitGroup(about.number, tuple(hits))] if hits else []


def groups_of(actor: Actor, words: str) -> list[HitGroup]:
    found = [
        (gettext("Pages and acts"), pages(actor, words)),
        (gettext("Tickets"), tickets(actor, words)),
        (gettext("Installed base"), units(actor, words)),
        (gettext("People"), people(actor, words)),
        (gettext("Clauses"), clauses(actor, words)),
    ]
    return [HitGroup(label, hits) for label, hits in found if hits]


def pages(actor: Actor, words: str) -> tuple[Hit, ...]:
    known = [
        Hit(link.label, link.href, link.icon, key=link.key)
        for link in (*views(actor, ""), *places(actor, ""))
    ]
    if actor.may(Permission.TICKET_OPEN_FOR):
        known.append(Hit(gettext("New ticket for a caller"), reverse("desk:ticket-new"), "plus", key="c"))
    matching = (hit for hit in known if words.casefold() in hit.label.casefold())
    return tuple(matching)[: None if not words else MOST]


def tickets(actor: Actor, words: str) -> tuple[Hit, ...]:
    return tuple(
        Hit(
            f"{ticket.number} {ticket.subject}",
            reverse("desk:ticket", args=[ticket.number]),
            "ticket",
            detail=ticket.organisation.name,
        )
        for ticket in search(actor, words=words, most=MOST)
    )


def units(actor: Actor, words: str) -> tuple[Hit, ...]:
    """By serial number or name."""
    if not words:
        return ()
    found = visible_units(actor).filter(name__icontains=words).select_related("product", "organisation")
    return tuple(
        Hit(
            f"{unit.name} {unit.product.name}",
            reverse("desk:unit", args=[unit.pk]),
            "hard-drive",
            detail=unit.organisation.name,
        )
        for unit in found.order_by("name", "pk")[:MOST]
    )


def people(actor: Actor, words: str) -> tuple[Hit, ...]:
    """Organisations and contacts, each leading to their tickets."""
    if not words:
        return ()
    organisations = visible_organisations(actor).filter(name__icontains=words).order_by("name")[:MOST]
    contacts = visible_contacts(actor).filter(name__icontains=words).select_related("organisation")
    return (
        *(Hit(each.name, tickets_of(each.pk), "building-2") for each in organisations),
        *(
            Hit(each.name, tickets_of(each.organisation_id), "user", detail=each.organisation.name)
            for each in contacts.order_by("name")[:MOST]
        ),
    )


def clauses(actor: Actor, words: str) -> tuple[Hit, ...]:
    """Rows and headings of the agreements in force."""
    if not words:
        return ()
    published = visible_versions(actor).filter(status=Version.Status.PUBLISHED).defer("text")
    return tuple(hit for version in published.order_by("id") for hit in clauses_of(version, words))[:MOST]


def clauses_of(version: Version, words: str) -> Iterable[Hit]:
    here = reverse("desk:agreement", args=[version.agreement.slug, version.version])
    wanted = words.casefold().removeprefix("§").strip()
    for clause in compiled(version).clauses:
        if wanted == clause.anchor.casefold() or wanted in clause.title.casefold():
            yield Hit(f"§ {clause.anchor} {clause.title}", f"{here}#{clause.anchor}", "scale", version.title)
    for rules in compiled(version).rules.values():
        for rule in rules:
            if wanted in rule.citation.row.casefold():
                cited = rule.citation
                href = f"{here}?row={cited.line}#{row_id(cited.line)}"
                yield Hit(f"§ {cited.anchor} {cited.row}", href, "scale", version.title)
