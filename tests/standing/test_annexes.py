"""A row of an annex suspends with its own words: what the customer reads names and quotes the annex."""

from tests.cast.agreements import make_version
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.standing.overdue import make_receivable
from tests.standing.test_suspending import standing, suspend_handling
from uphold.agreements.models import Contract, ContractAnnex

ON_DAY_SEVEN = "2026-06-08 12:00"
ANNEX = """---
agreement: patience-annex
title: Patience
version: 1
effective: 2026-01-01
provider: Northwind
timezone: Europe/Vienna
currency: EUR
amends: northwind
language: en
---

## Patience {#patience}

| Standing | Days past due | Answer  | By        | Until            |
|----------|---------------|---------|-----------|------------------|
| handling | 5 or more     | suspend | a manager | in good standing |
"""


def test_a_suspension_by_a_row_of_an_annex_quotes_that_row(cast: Cast) -> None:
    annex = make_version(cast.northwind, text=ANNEX).agreement
    contract = Contract.objects.get(organisation=cast.harbour)
    ContractAnnex.objects.create(contract=contract, agreement=annex, position=0)
    make_receivable(cast, at=at("2026-05-15 09:00"))

    suspend_handling(cast, on=ON_DAY_SEVEN)

    capability = standing(cast, ON_DAY_SEVEN).capability("handling")
    assert capability is not None
    assert capability.is_suspended
    assert capability.citation is not None
    assert (capability.citation.document, capability.citation.anchor) == ("patience-annex", "patience")
    quote = "handling: Days past due 5 or more · Answer suspend · By a manager · Until in good standing"
    assert capability.citation.quote == quote
