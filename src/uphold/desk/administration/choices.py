"""Choices of forms: the providers, agreements and people that the reader may name."""

from uphold.access import Actor, NotThere, Permission
from uphold.people.access import get_provider, visible_providers
from uphold.people.models import Provider

Choices = list[tuple[str, str]]


def provider_choices(actor: Actor, *, need: Permission) -> Choices:
    """Active providers for which the reader has the right."""
    found = visible_providers(actor).filter(pk__in=actor.provider_ids_for(need), is_active=True)
    return [(str(each.pk), each.name) for each in found.order_by("name")]


def provider_of(actor: Actor, chosen: str, *, need: Permission) -> Provider:
    if not chosen.isdecimal():
        raise NotThere("provider")
    return get_provider(actor, int(chosen), need=need)
