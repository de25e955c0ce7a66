"""A promise that a change to software took the place of is told apart from those kept, missed or taken away."""

import pytest

from tests.cast.agreements import NORTHWIND, make_contract, make_version
from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import make_cast
from tests.cast.tickets import make_ticket
from uphold.problems.actions import hand_over_bug
from uphold.reports.compliance import Outcome, measure_compliance

pytestmark = pytest.mark.django_db
TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")
CHANGES = """
## 6. Changes to software {#6}

| Lifecycle   | Handed to           | Targets    |
|-------------|---------------------|------------|
| handed over | development, vendor | superseded |
"""


def test_promises_that_a_change_to_software_superseded_have_their_own_count() -> None:
    cast = make_cast()
    make_contract(cast.harbour, version=make_version(cast.northwind, text=NORTHWIND + CHANGES))
    handed_over = make_ticket(customer=cast.ada, opened_at=TEN)
    make_ticket(customer=cast.ada, opened_at=TEN)
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN, ticket=handed_over)

    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)

    lines = measure_compliance(actor=cast.ben.actor)
    resolution = next(line for line in lines if line.metric == "resolution")
    assert resolution.counts == {Outcome.SUPERSEDED: 1, Outcome.RUNNING: 1}
    assert resolution.met_permille is None
