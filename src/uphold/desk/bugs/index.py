"""The list of bugs: what is open, what is out, how many tickets each caused, and what they consumed."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.bugs.consumption import NOTHING, consumed_by_bugs
from uphold.desk.bugs.wording import consumed_words, status_of
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.problems.models import Bug
from uphold.problems.queries import BugFilters, Page, bug_list, products
from uphold.ui.components.field import Choice, Field
from uphold.ui.components.navigation import Link, Pager
from uphold.ui.components.status import Status
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

VIEWS: Mapping[str, bool | None] = {"open": True, "released": False, "all": None}
LONGEST_WORDS, LONGEST_KEY = 100, 18


@dataclass(frozen=True, slots=True)
class BugRow:
    """One bug as a row of the list."""

    number: str
    title: str
    href: str
    product: str
    status: Status
    tickets: int
    consumed: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the list says."""

    view: str
    product: str
    words: str

    @property
    def filters(self) -> BugFilters:
        return BugFilters(is_open=VIEWS[self.view], product=self.product, words=self.words)

    def href(self, **changed: str) -> str:
        said = {"view": self.view, "product": self.product, "q": self.words, **changed}
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{reverse('desk:bugs')}?{query}"


@desk_page(need=Permission.BUG_READ)
def index(request: PageRequest) -> HttpResponse:
    asked = asked_of(request)
    found = bug_list(request.actor, filters=asked.filters, after=key_in(request.GET.get("after", "")))
    values = {
        "asked": asked,
        "tabs": tabs(asked),
        "rows": rows_of(found),
        "words_field": words_field(asked),
        "product_field": product_field(request, asked),
        "pager": pager_of(found, asked=asked, is_first="after" not in request.GET),
        "may_report": request.actor.may(Permission.BUG_MANAGE),
    }
    return shown(request, "desk/bugs/index.html", framed(request, values, current="bugs"))


def asked_of(request: PageRequest) -> Asked:
    view = request.GET.get("view", "open")
    return Asked(
        view=view if view in VIEWS else "open",
        product=request.GET.get("product", "")[:LONGEST_WORDS],
        words=request.GET.get("q", "").strip()[:LONGEST_WORDS],
    )


def key_in(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) <= LONGEST_KEY else None


def tabs(asked: Asked) -> list[Link]:
    labels = {"open": gettext("Open"), "released": gettext("Out or closed"), "all": gettext("All")}
    return [
        Link(label, asked.href(view=view), is_current=view == asked.view) for view, label in labels.items()
    ]


def rows_of(found: Page) -> list[BugRow]:
    consumed = consumed_by_bugs(found.bugs)
    return [row_of(bug, consumed=consumed_words(consumed.get(bug.pk, NOTHING))) for bug in found.bugs]


def row_of(bug: Bug, *, consumed: str) -> BugRow:
    return BugRow(
        number=bug.number,
        title=bug.title,
        href=reverse("desk:bug", args=[bug.number]),
        product=f"{bug.product} {bug.found_in}",
        status=status_of(bug),
        tickets=getattr(bug, "tickets_count", 0),
        consumed=consumed,
    )


def words_field(asked: Asked) -> Field:
    return Field(
        name="q",
        label=gettext("Number, title or words"),
        kind="search",
        value=asked.words,
        id="filter-words",
    )


def product_field(request: PageRequest, asked: Asked) -> Field:
    known = [("", gettext("any product")), *((name, name) for name in products(request.actor))]
    choices = tuple(Choice(value, label, is_chosen=value == asked.product) for value, label in known)
    return Field(
        name="product",
        label=gettext("Product"),
        kind="select",
        choices=choices,
        id="filter-product",
    )


def pager_of(found: Page, *, asked: Asked, is_first: bool) -> Pager | None:
    if is_first and found.next_key is None:
        return None
    return Pager(
        previous_href="" if is_first else asked.href(),
        next_href=asked.href(after=str(found.next_key)) if found.next_key else "",
    )
