"""Who has the product of a release, and what the agreement of each says about it. Nothing is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from uphold.agreements.bridge import compiled
from uphold.agreements.models import Agreement, Contract, Version
from uphold.agreements.queries import Terms, covers, local_day, version_in_force
from uphold.people.models import Organisation
from uphold.policy.scenario.answer import ReleaseAnswer
from uphold.policy.scenario.entitled import release_right
from uphold.problems.models import Release, ReleaseRight
from uphold.products.models import Unit
from uphold.products.queries import STANDS

NOT_SAID = ReleaseRight.Entitled.NOT_SAID.value


@dataclass(frozen=True, slots=True)
class Right:
    """A customer's right; `answer` and `terms` are None where no agreement is in force, so that nothing is said."""

    organisation: Organisation
    terms: Terms | None
    answer: ReleaseAnswer | None

    @property
    def entitled(self) -> str:
        said = self.answer.entitled if self.answer else None
        return said if said in ReleaseRight.Entitled.values else NOT_SAID

    @property
    def charge(self) -> str:
        """In the agreement's words; empty where nothing is said."""
        return (self.answer.charge if self.answer else None) or ""


def rights_to(release: Release, *, at: datetime, among: Sequence[int] | None = None) -> list[Right]:
    """Of everybody with a unit of the product that stands; or of some organisations. By name."""
    units = Unit.objects.filter(STANDS, product_id=release.version.product_id)
    having = Organisation.objects.filter(pk__in=units.values("organisation_id"))
    asked_about = having if among is None else Organisation.objects.filter(pk__in=among)
    organisations = list(asked_about.order_by("name", "pk"))
    governed = terms_of(organisations, provider_id=release.provider_id, at=at)
    answers: dict[tuple[object, ...], ReleaseAnswer | None] = {}
    rights = []
    for organisation in organisations:
        terms = governed.get(organisation.pk)
        rights.append(Right(organisation, terms, asked(terms, release, at=at, known=answers)))
    return rights


def asked(
    terms: Terms | None,
    release: Release,
    *,
    at: datetime,
    known: dict[tuple[object, ...], ReleaseAnswer | None],
) -> ReleaseAnswer | None:
    """The agreement is asked once for all who have it with the same annexes and plan."""
    if terms is None:
        return None
    plan = terms.contract.plan if terms.contract else ""
    key = (terms.version.pk, tuple(annex.pk for annex in terms.annexes), plan)
    if key not in known:
        agreement = compiled(terms.version, terms.annexes)
        known[key] = release_right(agreement, kind=release.kind, plan=plan, at=at)
    return known[key]


def terms_of(organisations: Iterable[Organisation], *, provider_id: int, at: datetime) -> Mapping[int, Terms]:
    """As `terms_in_force`, of many organisations in as many statements as there are agreements."""
    contracts = Contract.objects.filter(organisation__in=list(organisations), provider_id=provider_id)
    contracts = contracts.select_related("agreement").prefetch_related("bindings__agreement")
    versions: dict[int, Version | None] = {}
    found: dict[int, Terms] = {}
    for contract in contracts.order_by("-starts_on"):
        version = in_force(contract.agreement, at=at, known=versions)
        if contract.organisation_id in found or version is None:
            continue
        if covers(contract, local_day(version, at)):
            bindings = sorted(contract.bindings.all(), key=lambda binding: binding.position)
            annexes = (in_force(binding.agreement, at=at, known=versions) for binding in bindings)
            found[contract.organisation_id] = Terms(
                contract, version, tuple(each for each in annexes if each)
            )
    return found


def in_force(agreement: Agreement, *, at: datetime, known: dict[int, Version | None]) -> Version | None:
    if agreement.pk not in known:
        known[agreement.pk] = version_in_force(agreement, at=at)
    return known[agreement.pk]
