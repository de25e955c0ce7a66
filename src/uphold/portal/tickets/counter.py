"""Where a customer may open a ticket: with which providers, under which agreement in force."""

from dataclasses import dataclass

from uphold.access import Actor, NotThere, Permission
from uphold.agreements.bridge import compiled
from uphold.agreements.queries import Terms, terms_in_force
from uphold.kit.clock import now
from uphold.people.access import get_organisation, visible_providers
from uphold.people.models import Organisation, Provider
from uphold.policy.document.agreement import Agreement
from uphold.tickets.naming import names_of
from uphold.tickets.units import Place, place_under

PORTAL = "Ticket system"
"""The channel of a ticket that was opened here, where the agreement has it."""


@dataclass(frozen=True, slots=True)
class Counter:
    """Where a ticket is opened: with whom, for whom, under which agreement."""

    provider: Provider
    organisation: Organisation
    terms: Terms

    @property
    def agreement(self) -> Agreement:
        return compiled(self.terms.version, self.terms.annexes)

    @property
    def channel(self) -> str:
        channels = names_of(self.agreement, "channel")
        return PORTAL if PORTAL in channels or not channels else channels[0]


def counters_of(actor: Actor) -> list[Counter]:
    """One for each provider whose agreement with the actor's organisation is in force today."""
    organisation = get_organisation(actor, actor.organisation_id or 0, need=Permission.TICKET_OPEN)
    counters = []
    for provider in visible_providers(actor).filter(is_active=True).order_by("name", "pk"):
        terms = terms_in_force(organisation_id=organisation.pk, provider_id=provider.pk, at=now())
        if terms is not None:
            counters.append(Counter(provider, organisation, terms))
    return counters


def place_at(counter: Counter) -> Place:
    """Whose units may be meant, today."""
    return place_under(counter.terms, counter.organisation, counter.provider, at=now())


def chosen(counters: list[Counter], asked: str) -> Counter:
    """The counter that an address names; the first where it names none."""
    for counter in counters:
        if asked in {"", str(counter.provider.pk)}:
            return counter
    raise NotThere("provider")
