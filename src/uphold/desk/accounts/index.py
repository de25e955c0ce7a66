"""The list of accounts: what customers have, what they owe, and what rests because of it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.accounts.customers import VIEWS, Asked, CustomerRow, Page, customer_page
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit import now
from uphold.people.access import visible_providers
from uphold.ui import words
from uphold.ui.accounted.wording import capability_words, days_words
from uphold.ui.components.field import Choice, Field
from uphold.ui.components.navigation import Link, Pager
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

LONGEST_WORDS, LONGEST_KEY = 100, 18
AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class AccountRow:
    """One account as a row of the list."""

    name: str
    href: str
    provider: str
    balance: str
    time: str
    held: str
    is_low: bool
    overdue: str
    amounts: str
    suspended: str


@desk_page(need=Permission.CREDITS_READ)
def index(request: PageRequest) -> HttpResponse:
    asked = asked_of(request)
    found = customer_page(request.actor, asked=asked, after=request.GET.get("after"), at=now())
    providers = provider_choices(request)
    values = {
        "asked": asked,
        "tabs": tabs(asked),
        "rows": [row_of(row) for row in found.rows],
        "words_field": words_field(asked),
        "provider_field": provider_field(asked, providers) if len(providers) > 1 else None,
        "has_several": len(providers) > 1,
        "pager": pager_of(found, asked=asked, is_first="after" not in request.GET),
        "may_check": request.actor.may(Permission.CREDITS_MANAGE),
    }
    return shown(request, "desk/accounts/index.html", framed(request, values, current="accounts"))


def asked_of(request: PageRequest) -> Asked:
    view, provider = request.GET.get("view", "all"), request.GET.get("provider", "")
    return Asked(
        view=view if view in VIEWS else "all",
        words=request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS],
        provider_id=int(provider) if provider.isdecimal() and len(provider) <= LONGEST_KEY else None,
    )


def address_of(asked: Asked, **changed: str) -> str:
    said = {
        "view": asked.view,
        "q": asked.words,
        "provider": str(asked.provider_id or ""),
        **changed,
    }
    return f"{reverse('desk:accounts')}?{urlencode({name: value for name, value in said.items() if value})}"


def tabs(asked: Asked) -> list[Link]:
    labels = {
        "all": gettext("All"),
        "low": gettext("Low balance"),
        "overdue": gettext("Overdue"),
        "suspended": gettext("Suspended"),
    }
    return [
        Link(label, address_of(asked, view=view), is_current=view == asked.view)
        for view, label in labels.items()
    ]


def row_of(row: CustomerRow) -> AccountRow:
    customer = row.customer
    free = row.available - row.owed
    return AccountRow(
        name=customer.organisation.name,
        href=reverse("desk:account", args=[customer.provider_id, customer.organisation_id]),
        provider=customer.provider.name,
        balance=f"{free}".replace("-", "−") if row.has_credits or row.owed else "",
        time=words.minutes(free) if free >= AN_HOUR else "",
        held=str(row.held) if row.held else "",
        is_low=row.is_low,
        overdue=days_words(row.days_past_due) if row.days_past_due else "",
        amounts=", ".join(words.money(amount, currency) for currency, amount in sorted(row.overdue.items())),
        suspended=", ".join(capability_words(each) for each in row.suspended),
    )


def words_field(asked: Asked) -> Field:
    return Field(name="q", label=gettext("Customer"), kind="search", value=asked.words, id="filter-words")


def provider_choices(request: PageRequest) -> list[tuple[str, str]]:
    """The providers whose accounts the reader may see."""
    ids = request.actor.provider_ids_for(Permission.CREDITS_READ)
    own = visible_providers(request.actor).filter(pk__in=ids).order_by("name")
    return [(str(key), name) for key, name in own.values_list("pk", "name")]


def provider_field(asked: Asked, providers: list[tuple[str, str]]) -> Field:
    known = [("", gettext("any provider")), *providers]
    chosen = str(asked.provider_id or "")
    return Field(
        name="provider",
        label=gettext("Provider"),
        kind="select",
        choices=tuple(Choice(value, label, is_chosen=value == chosen) for value, label in known),
        id="filter-provider",
    )


def pager_of(found: Page, *, asked: Asked, is_first: bool) -> Pager | None:
    if is_first and found.next_key is None:
        return None
    return Pager(
        previous_href="" if is_first else address_of(asked),
        next_href=address_of(asked, after=found.next_key) if found.next_key else "",
    )
