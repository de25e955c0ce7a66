"""Verbs of providers."""

import re
from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission, Role, require
from uphold.journal.write import write
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.actions.refusals import NameTaken, named
from uphold.people.models import Grant, Provider


class PrefixMalformed(Refused):
    code, kind, text = (
        "prefix_malformed",
        INVALID,
        gettext_lazy("{0} is no prefix: one to eight capitals and digits."),
    )


class PrefixTaken(Refused):
    code, kind, text = "prefix_taken", CONFLICT, gettext_lazy("Another provider's numbers begin with {0}.")


@atomic
def add_provider(*, actor: Actor, name: str, ticket_prefix: str, at: datetime) -> Provider:
    """Whoever adds a provider becomes its first administrator."""
    require(actor, Permission.PROVIDER_MANAGE)
    prefix = ticket_prefix.strip().upper()
    if not re.fullmatch(r"[A-Z][A-Z0-9]{0,7}", prefix):
        raise PrefixMalformed(ticket_prefix)
    with (
        refused_by("people_provider_name_key", NameTaken(name)),
        refused_by("people_provider_ticket_prefix_key", PrefixTaken(prefix)),
    ):
        provider = Provider.objects.create(name=named(name), ticket_prefix=prefix)
    if actor.is_staff and actor.id is not None:
        Grant.objects.create(staff_id=actor.id, provider=provider, role=Role.ADMINISTRATOR)
    write("provider.added", about=provider, by=actor, at=at)
    return provider


@atomic
def rename_provider(*, actor: Actor, provider: Provider, name: str, at: datetime) -> Provider:
    require(actor, Permission.PROVIDER_MANAGE, provider_id=provider.pk)
    provider.name = named(name)
    with refused_by("people_provider_name_key", NameTaken(name)):
        provider.save(update_fields=["name"])
    write("provider.renamed", about=provider, by=actor, at=at)
    return provider


@atomic
def deactivate_provider(*, actor: Actor, provider: Provider, at: datetime) -> Provider:
    require(actor, Permission.PROVIDER_MANAGE, provider_id=provider.pk)
    provider.is_active = False
    provider.save(update_fields=["is_active"])
    write("provider.deactivated", about=provider, by=actor, at=at)
    return provider


@atomic
def reactivate_provider(*, actor: Actor, provider: Provider, at: datetime) -> Provider:
    require(actor, Permission.PROVIDER_MANAGE, provider_id=provider.pk)
    provider.is_active = True
    provider.save(update_fields=["is_active"])
    write("provider.reactivated", about=provider, by=actor, at=at)
    return provider
