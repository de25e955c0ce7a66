"""Ageing: what each customer of a provider owes, by the days since it was due."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from uphold.billing.models import Invoice
from uphold.billing.queries.lists import with_disputed
from uphold.people.models import Organisation, Provider
from uphold.policy.invoices.ageing import Aged, aged
from uphold.policy.invoices.allocation import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class AgedCustomer:
    organisation: Organisation
    currency: str
    aged: Aged


def ageing(provider: Provider, *, on: date) -> list[AgedCustomer]:
    """The largest debts first; one statement."""
    rows = with_disputed(
        Invoice.objects.filter(
            provider=provider,
            kind=Invoice.Kind.INVOICE,
            gross_amount__gt=F("paid_amount") + F("credited_amount"),
        )
    )
    claims: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    parties: dict[int, Organisation] = {}
    for row in rows.select_related("organisation").defer("seller", "buyer"):
        parties[row.organisation_id] = row.organisation
        claims[row.organisation_id, row.currency].append(claim_of(row))
    found = [
        AgedCustomer(organisation=parties[party], currency=currency, aged=aged(owed, on=on))
        for (party, currency), owed in claims.items()
    ]
    return sorted(found, key=lambda each: (-each.aged.total, each.organisation.name))


def claim_of(row: Invoice) -> Claim:
    return Claim(
        key=row.pk,
        due_on=row.due_on,
        open=row.open_amount,
        disputed=row.disputed,  # type: ignore[attr-defined]  # annotated by with_disputed
    )
