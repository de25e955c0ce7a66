"""A desk to import into: one provider with a published agreement."""

from datetime import UTC, datetime

from tests.cast.agreements import make_version
from tests.house.tree import ROOT
from uphold.access import Actor
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.people.actions.provider import add_provider
from uphold.tickets.incidents.arrival import Arrived, bring_in
from uphold.tickets.incidents.fit import fit_to_agreement
from uphold.tickets.incidents.mapping import Mapping
from uphold.tickets.incidents.plan import Plan

SYSTEM = Actor.system()
FOUNDED_AT = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


def published(slug: str = "stratelegy", *, name: str = "Stratelegy", prefix: str = "STR") -> Version:
    """A shipped agreement, in force for a provider of its own; it is read, and not checked again."""
    provider = add_provider(actor=SYSTEM, name=name, ticket_prefix=prefix, at=FOUNDED_AT)
    text = (ROOT / "agreements" / f"{slug}.md").read_text(encoding="utf-8")
    return make_version(provider, text=text)


def brought_in(plan: Plan, *, mapping: Mapping, version: Version, at: datetime) -> Arrived:
    fitted = fit_to_agreement(mapping, agreement=compiled(version))
    return bring_in(plan.incidents, mapping=fitted, version=version, by=SYSTEM, at=at)
