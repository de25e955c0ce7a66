"""The doors of people: an organisation, a contact, a member of the staff, a team, a provider."""

from django.db.models import QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.people.models import Contact, Organisation, Provider, Staff, Team


def visible_providers(actor: Actor) -> QuerySet[Provider]:
    """Staff: those they are granted; contacts: those whose customers they are."""
    if actor.is_system:
        return Provider.objects.all()
    if actor.is_staff:
        return Provider.objects.filter(pk__in=actor.provider_ids)
    return Provider.objects.filter(customerships__organisation_id=actor.organisation_id or 0)


def visible_organisations(actor: Actor) -> QuerySet[Organisation]:
    """Staff: the customers of their providers; contacts: their own."""
    if actor.is_system:
        return Organisation.objects.all()
    if actor.is_staff:
        return Organisation.objects.filter(customerships__provider_id__in=actor.provider_ids).distinct()
    return Organisation.objects.filter(pk=actor.organisation_id or 0)


def visible_contacts(actor: Actor) -> QuerySet[Contact]:
    return Contact.objects.filter(organisation__in=visible_organisations(actor))


def visible_staff(actor: Actor) -> QuerySet[Staff]:
    """Those who share a provider with the actor; contacts see nobody in lists."""
    if actor.is_system:
        return Staff.objects.all()
    return Staff.objects.filter(grants__provider_id__in=actor.provider_ids).distinct()


def visible_teams(actor: Actor) -> QuerySet[Team]:
    if actor.is_system:
        return Team.objects.all()
    return Team.objects.filter(provider_id__in=actor.provider_ids)


def get_provider(actor: Actor, provider_id: int, *, need: Permission) -> Provider:
    provider = visible_providers(actor).filter(pk=provider_id).distinct().first()
    if provider is None:
        raise NotThere("provider")
    if not actor.may(need, provider_id=provider.pk):
        raise NotAllowed(need)
    return provider


def get_organisation(actor: Actor, organisation_id: int, *, need: Permission) -> Organisation:
    organisation = visible_organisations(actor).filter(pk=organisation_id).first()
    if organisation is None:
        raise NotThere("organisation")
    require_for_organisation(actor, organisation, need=need)
    return organisation


def get_contact(actor: Actor, contact_id: int, *, need: Permission) -> Contact:
    contact = visible_contacts(actor).filter(pk=contact_id).select_related("organisation", "account").first()
    if contact is None:
        raise NotThere("contact")
    require_for_organisation(actor, contact.organisation, need=need)
    return contact


def get_staff(actor: Actor, staff_id: int, *, need: Permission) -> Staff:
    """The right must stand for a provider that both have."""
    staff = visible_staff(actor).filter(pk=staff_id).select_related("account").first()
    if staff is None:
        raise NotThere("staff")
    allowed = actor.provider_ids_for(need)
    if not actor.is_system and not staff.grants.filter(provider_id__in=allowed).exists():
        raise NotAllowed(need)
    return staff


def get_team(actor: Actor, team_id: int, *, need: Permission) -> Team:
    team = visible_teams(actor).filter(pk=team_id).select_related("provider").first()
    if team is None:
        raise NotThere("team")
    if not actor.may(need, provider_id=team.provider_id):
        raise NotAllowed(need)
    return team


def require_for_organisation(actor: Actor, organisation: Organisation, *, need: Permission) -> None:
    """Staff must have the right for one of the providers whose customer the organisation is.

    Whoever changes it or its people needs the right for all of them: a contact sees the tickets of each.
    """
    if not actor.may(need):
        raise NotAllowed(need)
    if not actor.is_staff:
        return
    allowed = set(actor.provider_ids_for(need))
    serving = set(organisation.customerships.values_list("provider_id", flat=True))
    is_enough = serving <= allowed if need is Permission.ORGANISATION_MANAGE else serving & allowed
    if not serving or not is_enough:
        raise NotAllowed(need)
