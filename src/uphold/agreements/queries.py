"""What is in force: the contract of an organisation and the versions that govern, on the local day of an instant."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Count, Model, Q, QuerySet

from uphold.access import Actor
from uphold.agreements.access import PUBLISHED, visible_contracts, visible_versions
from uphold.agreements.models import Agreement, Contract, CoveredUnit, DecisionRecord, Version
from uphold.journal.write import subject_kind


@dataclass(frozen=True, slots=True)
class Terms:
    """What governs a ticket: the contract, the version of its agreement, and those of its annexes in order."""

    contract: Contract | None
    version: Version
    annexes: tuple[Version, ...] = ()


def terms_in_force(*, organisation_id: int, provider_id: int, at: datetime) -> Terms | None:
    """None when no contract covers the day, or nothing of its agreement is in force yet."""
    contracts = Contract.objects.filter(organisation_id=organisation_id, provider_id=provider_id)
    for contract in contracts.select_related("agreement").order_by("-starts_on"):
        version = version_in_force(contract.agreement, at=at)
        if version is None or not covers(contract, local_day(version, at)):
            continue
        annexes = Agreement.objects.filter(bindings__contract=contract).order_by("bindings__position")
        in_force = (version_in_force(annex, at=at) for annex in annexes)
        return Terms(contract, version, tuple(each for each in in_force if each is not None))
    return None


def version_in_force(agreement: Agreement, *, at: datetime) -> Version | None:
    """The latest that is effective on the local day of the instant, each in its own zone."""
    published = agreement.versions.filter(status__in=PUBLISHED).order_by("-effective_on", "-published_at")
    return next((each for each in published if each.effective_on <= local_day(each, at)), None)


def local_day(version: Version, at: datetime) -> date:
    return at.astimezone(ZoneInfo(version.timezone)).date()


def covers(contract: Contract, day: date) -> bool:
    return contract.starts_on <= day and (contract.ends_on is None or day < contract.ends_on)


def units_covered(*, contract_id: int | None, version: Version, at: datetime) -> QuerySet[CoveredUnit]:
    """What a contract covers by name on the local day of the instant, by the agreement's calendar."""
    on = local_day(version, at)
    units = CoveredUnit.objects.filter(contract=contract_id, starts_on__lte=on)
    return units.filter(Q(ends_on=None) | Q(ends_on__gt=on)).order_by("kind", "name")


def version_list(actor: Actor) -> QuerySet[Version]:
    """Every version the actor may see, newest first under each agreement; the texts are left out."""
    return visible_versions(actor).defer("text").order_by("agreement__slug", "-effective_on", "-id")


def contract_list(actor: Actor) -> QuerySet[Contract]:
    return visible_contracts(actor).prefetch_related("annexes").order_by("organisation__name", "-starts_on")


def decisions_about(about: Model) -> QuerySet[DecisionRecord]:
    """The decision records of one subject, in the order in which they were made."""
    records = DecisionRecord.objects.filter(about_kind=subject_kind(about), about_id=about.pk)
    return records.order_by("at", "id")


def decisions_by_line(version: Version) -> dict[int, int]:
    """How many decisions each row of a version has made, by the line of the row: for the staff's reading page."""
    records = DecisionRecord.objects.filter(version_id=version.pk, line__isnull=False)
    counted = records.order_by().values_list("line").annotate(decision_count=Count("id"))
    return {line: count for line, count in counted if line is not None}
