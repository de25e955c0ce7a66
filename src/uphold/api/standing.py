"""How a customer stands: what other systems ask before they let somebody change, add or remove a service."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django.http import HttpRequest
from ninja import Schema

from uphold.access import Permission
from uphold.api.door import actor_of
from uphold.kit.clock import now
from uphold.policy.decide.rule import Citation
from uphold.standing.access import get_customer
from uphold.standing.asking import agreement_of
from uphold.standing.queries import CapabilityStanding, Standing, standing_of


class CitationOut(Schema):
    """The row of the agreement, as it is published."""

    document: str
    version: str
    clause: str
    anchor: str
    row: str
    line: int
    quote: str
    readings: list[str]


class CapabilityOut(Schema):
    """`since` while suspended; otherwise `may_suspend_on` is the first day on which it may be, if something is open.

    `decided_by` is the role that decides or decided; "agreement" where it happens by itself.
    """

    capability: str
    is_suspended: bool
    since: datetime | None
    until: str | None
    may_suspend_on: date | None
    decided_by: str | None
    clause: str | None
    citation: CitationOut | None


class AmountOut(Schema):
    currency: str
    amount: str


class StandingOut(Schema):
    """Amounts are what is undisputed and past due. `overdue` has every currency, `overdue_amount` the agreement's."""

    organisation: int
    provider: int
    days_past_due: int
    oldest_due_on: date | None
    overdue_amount: str
    currency: str | None
    overdue: list[AmountOut]
    capabilities: list[CapabilityOut]
    as_of: datetime


def show(request: HttpRequest, organisation: int) -> StandingOut:
    actor, at = actor_of(request), now()
    customer = get_customer(actor, organisation_id=organisation, need=Permission.STANDING_READ)
    return standing_out(
        standing_of(organisation_id=customer.organisation_id, provider_id=customer.provider_id, at=at)
    )


def standing_out(standing: Standing) -> StandingOut:
    currency = agreement_of(standing.terms).currency if standing.terms else None
    return StandingOut(
        organisation=standing.organisation_id,
        provider=standing.provider_id,
        days_past_due=standing.days_past_due,
        oldest_due_on=standing.oldest.due_on if standing.oldest else None,
        overdue_amount=amount_of(standing.overdue.get(currency or "", Decimal(0))),
        currency=currency,
        overdue=[
            AmountOut(currency=name, amount=amount_of(amount))
            for name, amount in sorted(standing.overdue.items())
        ],
        capabilities=[capability_out(each) for each in standing.capabilities],
        as_of=standing.at.astimezone(UTC),
    )


def capability_out(standing: CapabilityStanding) -> CapabilityOut:
    cited = standing.citation
    return CapabilityOut(
        capability=standing.capability,
        is_suspended=standing.is_suspended,
        since=standing.since,
        until=standing.until or None,
        may_suspend_on=standing.may_suspend_on,
        decided_by=standing.decided_by or None,
        clause=cited.clause if cited else None,
        citation=citation_out(cited) if cited else None,
    )


def citation_out(cited: Citation) -> CitationOut:
    return CitationOut(
        document=cited.document,
        version=cited.version,
        clause=cited.clause,
        anchor=cited.anchor,
        row=cited.row,
        line=cited.line,
        quote=cited.quote,
        readings=[reading.text for reading in cited.readings],
    )


def amount_of(amount: Decimal) -> str:
    return f"{amount:.2f}"
