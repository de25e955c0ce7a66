"""The doors of agreements: documents, their versions, and contracts."""

from django.db.models import QuerySet

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.agreements.models import Agreement, Contract, CoveredUnit, Version

PUBLISHED = (Version.Status.PUBLISHED, Version.Status.SUPERSEDED)


def visible_agreements(actor: Actor) -> QuerySet[Agreement]:
    """Staff: their providers'; contacts: those that a contract of theirs names, also as annex."""
    if actor.is_system:
        return Agreement.objects.all()
    if actor.is_staff:
        return Agreement.objects.filter(provider_id__in=actor.provider_ids_for(Permission.AGREEMENT_READ))
    own = Contract.objects.filter(organisation_id=actor.organisation_id or 0)
    named = Agreement.objects.filter(contracts__in=own) | Agreement.objects.filter(annexed_to__in=own)
    return named.distinct()


def visible_versions(actor: Actor) -> QuerySet[Version]:
    """Contacts see what is published, never a draft."""
    versions = Version.objects.filter(agreement__in=visible_agreements(actor)).select_related(
        "agreement__provider"
    )
    return versions if actor.is_staff or actor.is_system else versions.filter(status__in=PUBLISHED)


def visible_contracts(actor: Actor) -> QuerySet[Contract]:
    contracts = Contract.objects.select_related("organisation", "provider", "agreement")
    if actor.is_system:
        return contracts
    if actor.is_staff:
        return contracts.filter(provider_id__in=actor.provider_ids)
    return contracts.filter(organisation_id=actor.organisation_id or 0)


def get_agreement(actor: Actor, slug: str, *, need: Permission = Permission.AGREEMENT_READ) -> Agreement:
    agreement = visible_agreements(actor).select_related("provider").filter(slug=slug).order_by("id").first()
    if agreement is None:
        raise NotThere("agreement")
    if not actor.may(need, provider_id=agreement.provider_id):
        raise NotAllowed(need)
    return agreement


def get_version(
    actor: Actor, slug: str, version: str, *, need: Permission = Permission.AGREEMENT_READ
) -> Version:
    found = visible_versions(actor).filter(agreement__slug=slug, version=version).order_by("id").first()
    if found is None:
        raise NotThere("version")
    if not actor.may(need, provider_id=found.agreement.provider_id):
        raise NotAllowed(need)
    return found


def get_contract(actor: Actor, contract_id: int, *, need: Permission) -> Contract:
    contract = visible_contracts(actor).filter(pk=contract_id).first()
    if contract is None:
        raise NotThere("contract")
    if not actor.may(need, provider_id=contract.provider_id):
        raise NotAllowed(need)
    return contract


def get_covered_unit(
    actor: Actor, contract_id: int, covered_unit_id: int, *, need: Permission
) -> CoveredUnit:
    """Through the door of its contract."""
    contract = get_contract(actor, contract_id, need=need)
    unit = contract.covered_units.select_related("contract").filter(pk=covered_unit_id).first()
    if unit is None:
        raise NotThere("covered unit")
    return unit
