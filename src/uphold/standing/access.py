"""The doors of standing: whose it is, and whether a capability stands open."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotAllowed, NotThere, Permission
from uphold.kit import FORBIDDEN, Refused
from uphold.people.models import Customership
from uphold.policy.decide.rule import Citation
from uphold.policy.scenario.standing import EVERYTHING
from uphold.standing.bridge import citation_of
from uphold.standing.models import PaymentPromise, Suspension

PORTAL_CHANGES = "portal changes"


class CapabilityRests(Refused):
    """Carries the row by which it rests, and since which day, for faces to show."""

    code, kind, text = (
        "capability_rests",
        FORBIDDEN,
        gettext_lazy("Suspended since {1}: {0}. It ends when the account is {2} (clause {3})."),
    )

    def __init__(self, capability: str, *, since: date, until: str, citation: Citation) -> None:
        super().__init__(capability, since, until, citation.clause)
        self.capability, self.since, self.until, self.citation = capability, since, until, citation


def visible_customers(actor: Actor) -> QuerySet[Customership]:
    """Staff and programs: the customers of their providers; contacts: their own organisation."""
    customers = Customership.objects.select_related("organisation", "provider")
    if actor.is_system:
        return customers
    if actor.is_contact:
        return customers.filter(organisation_id=actor.organisation_id or 0)
    return customers.filter(provider_id__in=actor.provider_ids)


def get_customer(
    actor: Actor, *, organisation_id: int, provider_id: int | None = None, need: Permission
) -> Customership:
    """The customer of one provider; the first of several where none is named."""
    customers = visible_customers(actor).filter(organisation_id=organisation_id).order_by("provider_id")
    if provider_id is not None:
        customers = customers.filter(provider_id=provider_id)
    found = list(customers)
    if not found:
        raise NotThere("customer")
    allowed = next((each for each in found if actor.may(need, provider_id=each.provider_id)), None)
    if allowed is None:
        raise NotAllowed(need)
    return allowed


def get_promise(actor: Actor, promise_id: int) -> PaymentPromise:
    """Of a customer whom the actor sees."""
    promise = PaymentPromise.objects.filter(pk=promise_id).first()
    if promise is None:
        raise NotThere("promise")
    customers = visible_customers(actor).filter(organisation_id=promise.organisation_id)
    if not customers.filter(provider_id=promise.provider_id).exists():
        raise NotThere("promise")
    return promise


def require_capability(
    *, organisation_id: int, provider_id: int, capability: str = PORTAL_CHANGES, at: datetime
) -> None:
    """Refuses while the capability, or everything, is suspended for this customer."""
    suspensions = Suspension.objects.filter(
        organisation_id=organisation_id, provider_id=provider_id, starts_at__lte=at, ends_at=None
    )
    resting = suspensions.filter(capability__in=[capability, EVERYTHING]).select_related("version")
    suspension = resting.order_by("starts_at").first()
    if suspension is None:
        return
    zone = ZoneInfo(suspension.version.timezone)
    raise CapabilityRests(
        capability,
        since=suspension.starts_at.astimezone(zone).date(),
        until=suspension.until,
        citation=citation_of(suspension),
    )
