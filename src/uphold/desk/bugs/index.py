"""The list of bugs: what is open, what is out, how many tickets each caused, and what they consumed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.bugs.consumption import NOTHING, consumed_by_bugs
from uphold.desk.bugs.wording import OUTCOMES, STATES, consumed_words, status_of
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.problems.models import Bug
from uphold.problems.queries import SOLVED, BugFilters, Page, bug_list, products
from uphold.ui.components.field import Choice, Field
from uphold.ui.components.navigation import Link, Pager
from uphold.ui.components.status import Status
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

VIEWS: Mapping[str, bool | None] = {"open": True, "released": False, "all": None}
NAMES = ("view", "product", "state", "outcome", "q", "order")
BY_TICKETS = "tickets"
LONGEST_WORDS = 100


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
    state: str
    outcome: str
    words: str
    order: str

    @property
    def filters(self) -> BugFilters:
        return BugFilters(
            is_open=VIEWS[self.view],
            product=self.product,
            state=self.state,
            outcome=self.outcome,
            words=self.words,
            is_by_tickets=self.order == BY_TICKETS,
        )

    @property
    def is_narrowed(self) -> bool:
        return any((self.product, self.state, self.outcome, self.words))

    def href(self, **changed: str) -> str:
        said = {
            "view": self.view,
            "product": self.product,
            "state": self.state,
            "outcome": self.outcome,
            "q": self.words,
            "order": self.order,
            **changed,
        }
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{reverse('desk:bugs')}?{query}"


@desk_page(need=Permission.BUG_READ)
def index(request: PageRequest) -> HttpResponse:
    asked = asked_of(request)
    after = request.GET.get("after", "")
    found = bug_list(request.actor, filters=asked.filters, after=after)
    values = {
        "asked": asked,
        "tabs": tabs(asked),
        "rows": rows_of(found),
        "fields": [
            words_field(asked),
            product_field(request, asked),
            choice_field(asked, "state", gettext("State"), states_in(asked.view)),
            choice_field(asked, "outcome", gettext("What came of it"), OUTCOMES),
        ],
        "order_href": asked.href(order="" if asked.order else BY_TICKETS),
        "pager": pager_of(found, asked=asked, is_first=not after),
        "may_report": request.actor.may(Permission.BUG_MANAGE),
    }
    return shown(request, "desk/bugs/index.html", framed(request, values, current="bugs"))


def asked_of(request: PageRequest) -> Asked:
    """What the page does not know is not asked for."""
    typed = {name: request.GET.get(name, "").strip()[:LONGEST_WORDS] for name in NAMES}
    view = typed["view"] if typed["view"] in VIEWS else "open"
    return Asked(
        view=view,
        product=typed["product"],
        state=typed["state"] if typed["state"] in states_in(view) else "",
        outcome=typed["outcome"] if typed["outcome"] in OUTCOMES else "",
        words=typed["q"],
        order=typed["order"] if typed["order"] == BY_TICKETS else "",
    )


def states_in(view: str) -> Mapping[str, "Words"]:
    """Those that the view has."""
    is_open = VIEWS[view]
    return {
        state: words for state, words in STATES.items() if is_open is None or (state not in SOLVED) is is_open
    }


def tabs(asked: Asked) -> list[Link]:
    """The state may be none of another view."""
    labels = {"open": gettext("Open"), "released": gettext("Out or closed"), "all": gettext("All")}
    return [
        Link(label, asked.href(view=view, state=""), is_current=view == asked.view)
        for view, label in labels.items()
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


def choice_field(asked: Asked, name: str, label: str, known: Mapping[str, "Words"]) -> Field:
    chosen = getattr(asked, name)
    said = [("", gettext("any")), *((value, str(words)) for value, words in known.items())]
    choices = tuple(Choice(value, words, is_chosen=value == chosen) for value, words in said)
    return Field(name=name, label=label, kind="select", choices=choices, id=f"filter-{name}")


def product_field(request: PageRequest, asked: Asked) -> Field:
    known = [("", gettext("any")), *((name, name) for name in products(request.actor))]
    choices = tuple(Choice(value, label, is_chosen=value == asked.product) for value, label in known)
    return Field(
        name="product",
        label=gettext("Product"),
        kind="select",
        choices=choices,
        id="filter-product",
    )


def pager_of(found: Page, *, asked: Asked, is_first: bool) -> Pager | None:
    if is_first and not found.next_key:
        return None
    return Pager(
        previous_href="" if is_first else asked.href(),
        next_href=asked.href(after=found.next_key) if found.next_key else "",
    )
