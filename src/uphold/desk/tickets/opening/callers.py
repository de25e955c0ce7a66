"""Finding who calls: contacts and organisations, each with the providers that a ticket can be opened for."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from uphold.access import Actor, Permission
from uphold.people.access import visible_contacts, visible_organisations, visible_providers
from uphold.people.models import Contact, Organisation, Provider

MOST = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One way to open a ticket."""

    label: str
    detail: str
    href: str
    icon: str


def callers(actor: Actor, *, words: str) -> list[Found]:
    if not words:
        return []
    allowed = visible_providers(actor).filter(pk__in=actor.provider_ids_for(Permission.TICKET_OPEN_FOR))
    providers = list(allowed.order_by("name"))
    named = Q(name__icontains=words) | Q(organisation__name__icontains=words)
    people = visible_contacts(actor).filter(named, is_active=True).order_by("name")[:MOST]
    organisations = (
        visible_organisations(actor).filter(name__icontains=words, is_active=True).order_by("name")
    )
    contacts = people.select_related("organisation").prefetch_related("organisation__customerships")
    parties = organisations.prefetch_related("customerships")[:MOST]
    return [
        *(
            of_contact(contact, provider)
            for contact in contacts
            for provider in providers
            if serves(provider, contact.organisation)
        ),
        *(
            of_organisation(organisation, provider)
            for organisation in parties
            for provider in providers
            if serves(provider, organisation)
        ),
    ]


def serves(provider: Provider, organisation: Organisation) -> bool:
    return any(each.provider_id == provider.pk for each in organisation.customerships.all())


def of_contact(contact: Contact, provider: Provider) -> Found:
    address = reverse("desk:ticket-new-for", args=[provider.pk, contact.organisation_id])
    detail = f"{contact.organisation.name} · {provider.name}"
    return Found(contact.name, detail, f"{address}?contact={contact.pk}", "user")


def of_organisation(organisation: Organisation, provider: Provider) -> Found:
    address = reverse("desk:ticket-new-for", args=[provider.pk, organisation.pk])
    return Found(organisation.name, provider.name, address, "building-2")


def callers_of(actor: Actor, organisation: Organisation) -> list[tuple[str, str]]:
    people = visible_contacts(actor).filter(organisation=organisation, is_active=True).order_by("name")
    return [(str(key), name) for key, name in people.values_list("pk", "name")]
