"""Overdue accounts: the clause, and amounts that are owed."""

from datetime import date, datetime
from decimal import Decimal

from tests.cast.agreements import NORTHWIND, make_contract, make_version
from tests.cast.people import Cast
from uphold.agreements.models import Version
from uphold.people.models import Organisation
from uphold.standing.actions import report_receivable
from uphold.standing.models import Receivable

CLAUSE = """
## 5. Overdue accounts {#5}

| Standing       | Affects service | Days past due | Answer  | By        | Until            |
|----------------|-----------------|---------------|---------|-----------|------------------|
| handling       | no              | more than 10  | suspend | a manager | in good standing |
| portal changes |                 | 15 or more    | suspend | a manager | paid in full     |

| Pause        | Waiting for | Pauses |
|--------------|-------------|--------|
| every metric | payment     | yes    |
"""
REQUESTS = "| Impact   | Meaning "
CHANGES = f"""| Request | Service | Affects service | Capability     | Meaning               |
|---------|---------|-----------------|----------------|-----------------------|
| Change  | Support | no              | portal changes | Other things or fewer |

{REQUESTS}"""
BY_ITSELF = CLAUSE.replace("| a manager | paid in full     |", "|           | paid in full     |")
"""The same, where the agreement closes changes without anybody's decision."""
DUE_ON = date(2026, 6, 1)
"""Day 10 is the eleventh of June, day 11 the twelfth, day 15 the sixteenth."""


def make_overdue_terms(cast: Cast, *, clause: str = CLAUSE) -> Version:
    """Northwind's agreement with this clause, and a request that changes what is delivered."""
    text = NORTHWIND[: NORTHWIND.index("## 5. Standing")].replace(REQUESTS, CHANGES) + clause
    version = make_version(cast.northwind, text=text)
    make_contract(cast.harbour, version=version)
    make_contract(cast.orchard, version=version)
    return version


def make_receivable(
    cast: Cast,
    *,
    at: datetime,
    organisation: Organisation | None = None,
    number: str = "N-1",
    due_on: date = DUE_ON,
    open_amount: str = "125.00",
    disputed: str = "0.00",
) -> Receivable:
    """What Harbour Clinic owes Northwind, as billing reports it: 125 euros, all of it open."""
    return report_receivable(
        organisation_id=(organisation or cast.harbour).pk,
        provider_id=cast.northwind.pk,
        number=number,
        due_on=due_on,
        currency="EUR",
        amount=Decimal("125.00"),
        open_amount=Decimal(open_amount),
        disputed_amount=Decimal(disputed),
        at=at,
    )
