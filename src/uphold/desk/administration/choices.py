"""Choices of forms: the providers, agreements and people that the reader may name."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, NotThere, Permission, Role
from uphold.people.access import get_provider, visible_providers
from uphold.people.models import Provider

Choices = list[tuple[str, str]]

STAFF_ROLE_WORDS = MappingProxyType(
    {
        Role.AGENT: (gettext_lazy("Agent"), gettext_lazy("Works on tickets and reads agreements.")),
        Role.CLERK: (
            gettext_lazy("Billing clerk"),
            gettext_lazy("Reads tickets; looks after invoices, payments and credits."),
        ),
        Role.LEAD: (
            gettext_lazy("Lead"),
            gettext_lazy("As an agent; also decides what agreements leave to a manager, and reads reports."),
        ),
        Role.ADMINISTRATOR: (
            gettext_lazy("Administrator"),
            gettext_lazy("As a lead; also looks after people and contracts, and publishes agreements."),
        ),
    }
)
CONTACT_ROLE_WORDS = MappingProxyType(
    {
        Role.MEMBER: (
            gettext_lazy("Member"),
            gettext_lazy("Opens tickets, and reads those of the organisation."),
        ),
        Role.MANAGER: (
            gettext_lazy("Manager"),
            gettext_lazy("As a member; also sees the organisation's people and reports."),
        ),
    }
)
ROLE_WORDS = {**STAFF_ROLE_WORDS, **CONTACT_ROLE_WORDS}


def role_name(role: str) -> str:
    return str(ROLE_WORDS[Role(role)][0])


def role_choices(words: Mapping[Role, tuple[object, object]]) -> Choices:
    return [(role.value, str(name)) for role, (name, _) in words.items()]


def role_helps(words: Mapping[Role, tuple[object, object]]) -> dict[str, str]:
    """What each role may."""
    return {role.value: str(meaning) for role, (_, meaning) in words.items()}


def offered(choices: Choices) -> Choices:
    """With a blank first where there is something to choose, so that nobody sends what merely stood first."""
    return choices if len(choices) == 1 else [("", gettext("Choose …")), *choices]


def provider_choices(actor: Actor, *, need: Permission) -> Choices:
    """Active providers for which the reader has the right."""
    found = visible_providers(actor).filter(pk__in=actor.provider_ids_for(need), is_active=True)
    return offered([(str(each.pk), each.name) for each in found.order_by("name")])


def provider_of(actor: Actor, chosen: str, *, need: Permission) -> Provider:
    if not chosen.isdecimal():
        raise NotThere("provider")
    return get_provider(actor, int(chosen), need=need)
