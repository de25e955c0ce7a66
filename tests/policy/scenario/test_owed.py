"""Money that the provider owes when it keeps people waiting."""

import pytest

from tests.policy.scenario.asking import Told, ask, desk, happened, utc, worked
from uphold.policy.document.agreement import Agreement

HOSTED = """
## 3. When we are late

| Fact        | Values |
|-------------|--------|
| Monthly fee | number |

| Triage | Request | Priority |
|--------|---------|----------|
| Fault  | Fault   | Urgent   |

| Refund    | Fault    | Metric         | Amount                                        | Cap                     |
|-----------|----------|----------------|-----------------------------------------------|-------------------------|
| No answer | provider | first response | 5 % of the monthly fee per started 30 minutes | 50 % of the monthly fee |
"""
LATE: tuple[Told, ...] = (happened("11:40", "answered"),)
OURS: Told = {"fault": "provider", "monthly fee": 400}


@pytest.fixture(scope="module")
def hosted() -> Agreement:
    return desk(HOSTED)


def test_each_started_half_hour_beyond_the_promise_is_owed(hosted: Agreement) -> None:
    answered = ask(hosted, events=LATE, facts=OURS)

    [owed] = answered["refunds"]
    assert (owed["amount"], owed["credits"], owed["at"]) == ("40.00", 0, utc("2026-06-12 15:00"))
    assert owed["cite"]["row"] == "No answer"


def test_what_is_owed_grows_until_somebody_answers_and_never_beyond_the_cap(hosted: Agreement) -> None:
    amounts = [
        ask(hosted, at=at, facts=OURS)["refunds"][0]["amount"] for at in ("11:01", "12:00", "12:01", "23:00")
    ]

    assert amounts == ["20.00", "40.00", "60.00", "200.00"]


def test_a_share_of_a_fee_that_nobody_stated_is_owed_without_an_amount(hosted: Agreement) -> None:
    answered = ask(hosted, events=LATE, facts={"fault": "provider"})

    assert [each["amount"] for each in answered["refunds"]] == [None]


@pytest.mark.parametrize("facts", [{"fault": "customer", "monthly fee": 400}, {"monthly fee": 400}])
def test_nothing_is_owed_for_what_was_not_our_fault_or_is_not_looked_into_yet(
    hosted: Agreement, facts: Told
) -> None:
    answered = ask(hosted, events=LATE, facts=facts)

    assert answered["refunds"] == []


def test_what_was_missed_is_owed_as_it_was_promised_though_the_ticket_is_lowered_later(
    hosted: Agreement,
) -> None:
    events = [happened("11:10", "assessed", priority="Low"), happened("11:40", "answered")]

    answered = ask(hosted, events=events, facts=OURS)

    assert [each["amount"] for each in answered["refunds"]] == ["40.00"]


def test_nothing_is_owed_for_an_answer_in_time(hosted: Agreement) -> None:
    answered = ask(hosted, events=[happened("11:00", "answered")], facts=OURS)

    assert answered["refunds"] == []


def test_money_for_a_second_release_is_what_was_charged_since_the_first() -> None:
    tables = """
## 3. Prices

| Charge | Hours     | Rate            |
|--------|-----------|-----------------|
| Work   | otherwise | $60.00 per hour |

| Entitlement | Entitled |
|-------------|----------|
| Patch       | yes      |

| Refund | Charged in | Escalation outcome | Amount | On             |
|--------|------------|--------------------|--------|----------------|
| Back   | money      | patch              | all    | day of release |
"""
    events = [
        happened("12:00", "outcome", of="patch"),
        happened("13:00", "released", kind="Patch"),
        happened("16:00", "released", kind="Patch"),
    ]
    work = [worked("10:00", "11:00"), worked("14:00", "14:30")]

    answered = ask(desk(tables), events=events, work=work)

    assert [each["amount"] for each in answered["refunds"]] == ["60.00", "30.00"]


@pytest.mark.parametrize(
    ("work", "back"),
    [
        ([worked("10:00", "10:20", problem="echo")], "120.00"),
        ([worked("10:00", "10:20", problem="echo"), worked("11:00", "12:50", problem="fax")], "10.00"),
    ],
)
def test_money_comes_back_as_it_was_charged_and_a_shared_minimum_only_as_far_as_it_was_this_work(
    work: list[Told], back: str
) -> None:
    tables = """
## 3. Prices

| Charge | Hours     | Rate            | Minimum | Per    |
|--------|-----------|-----------------|---------|--------|
| Work   | otherwise | $60.00 per hour | 2 hours | ticket |

| Refund | Charged in | Escalation outcome | Amount |
|--------|------------|--------------------|--------|
| Back   | money      | patch              | all    |

| Setting        | Value           |
|----------------|-----------------|
| Money rounding | up to the unit  |
"""
    outcome = happened("13:00", "outcome", of="patch", problem="echo")

    answered = ask(desk(tables), events=[outcome], work=work)

    assert [each["amount"] for each in answered["refunds"]] == [back]
