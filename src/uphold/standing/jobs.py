"""What the days bring: warnings ahead of a threshold, and what the agreement suspends by itself.

Each customer in a transaction of its own: one whose agreement cannot be read holds up no other, and the job fails when
it has seen them all.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from uphold.access import Actor
from uphold.agreements.queries import Terms, terms_in_force
from uphold.kit.one_by_one import one_by_one
from uphold.kit.transaction import atomic
from uphold.people.models import Customership
from uphold.policy.scenario.ahead import Threshold
from uphold.standing.actions import suspend_by_agreement
from uphold.standing.asking import agreement_of, day_of, first_thresholds, role_of
from uphold.standing.locking import lock_customer
from uphold.standing.models import Receivable, StandingWarning
from uphold.standing.queries import Customer, active_suspensions, summed, undisputed
from uphold.standing.telling import cited, record

WARNED_DAYS_AHEAD = 3


def warn_of_standing(at: datetime) -> int:
    """Tells each customer before a day on which something may be suspended; returns how many warnings went out."""
    return for_each(lambda customer: warn(customer, at=at), due_by=at + timedelta(days=WARNED_DAYS_AHEAD))


def apply_standing(at: datetime) -> int:
    """Suspends what rows without `By` suspend; returns how many suspensions began."""
    return for_each(lambda customer: len(suspend_by_agreement(customer=customer, at=at)), due_by=at)


def for_each(act: Callable[[Customership], int], *, due_by: datetime) -> int:
    customers = Customership.objects.select_related("organisation", "provider")
    return one_by_one(
        customers_in_debt(due_by),
        lambda pair: act(customers.get(organisation_id=pair[0], provider_id=pair[1])),
        name=lambda pair: f"organisation {pair[0]} at provider {pair[1]}",
        failed="customers whose standing cannot be asked",
    )


def customers_in_debt(due_by: datetime) -> list[Customer]:
    """Those with something undisputed and open that is due by then, in any zone."""
    rows = Receivable.objects.filter(settled_at=None, due_on__lte=(due_by + timedelta(days=1)).date())
    found = rows.order_by("provider_id", "organisation_id").values_list("organisation_id", "provider_id")
    return list(found.distinct())


@atomic
def warn(customer: Customership, *, at: datetime) -> int:
    """Once for a receivable and a capability, before the day; a warning that comes too late is none."""
    customer = lock_customer(organisation_id=customer.organisation_id, provider_id=customer.provider_id)
    terms = terms_in_force(organisation_id=customer.organisation_id, provider_id=customer.provider_id, at=at)
    oldest = undisputed(customer.organisation_id, customer.provider_id).first()
    if terms is None or oldest is None:
        return 0
    suspensions = active_suspensions(customer.organisation_id, customer.provider_id)
    closed = set(suspensions.values_list("capability", flat=True))
    near = [
        each
        for each in first_thresholds(agreement_of(terms), due_on=oldest.due_on).values()
        if each.capability not in closed and is_near(each, terms=terms, at=at)
    ]
    return sum(warn_once(customer, each, oldest, at=at) for each in near)


def is_near(threshold: Threshold, *, terms: Terms, at: datetime) -> bool:
    today = day_of(terms, at)
    return threshold.first_on - timedelta(days=WARNED_DAYS_AHEAD) <= today < threshold.first_on


def warn_once(customer: Customership, threshold: Threshold, oldest: Receivable, *, at: datetime) -> bool:
    warning, is_new = StandingWarning.objects.get_or_create(
        receivable=oldest,
        capability=threshold.capability,
        defaults={"may_suspend_on": threshold.first_on, "warned_at": at},
    )
    if is_new:
        owed = undisputed(customer.organisation_id, customer.provider_id).filter(
            due_on__lt=threshold.first_on
        )
        detail = {
            "warning": warning.pk,
            "capability": threshold.capability,
            "may_suspend_on": threshold.first_on.isoformat(),
            "decided_by": role_of(threshold.by),
            "oldest_due_on": oldest.due_on.isoformat(),
            "amounts": {currency: str(amount) for currency, amount in summed(owed).items()},
            **cited(threshold.citation),
        }
        organisation, provider_id = customer.organisation, customer.provider_id
        record(
            "standing.warned",
            organisation,
            provider_id=provider_id,
            by=Actor.system(),
            at=at,
            detail=detail,
        )
    return is_new
