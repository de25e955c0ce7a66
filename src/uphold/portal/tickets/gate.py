"""What an overdue account closes in the portal: requests whose row names a capability that is suspended."""

from datetime import datetime

from django.utils.translation import gettext

from uphold.policy.decide.terms import Names
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.answer import Answer
from uphold.portal.agreements.pages import citation_href
from uphold.portal.tickets.counter import Counter
from uphold.standing.access import CapabilityRests, require_capability
from uphold.tickets.resting import resting_by
from uphold.ui.components.fact import Fact
from uphold.ui.decided.clause import clause_of, clause_of_ruling


def require_open(counter: Counter, request_name: str, *, at: datetime) -> None:
    """Refuses with the clause and the day. A fault asks for no capability, so it is never refused."""
    refusal = refusal_of(counter, request_name, at=at)
    if refusal is not None:
        vars(refusal)["clause"] = clause_of(refusal.citation, href=citation_href)
        raise refusal


def closed_fact(counter: Counter, request_name: str, *, at: datetime) -> Fact | None:
    """The same, as it is told before anything is sent."""
    refusal = refusal_of(counter, request_name, at=at)
    if refusal is None:
        return None
    return Fact("", refusal.sentence, clause=clause_of(refusal.citation, href=citation_href))


def resting_fact(said: Answer) -> Fact | None:
    """What is said at once of a ticket that would wait for payment."""
    standing = resting_by(said)
    if standing is None:
        return None
    words = gettext("Work on this rests until the account is %(until)s.")
    until = standing.until or gettext("in good standing")
    return Fact("", words % {"until": until}, clause=clause_of_ruling(standing.ruling, href=citation_href))


def refusal_of(counter: Counter, request_name: str, *, at: datetime) -> CapabilityRests | None:
    capability = capability_of(counter.agreement, request_name)
    if capability is None:
        return None
    try:
        require_capability(
            organisation_id=counter.organisation.pk,
            provider_id=counter.provider.pk,
            capability=capability,
            at=at,
        )
    except CapabilityRests as refusal:
        return refusal
    return None


def capability_of(agreement: Agreement, request_name: str) -> str | None:
    """What must stand open for the request, as its row says."""
    for entry in agreement.entries.get("request", ()):
        cell = entry.cells.get("capability")
        if entry.name == request_name and isinstance(cell, Names):
            return cell.names[0]
    return None
