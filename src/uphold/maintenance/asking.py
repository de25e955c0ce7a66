"""Asking each affected customer's agreement how early, to whom and how planned work is announced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.agreements.queries import terms_in_force
from uphold.maintenance.windows import Times
from uphold.people.models import Organisation
from uphold.policy.scenario.answer import NoticeAnswer
from uphold.policy.scenario.case import Window
from uphold.policy.scenario.notice import notice_owed
from uphold.products.models import Unit


@dataclass(frozen=True, slots=True)
class Touched:
    """What work touches: products, sites, or products at these sites alone."""

    provider_id: int
    product_ids: tuple[int, ...] = ()
    site_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Owed:
    """A customer who is affected by `units` of his, and the notice that his agreement owes him.

    `answer` is None where no agreement is in force with him.
    """

    organisation: Organisation
    units: int
    version: Version | None
    answer: NoticeAnswer | None

    @property
    def is_short(self) -> bool:
        return self.answer is not None and self.answer.is_short


def affected_organisations(touched: Touched) -> QuerySet[Organisation]:
    """Those whose installed base has units of these products, at these sites, in use; each with `units_count`."""
    fits = Q(units__provider_id=touched.provider_id, units__state=Unit.State.IN_USE.value)
    if touched.product_ids:
        fits &= Q(units__product_id__in=touched.product_ids)
    if touched.site_ids:
        fits &= Q(units__site_id__in=touched.site_ids)
    found = Organisation.objects.filter(fits, is_active=True)
    return found.annotate(units_count=Count("units", distinct=True)).order_by("name", "pk")


def notices_owed(touched: Touched, *, change: str, times: Times, at: datetime) -> list[Owed]:
    """What each affected customer's agreement says, if it is announced at this moment."""
    window = Window(change=change, starts_at=times.starts_at, ends_at=times.ends_at)
    return [owed_to(each, window, touched=touched, at=at) for each in affected_organisations(touched)]


def owed_to(organisation: Organisation, window: Window, *, touched: Touched, at: datetime) -> Owed:
    units = getattr(organisation, "units_count", 0)
    terms = terms_in_force(organisation_id=organisation.pk, provider_id=touched.provider_id, at=at)
    if terms is None:
        return Owed(organisation, units, None, None)
    answer = notice_owed(compiled(terms.version, terms.annexes), window, at=at)
    return Owed(organisation, units, terms.version, answer)


def kinds_of_change(versions: Sequence[Version]) -> list[str]:
    """As the Notice rows of agreements name them, in their order."""
    rows = [rule.label for version in versions for rule in compiled(version).rules.get("notice", ())]
    return list(dict.fromkeys(rows))
