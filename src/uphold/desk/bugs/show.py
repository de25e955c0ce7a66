"""The page of one bug: documented beside actual, where it stands, its tickets, and what can be done."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.bugs.acts import ACTS, BugAct, is_at_work
from uphold.desk.bugs.sheet import UTC, BugSheet, LinksAsked, bug_sheet
from uphold.desk.bugs.wording import OUTCOMES, PARTIES, consumed_words, status_of
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.problems.models import Bug
from uphold.ui.components.navigation import Link, Pager
from uphold.ui.components.when import When
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import changed, is_fragment, shown

PAGE = "desk/bugs/show.html"
UNRESOLVED = "unresolved"
LONGEST_KEY = 18
BLOCKS = ("summary", "way", "tickets", "happened")


@dataclass(frozen=True, slots=True)
class Step:
    """A station on the way of a bug; `at` is None while it was not reached."""

    words: str
    at: When | None


@dataclass(frozen=True, slots=True)
class Offered:
    act: BugAct
    href: str


@desk_page(need=Permission.BUG_READ)
def show(request: PageRequest, bug_number: str) -> HttpResponse:
    sheet = bug_sheet(request.actor, bug_number, reader=reader_of(request), asked=asked_of(request))
    values = framed(request, values_of(sheet), current="bugs", topics=[sheet.bug.topics[0]])
    return shown(request, PAGE, values)


@desk_page(need=Permission.BUG_READ)
def news(request: PageRequest, bug_number: str) -> HttpResponse:
    """The page as it stands now, for an open one that heard of something."""
    sheet = bug_sheet(request.actor, bug_number, reader=reader_of(request), asked=asked_of(request))
    return changed(request, PAGE, values_of(sheet), also=BLOCKS, to=address_of(sheet.bug))


def after_act(request: PageRequest, bug: Bug, *, said: str) -> HttpResponse:
    """Everything that an act can change, as it stands after it; without scripts the page is loaded again."""
    if not is_fragment(request):
        return changed(request, PAGE, {}, to=address_of(bug), said=said)
    sheet = bug_sheet(request.actor, bug.number, reader=reader_of(request), asked=asked_of(request))
    response = changed(request, PAGE, values_of(sheet), also=BLOCKS, to="", said=said)
    response["HX-Trigger"] = "dialog:close"
    return response


def asked_of(request: PageRequest) -> LinksAsked:
    """What the address of the page says; an open one that asks for a part of itself still stands on its own."""
    here = parse_qs(urlsplit(request.headers.get("HX-Current-URL", "")).query) if is_fragment(request) else {}
    said = {name: values[-1] for name, values in here.items()} or request.GET
    after = said.get("after", "")
    is_key = after.isdecimal() and len(after) <= LONGEST_KEY
    return LinksAsked(is_unresolved=said.get("tickets") == UNRESOLVED, after=int(after) if is_key else None)


def address_of(bug: Bug) -> str:
    return reverse("desk:bug", args=[bug.number])


def values_of(sheet: BugSheet) -> dict[str, Any]:
    bug = sheet.bug
    return {
        "bug": bug,
        "status": status_of(bug),
        "topic": bug.topics[0],
        "steps": steps_of(sheet),
        "offers": offered(sheet),
        "may_manage": sheet.may_change,
        "may_merge": sheet.may_change and is_at_work(bug),
        "links": sheet.link_rows(),
        "link_tabs": link_tabs(sheet),
        "link_pager": link_pager(sheet),
        "progress": sheet.progress,
        "consumed": total_words(sheet),
        "lines": sheet.lines(),
    }


def link_tabs(sheet: BugSheet) -> list[Link]:
    """All of its tickets, or those still at work; nothing to choose where all or none of them are."""
    here, found = address_of(sheet.bug), sheet.links
    is_unresolved = sheet.asked.is_unresolved
    if found.unresolved in {0, found.total} and not is_unresolved:
        return []
    return [
        Link(gettext("All"), f"{here}#tickets", count=found.total, is_current=not is_unresolved),
        Link(
            gettext("Unresolved"),
            f"{here}?tickets={UNRESOLVED}#tickets",
            count=found.unresolved,
            is_current=is_unresolved,
        ),
    ]


def link_pager(sheet: BugSheet) -> Pager | None:
    asked, next_key = sheet.asked, sheet.links.next_key
    if asked.after is None and next_key is None:
        return None
    kept = {"tickets": UNRESOLVED} if asked.is_unresolved else {}
    here = address_of(sheet.bug)
    first, later = urlencode(kept), urlencode({**kept, "after": next_key})
    return Pager(
        previous_href=f"{here}?{first}#tickets" if asked.after is not None else "",
        next_href=f"{here}?{later}#tickets" if next_key is not None else "",
    )


def total_words(sheet: BugSheet) -> str:
    """What all its tickets consumed, or what came back to them; nothing where nothing was charged."""
    consumed = sheet.consumed
    if consumed.is_nothing:
        return consumed_words(consumed) if consumed.has_come_back else ""
    return gettext("consumed %(what)s") % {"what": consumed_words(consumed)}


def steps_of(sheet: BugSheet) -> list[Step]:
    """Its way in four stations, those ahead in the words of what is awaited."""
    bug = sheet.bug
    party = PARTIES.get(bug.handed_to)
    handed = (
        gettext("with %(party)s") % {"party": party} if party else gettext("with development or the vendor")
    )
    outcome = str(OUTCOMES[bug.outcome]) if bug.outcome else gettext("what came of it")
    out = gettext("out in %(version)s") % {"version": bug.released_in} if bug.released_in else gettext("out")
    stations = [
        (gettext("reported"), bug.reported_at),
        (handed, bug.handed_over_at),
        (outcome, bug.outcome_at),
        (out, bug.released_at),
    ]
    return [Step(words, sheet.reader.when(at, UTC) if at else None) for words, at in stations]


def offered(sheet: BugSheet) -> list[Offered]:
    if not sheet.may_change:
        return []
    return [
        Offered(act, reverse(f"desk:{act.route}", args=[sheet.bug.number]))
        for act in ACTS
        if act.fits(sheet.bug)
    ]
