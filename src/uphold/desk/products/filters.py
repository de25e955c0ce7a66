"""What the address of the installed base says: which units are asked for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor
from uphold.products.access import visible_products, visible_sites, visible_units
from uphold.products.queries import UnitFilters
from uphold.ui.components.field import Choice, Field
from uphold.ui.installed.wording import KINDS, STATES
from uphold.ui.page import PageRequest

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

LONGEST_WORDS, LONGEST_KEY = 100, 18
MOST_CHOICES = 300
GONE = "gone"
STATE_CHOICES: Mapping[str, "str | Words"] = {**STATES, GONE: gettext_lazy("no longer there")}
SUPPORT: Mapping[str, "Words"] = {
    "running": gettext_lazy("supported"),
    "ending": gettext_lazy("ends within 90 days"),
    "ended": gettext_lazy("has ended"),
}
WARRANTY: Mapping[str, "Words"] = {
    "running": gettext_lazy("under warranty"),
    "ended": gettext_lazy("has ended"),
    "none": gettext_lazy("none known"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Each as the address has it; empty means any."""

    q: str
    customer: str
    product: str
    site: str
    kind: str
    state: str
    support: str
    warranty: str

    @property
    def is_narrowed(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    def filters(self, *, on: date) -> UnitFilters:
        return UnitFilters(
            on=on,
            words=self.q,
            organisation_id=int(self.customer) if self.customer else None,
            product_id=int(self.product) if self.product else None,
            site_id=int(self.site) if self.site else None,
            kind=self.kind,
            state=self.state,
            support=self.support,
            warranty=self.warranty,
        )

    def href(self, **changed: str) -> str:
        said = {each.name: getattr(self, each.name) for each in fields(self)} | changed
        query = urlencode({name: value for name, value in said.items() if value})
        return f"{reverse('desk:units')}?{query}" if query else reverse("desk:units")


def asked_of(request: PageRequest) -> Asked:
    """What the page does not know is not asked for."""

    def word(name: str, known: Iterable[str]) -> str:
        value = request.GET.get(name, "")
        return value if value in known else ""

    def key(name: str) -> str:
        value = request.GET.get(name, "")
        return value if value.isdecimal() and len(value) <= LONGEST_KEY else ""

    return Asked(
        q=request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS],
        customer=key("customer"),
        product=key("product"),
        site=key("site"),
        kind=word("kind", KINDS),
        state=word("state", STATE_CHOICES),
        support=word("support", SUPPORT),
        warranty=word("warranty", WARRANTY),
    )


def filter_fields(actor: Actor, asked: Asked) -> list[Field]:
    """Sites are those of a chosen customer: those of all are too many to choose from."""
    return [
        Field(
            name="q", label=gettext("Serial, site or words"), kind="search", value=asked.q, id="filter-words"
        ),
        chosen(asked, "customer", gettext("Customer"), customers_of(actor)),
        chosen(asked, "product", gettext("Product"), products_of(actor)),
        *([chosen(asked, "site", gettext("Site"), sites_of(actor, asked))] if asked.customer else []),
        chosen(asked, "state", gettext("State"), STATE_CHOICES.items()),
        chosen(asked, "support", gettext("Support"), SUPPORT.items()),
        chosen(asked, "warranty", gettext("Warranty"), WARRANTY.items()),
    ]


def chosen(asked: Asked, name: str, label: str, known: "Iterable[tuple[str, str | Words]]") -> Field:
    value = getattr(asked, name)
    said = [("", gettext("any")), *((key, str(words)) for key, words in known)]
    choices = tuple(Choice(key, words, is_chosen=key == value) for key, words in said)
    return Field(name=name, label=label, kind="select", choices=choices, id=f"filter-{name}")


def customers_of(actor: Actor) -> list[tuple[str, str]]:
    """Those at whom anything stands."""
    units = visible_units(actor).order_by("organisation__name", "organisation_id")
    found = units.values_list("organisation_id", "organisation__name").distinct()
    return [(str(key), name) for key, name in found[:MOST_CHOICES]]


def products_of(actor: Actor) -> list[tuple[str, str]]:
    found = visible_products(actor).order_by("name", "pk").values_list("pk", "name")
    return [(str(key), name) for key, name in found[:MOST_CHOICES]]


def sites_of(actor: Actor, asked: Asked) -> list[tuple[str, str]]:
    found = visible_sites(actor).filter(organisation_id=int(asked.customer)).order_by("name", "pk")
    return [(str(key), name) for key, name in found.values_list("pk", "name")[:MOST_CHOICES]]
