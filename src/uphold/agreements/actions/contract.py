"""Concluding and ending contracts."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.agreements.models import Agreement, Contract, ContractAnnex, Version
from uphold.journal.write import write
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.models import Organisation, Provider


class ContractsOverlap(Refused):
    code, kind, text = (
        "contracts_overlap",
        CONFLICT,
        gettext_lazy("{0} already has a contract with {1} in this time; end it first."),
    )


class ContractEndsBeforeItsStart(Refused):
    code, kind, text = (
        "contract_ends_before_its_start",
        INVALID,
        gettext_lazy("The last day lies before the first."),
    )


class NothingPublished(Refused):
    code, kind, text = "nothing_published", CONFLICT, gettext_lazy("No version of {0} is published.")


class NotACustomer(Refused):
    code, kind, text = "not_a_customer", INVALID, gettext_lazy("{0} is no customer of {1}.")


class NotOfTheProvider(Refused):
    code, kind, text = "not_of_the_provider", INVALID, gettext_lazy("{0} does not belong to this provider.")


@atomic
def conclude_contract(
    *,
    actor: Actor,
    organisation: Organisation,
    provider: Provider,
    agreement: Agreement,
    annexes: Sequence[Agreement] = (),
    plan: str = "",
    starts_on: date,
    ends_on: date | None = None,
    at: datetime,
) -> Contract:
    """`ends_on` is the first day that is not covered."""
    require(actor, Permission.CONTRACT_MANAGE, provider_id=provider.pk)
    for document in (agreement, *annexes):
        require_published(document, provider=provider)
    require_order(starts_on, ends_on)
    with (
        refused_by("contract_apart", ContractsOverlap(organisation.name, provider.name)),
        refused_by("contract_customership", NotACustomer(organisation.name, provider.name)),
    ):
        contract = Contract.objects.create(
            organisation=organisation,
            provider=provider,
            agreement=agreement,
            plan=plan,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    for position, annex in enumerate(annexes):
        ContractAnnex.objects.create(contract=contract, agreement=annex, position=position)
    record("contract.concluded", contract, by=actor, at=at)
    return contract


@atomic
def end_contract(*, actor: Actor, contract: Contract, ends_on: date, at: datetime) -> Contract:
    """Tickets that were opened under it keep it."""
    require(actor, Permission.CONTRACT_MANAGE, provider_id=contract.provider_id)
    require_order(contract.starts_on, ends_on)
    with refused_by("contract_apart", ContractsOverlap(contract.organisation.name, contract.provider.name)):
        contract.ends_on = ends_on
        contract.save(update_fields=["ends_on"])
    record("contract.ended", contract, by=actor, at=at)
    return contract


def require_published(agreement: Agreement, *, provider: Provider) -> None:
    if agreement.provider_id != provider.pk:
        raise NotOfTheProvider(agreement.slug)
    if not agreement.versions.filter(status=Version.Status.PUBLISHED).exists():
        raise NothingPublished(agreement.slug)


def require_order(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on <= starts_on:
        raise ContractEndsBeforeItsStart


def record(kind: str, contract: Contract, *, by: Actor, at: datetime) -> None:
    days = {"starts_on": contract.starts_on, "ends_on": contract.ends_on}
    detail = {name: day.isoformat() for name, day in days.items() if day is not None}
    write(kind, about=contract, by=by, at=at, detail=detail, organisation_id=contract.organisation_id)
