"""The filters of the queue, between the address and the named load."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Actor
from uphold.agreements.access import visible_versions
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.people.access import visible_organisations, visible_providers
from uphold.tickets.models import Ticket
from uphold.tickets.naming import names_of
from uphold.tickets.queries import DeskFilters, View
from uphold.ui.components.field import Choice, Field

NAMES = ("provider", "organisation", "priority", "status", "text")
LARGEST_ID = 18
NOBODY = 0
"""No organisation has this number: what is called by a name that nobody has finds nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address says, as it was typed, and as the load takes it."""

    filters: DeskFilters
    typed: Mapping[str, str]

    @property
    def is_any(self) -> bool:
        return any(self.typed.values())

    def query(self, **more: str) -> str:
        kept = {name: value for name, value in {**self.typed, **more}.items() if value}
        return f"?{urlencode(kept)}" if kept else ""


def asked_of(actor: Actor, view: View, address: Mapping[str, str]) -> Asked:
    typed = {name: address.get(name, "").strip() for name in NAMES}
    statuses = Ticket.Status.values
    return Asked(
        filters=DeskFilters(
            view=view,
            provider_id=number_in(typed["provider"]),
            organisation_id=organisation_in(actor, typed["organisation"]),
            priority=typed["priority"],
            status=typed["status"] if typed["status"] in statuses else "",
            words=typed["text"],
        ),
        typed=typed,
    )


def tickets_of(organisation_id: int) -> str:
    """Where the tickets of an organisation stand."""
    return f"{reverse('desk:queue', args=[View.ALL.value])}?organisation={organisation_id}"


def fields_of(actor: Actor, asked: Asked) -> list[Field]:
    """The form of the filters."""
    providers = [(str(each.pk), each.name) for each in visible_providers(actor).order_by("name")]
    priorities = [(name, name) for name in priority_names(actor)]
    statuses = [(status, gettext(str(label)).lower()) for status, label in Ticket.Status.choices]
    chosen = asked.typed
    return [
        select("provider", gettext("Provider"), providers, chosen["provider"]),
        text("organisation", gettext("Organisation"), chosen["organisation"]),
        select("priority", gettext("Priority"), priorities, chosen["priority"]),
        select("status", gettext("State"), statuses, chosen["status"]),
        text("text", gettext("Words"), chosen["text"]),
    ]


def number_in(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) < LARGEST_ID else None


def organisation_in(actor: Actor, typed: str) -> int | None:
    """By its number, as links name it, or by the beginning of its name, as people do."""
    if not typed or number_in(typed) is not None:
        return number_in(typed)
    named = visible_organisations(actor).filter(name__istartswith=typed).order_by("name")
    return named.values_list("pk", flat=True).first() or NOBODY


def priority_names(actor: Actor) -> list[str]:
    """The priorities of the agreements in force, in the order of their documents."""
    published = visible_versions(actor).filter(status=Version.Status.PUBLISHED).defer("text")
    names = (name for version in published.order_by("id") for name in names_of(compiled(version), "priority"))
    return list(dict.fromkeys(names))


def select(name: str, label: str, known: list[tuple[str, str]], chosen: str) -> Field:
    choices = [("", gettext("any")), *known]
    return Field(
        name=name,
        label=label,
        kind="select",
        choices=tuple(Choice(value, words, is_chosen=value == chosen) for value, words in choices),
        id=f"filter-{name}",
    )


def text(name: str, label: str, typed: str) -> Field:
    return Field(
        name=name,
        label=label,
        value=typed,
        is_required=False,
        id=f"filter-{name}",
        placeholder=gettext("any"),
    )
