"""Suspending and lifting: only what a row of the agreement offers now, and only by whom it names."""

from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission
from uphold.agreements.decisions import decision_of
from uphold.journal.models import Entry
from uphold.kit import CONFLICT, FORBIDDEN, INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.people.models import Customership, Organisation, Provider
from uphold.policy.decide.rule import Citation
from uphold.policy.scenario.taking import may_take
from uphold.standing.access import get_customer
from uphold.standing.asking import AGREEMENT, MANAGER
from uphold.standing.bridge import citation_of
from uphold.standing.locking import lock_customer
from uphold.standing.models import Suspension
from uphold.standing.queries import CapabilityStanding, Standing, standing_of
from uphold.standing.restoring import end
from uphold.standing.telling import record_suspension

LIFTED = "lifted"
LONGEST_REASON = 500


class SuspensionNotOffered(Refused):
    code, kind, text = (
        "suspension_not_offered",
        CONFLICT,
        gettext_lazy(
            "The agreement does not let {0} be suspended now: the account is {1} days past due (clause {2})."
        ),
    )

    def __init__(self, capability: str, days_past_due: int, *, citation: Citation | None) -> None:
        super().__init__(capability, days_past_due, citation.clause if citation else "-")
        self.citation = citation


class SuspensionOfOthers(Refused):
    code, kind, text = (
        "suspension_of_others",
        FORBIDDEN,
        gettext_lazy("The agreement leaves this to the {0}."),
    )


class SuspendedAlready(Refused):
    code, kind, text = "suspended_already", CONFLICT, gettext_lazy("{0} is suspended already.")


class NotSuspended(Refused):
    code, kind, text = "not_suspended", CONFLICT, gettext_lazy("{0} is not suspended.")


class AgreementSuspends(Refused):
    """What no person decided no person takes back."""

    code, kind, text = (
        "agreement_suspends",
        CONFLICT,
        gettext_lazy("The agreement itself suspends {0} (clause {1}); payment ends it."),
    )

    def __init__(self, capability: str, *, citation: Citation) -> None:
        super().__init__(capability, citation.clause)
        self.citation = citation


class ReasonMissing(Refused):
    code, kind, text = "reason_missing", INVALID, gettext_lazy("Give a reason.")


class ReasonTooLong(Refused):
    code, kind, text = "reason_too_long", INVALID, gettext_lazy("Give the reason in at most {0} characters.")


@atomic
def suspend(
    *,
    actor: Actor,
    organisation: Organisation,
    provider: Provider,
    capability: str,
    reason: str,
    at: datetime,
) -> Suspension:
    """For the whole account, where a row leaves it to a manager now. The customer reads the reason."""
    customer = begin(actor, organisation=organisation, provider=provider)
    words = worded(reason)
    standing = standing_of(organisation_id=organisation.pk, provider_id=provider.pk, at=at)
    offered = require_offered(standing, capability)
    suspension = begin_suspension(customer, standing, offered, at=at, decided_by_id=actor.id, reason=words)
    keep(suspension, offered, entry=record_suspension("standing.suspended", suspension, by=actor, at=at))
    return suspension


@atomic
def suspend_by_agreement(*, customer: Customership, at: datetime) -> list[Suspension]:
    """Everything that the agreement suspends by itself now. The job calls it; nobody decides."""
    lock_customer(organisation_id=customer.organisation_id, provider_id=customer.provider_id)
    standing = standing_of(organisation_id=customer.organisation_id, provider_id=customer.provider_id, at=at)
    due = [each for each in standing.capabilities if each.may_suspend and each.decided_by == AGREEMENT]
    suspensions = []
    for each in due:
        suspension = begin_suspension(customer, standing, each, at=at, decided_by_id=None, reason="")
        entry = record_suspension("standing.suspended", suspension, by=Actor.system(), at=at)
        keep(suspension, each, entry=entry)
        suspensions.append(suspension)
    return suspensions


@atomic
def lift(
    *,
    actor: Actor,
    organisation: Organisation,
    provider: Provider,
    capability: str,
    reason: str,
    at: datetime,
) -> Suspension:
    """Ends what a manager suspended, before it is paid."""
    begin(actor, organisation=organisation, provider=provider)
    words = worded(reason)
    rows = Suspension.objects.select_related("version__agreement", "organisation", "provider")
    suspension = rows.filter(
        organisation=organisation, provider=provider, capability=capability, ends_at=None
    ).first()
    if suspension is None:
        raise NotSuspended(capability)
    if suspension.decided_by_id is None:
        raise AgreementSuspends(capability, citation=citation_of(suspension))
    suspension.lifted_by_id, suspension.lifted_because = actor.id, words
    end(suspension, at=at)
    record_suspension("standing.restored", suspension, by=actor, at=at, detail={"because": LIFTED})
    return suspension


def begin(actor: Actor, *, organisation: Organisation, provider: Provider) -> Customership:
    """Through the door, then the lock."""
    get_customer(
        actor, organisation_id=organisation.pk, provider_id=provider.pk, need=Permission.STANDING_DECIDE
    )
    return lock_customer(organisation_id=organisation.pk, provider_id=provider.pk)


def worded(reason: str) -> str:
    words = reason.replace("\0", "").strip()
    if not words:
        raise ReasonMissing
    if len(words) > LONGEST_REASON:
        raise ReasonTooLong(LONGEST_REASON)
    return words


def require_offered(standing: Standing, capability: str) -> CapabilityStanding:
    found = standing.capability(capability)
    if found is not None and found.is_suspended:
        raise SuspendedAlready(capability)
    if found is None or not found.may_suspend or found.decided_by == AGREEMENT:
        raise SuspensionNotOffered(
            capability, standing.days_past_due, citation=found.citation if found else None
        )
    if not may_take(MANAGER, role=found.decided_by):
        raise SuspensionOfOthers(found.decided_by)
    return found


def begin_suspension(
    customer: Customership,
    standing: Standing,
    capability: CapabilityStanding,
    *,
    at: datetime,
    decided_by_id: int | None,
    reason: str,
) -> Suspension:
    if standing.terms is None or capability.citation is None:
        raise ValueError("only a row of an agreement in force offers a suspension")
    cited = capability.citation
    return Suspension.objects.create(
        organisation=customer.organisation,
        provider=customer.provider,
        capability=capability.capability,
        starts_at=at,
        decided_by_id=decided_by_id,
        reason=reason,
        days_past_due=standing.days_past_due,
        until=capability.until,
        version=standing.terms.version,
        document=cited.document,
        clause=cited.clause,
        anchor=cited.anchor,
        row=cited.row,
        line=cited.line,
    )


def keep(suspension: Suspension, capability: CapabilityStanding, *, entry: Entry) -> None:
    """The decision, with the row and the facts that mattered."""
    if capability.ruling is None:
        raise ValueError("a suspension is decided by a row")
    kept = decision_of(
        kind="standing",
        ruling=capability.ruling,
        outcome={
            "capability": suspension.capability,
            "suspended": True,
            "days_past_due": suspension.days_past_due,
            "until": suspension.until,
        },
        version_id=suspension.version_id,
        about=suspension.organisation,
        organisation_id=suspension.organisation_id,
        entry=entry,
        at=entry.at,
    )
    kept.save(force_insert=True)
