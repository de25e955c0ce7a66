"""What contracts include: the grants of policy, with the terms that were in force when each opened."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from uphold.agreements.access import PUBLISHED
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Agreement, Contract, CoveredUnit, Version
from uphold.agreements.queries import Terms
from uphold.credits.postings import Cited
from uphold.policy.scenario.allowances import Grant, allowances
from uphold.policy.time.local import instant_at, local_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A lot that a contract includes: `key` names it for good, `next_key` the lot that its rest moves into."""

    grant: Grant
    opened_at: datetime
    covered_unit: str
    key: str
    next_key: str
    cited: Cited


def contracts_with_allowances(*, until: datetime) -> QuerySet[Contract]:
    """Those begun by then whose documents could include credits."""
    published = Version.objects.filter(status__in=PUBLISHED, text__icontains="allowance")
    documents = published.values("agreement_id")
    including = Q(agreement__in=documents) | Q(annexes__in=documents)
    latest_day = until.date() + timedelta(days=1)
    return Contract.objects.filter(including, starts_on__lte=latest_day).distinct().order_by("pk")


def allowances_due(contract: Contract, *, until: datetime) -> Iterator[Due]:
    """Everything that the contract has included until an instant, also what was granted already."""
    units = list(contract.covered_units.order_by("pk"))
    for terms, first, end in stretches(contract, until=until):
        agreement = compiled(terms.version, terms.annexes)
        grants = allowances(
            agreement,
            plan=contract.plan or None,
            starts_on=contract.starts_on,
            ends_on=contract.ends_on,
            until=until,
        )
        for grant, next_at in with_the_next(grants):
            opens_on = local_date(grant.opens_at, zone=agreement.timezone)
            if not grant.credits or opens_on < first or (end is not None and opens_on >= end):
                continue
            if grant.per_unit:
                met = units_met(units, grant, next_at=next_at, zone=agreement.timezone, until=until)
                for unit, opened_at in met:
                    yield due(grant, contract, terms=terms, opened_at=opened_at, unit=unit)
            else:
                yield due(grant, contract, terms=terms, opened_at=grant.opens_at)


def stretches(contract: Contract, *, until: datetime) -> Iterator[tuple[Terms, date, date | None]]:
    """The terms of a contract from day to day; the end is the first day of the next.

    What was granted stays, so a version that was published late decides from the day on which it was.
    """
    annexes = list(Agreement.objects.filter(bindings__contract=contract).order_by("bindings__position"))
    documents = [contract.agreement_id, *(annex.pk for annex in annexes)]
    published = Version.objects.filter(agreement__in=documents, status__in=PUBLISHED)
    versions = list(published.select_related("agreement").defer("text").order_by("published_at", "pk"))
    begins = {max(each.effective_on, known_on(each)) for each in versions}
    last = until.date() + timedelta(days=1)
    changes = [contract.starts_on, *sorted(day for day in begins if contract.starts_on < day <= last)]
    for first, end in zip(changes, [*changes[1:], None], strict=True):
        version, *bound = (in_force(versions, document, on=first) for document in documents)
        if version is not None:
            yield Terms(contract, version, tuple(each for each in bound if each is not None)), first, end


def in_force(versions: Iterable[Version], document: int, *, on: date) -> Version | None:
    """Of the versions in the order of publication: the latest of those known by then, else the first that was."""
    effective = [each for each in versions if each.agreement_id == document and each.effective_on <= on]
    known = [each for each in effective if known_on(each) <= on] or effective[:1]
    return max(known, key=lambda each: each.effective_on, default=None)


def known_on(version: Version) -> date:
    return version.published_at.date() if version.published_at else version.effective_on


def with_the_next(grants: Sequence[Grant]) -> Iterator[tuple[Grant, datetime | None]]:
    """Each grant with the opening of the one that follows it; None while that has not opened."""
    for grant, following in zip(grants, [*grants[1:], None], strict=False):
        is_of_one_row = following is not None and following.citation.line == grant.citation.line
        yield grant, following.opens_at if following is not None and is_of_one_row else None


def units_met(
    units: Iterable[CoveredUnit], grant: Grant, *, next_at: datetime | None, zone: str, until: datetime
) -> Iterator[tuple[CoveredUnit, datetime]]:
    """The units whose cover meets the period of a grant, and from when on they have it: the later of both."""
    for unit in units:
        begins_at = instant_at(unit.starts_on, time(), zone=zone)
        ends_at = None if unit.ends_on is None else instant_at(unit.ends_on, time(), zone=zone)
        opened_at = max(grant.opens_at, begins_at)
        limits = (each for each in (next_at, ends_at, grant.expires_at) if each is not None)
        if unit.kind == grant.per_unit and opened_at <= until and all(opened_at < each for each in limits):
            yield unit, opened_at


def due(
    grant: Grant, contract: Contract, *, terms: Terms, opened_at: datetime, unit: CoveredUnit | None = None
) -> Due:
    ending = f":{unit.pk}" if unit else ""
    versions = {each.agreement.slug: each for each in (terms.version, *terms.annexes)}
    return Due(
        grant=grant,
        opened_at=opened_at,
        covered_unit=unit.name if unit else "",
        key=f"contract:{contract.pk}:{grant.key}{ending}",
        next_key=f"contract:{contract.pk}:{grant.next_key}{ending}" if grant.next_key else "",
        cited=Cited(versions.get(grant.citation.document, terms.version).pk, grant.citation),
    )
