"""Targets: clocks over clock changes, pauses that the agreement says, cycles, and what no row promises."""

import pytest

from tests.policy.scenario.asking import ask, desk, happened, target, utc

TRIAGE = """
| Triage | Request   | Priority |
|--------|-----------|----------|
| Any    | otherwise | Urgent   |
"""
RESOLUTION = """
| Target     | Priority | Within           | Clock          | Commitment  |
|------------|----------|------------------|----------------|-------------|
| Resolution | Urgent   | 8 business hours | Standard hours | best effort |
"""


def paused(*waits: str) -> str:
    rows = "\n".join(f"| every metric | {wait} | yes |" for wait in waits)
    return f"{TRIAGE}{RESOLUTION}\n| Pause | Waiting for | Pauses |\n|---|---|---|\n{rows}\n"


def test_an_hour_is_a_real_hour_in_the_night_the_clocks_go_forward() -> None:
    answered = ask(desk(TRIAGE), opened="2026-03-08 01:30")

    assert target(answered, "first response")["due_local"] == "2026-03-08T03:30:00-04:00"


def test_business_hours_cross_the_weekend_and_say_how_strongly_they_are_meant() -> None:
    answered = ask(desk(TRIAGE + RESOLUTION), opened="2026-06-12 16:30")

    resolution = target(answered, "resolution")
    assert resolution["due_local"] == "2026-06-15T16:30:00-04:00"
    assert resolution["commitment"] == "best effort"


def test_waiting_for_the_customer_stops_no_clock_without_a_row() -> None:
    events = [happened("11:00", "waiting", for_="customer"), happened("15:00", "resumed")]

    resolution = target(ask(desk(TRIAGE + RESOLUTION), at="15:00", events=events), "resolution")

    assert resolution["used_seconds"] == 5 * 3600


def test_waiting_for_the_customer_stops_the_clock_where_the_agreement_says_so() -> None:
    events = [happened("11:00", "waiting", for_="customer"), happened("15:00", "resumed")]

    resolution = target(ask(desk(paused("customer")), at="15:00", events=events), "resolution")

    assert resolution["used_seconds"] == 3600
    assert resolution["due"] == utc("2026-06-15 18:00")


def test_a_pause_for_another_reason_than_the_row_names_does_not_count() -> None:
    events = [happened("11:00", "waiting", for_="third party")]

    resolution = target(ask(desk(paused("customer")), at="15:00", events=events), "resolution")

    assert resolution["state"] == "running"


def test_the_message_waited_for_ends_the_wait_by_itself() -> None:
    events = [happened("11:00", "waiting", for_="customer"), happened("12:00", "wrote")]

    resolution = target(ask(desk(paused("customer")), at="15:00", events=events), "resolution")

    assert resolution["state"] == "running"
    assert resolution["used_seconds"] == 4 * 3600


def test_while_it_is_paused_no_instant_is_promised() -> None:
    events = [happened("11:00", "waiting", for_="customer")]

    resolution = target(ask(desk(paused("customer")), at="15:00", events=events), "resolution")

    assert resolution["state"] == "paused"
    assert resolution["due"] is None
    assert resolution["since"] == utc("2026-06-12 15:00")
    assert resolution["pause"]["because"] == {"waiting for": "customer"}


def test_a_change_of_priority_during_a_pause_keeps_both() -> None:
    tables = f"""{paused("customer")}
| Target     | Priority | Within           |
|------------|----------|------------------|
| Resolution | Low      | 4 business hours |
"""
    events = [
        happened("11:00", "waiting", for_="customer"),
        happened("12:00", "assessed", priority="Low"),
        happened("15:00", "resumed"),
    ]

    resolution = target(ask(desk(tables), at="15:30", events=events), "resolution")

    assert resolution["used_seconds"] == 5400
    assert resolution["due"] == utc("2026-06-15 14:00")


def test_a_metric_of_its_own_row_pauses_alone() -> None:
    tables = f"""{TRIAGE}{RESOLUTION}
| Pause      | Waiting for | Pauses |
|------------|-------------|--------|
| resolution | customer    | yes    |
"""
    events = [happened("10:10", "waiting", for_="customer")]

    answered = ask(desk(tables), at="10:30", events=events)

    assert target(answered, "resolution")["state"] == "paused"
    assert target(answered, "first response")["state"] == "running"


def test_next_response_runs_anew_from_each_unanswered_message() -> None:
    tables = f"""{TRIAGE}
| Target        | Within  | Clock  |
|---------------|---------|--------|
| Next response | 2 hours | always |
"""
    events = [
        happened("10:30", "answered"),
        happened("11:00", "wrote"),
        happened("11:30", "wrote"),
        happened("12:00", "answered"),
        happened("14:00", "wrote"),
    ]

    answered = ask(desk(tables), at="17:00", events=events)

    cycles = [each for each in answered["targets"] if each["metric"] == "next response"]
    assert [(each["cycle"], each["state"], each["due"]) for each in cycles] == [
        (1, "met", utc("2026-06-12 17:00")),
        (2, "missed", utc("2026-06-12 20:00")),
    ]


def test_as_soon_as_possible_orders_work_and_promises_no_instant() -> None:
    tables = f"""{TRIAGE}
| Target     | Within              |
|------------|---------------------|
| Resolution | as soon as possible |
"""

    answered = ask(desk(tables), at="17:00", events=[happened("16:00", "resolved")])

    resolution = target(answered, "resolution")
    assert resolution["due"] is None
    assert resolution["met_at"] == utc("2026-06-12 20:00")


def test_a_clock_may_run_from_the_evidence_being_complete() -> None:
    tables = f"""{TRIAGE}
| Evidence | Blocking |
|----------|----------|
| Logs     | yes      |

| Setting         | Value             |
|-----------------|-------------------|
| Clocks run from | evidence complete |
"""
    events = [happened("12:00", "wrote", facts={"evidence": ["Logs"]})]

    before = ask(desk(tables), at="11:00", facts={"evidence": []}, events=events)
    after = ask(desk(tables), at="12:30", facts={"evidence": []}, events=events)

    assert target(before, "first response")["state"] == "none"
    assert target(after, "first response")["due"] == utc("2026-06-12 17:00")


@pytest.mark.parametrize(
    ("met_by", "state"), [("an acknowledgement", "met"), ("an answer by a person", "running")]
)
def test_what_counts_as_the_first_response_is_said_by_the_agreement(met_by: str, state: str) -> None:
    tables = f"""{TRIAGE}
| Setting               | Value    |
|-----------------------|----------|
| First response met by | {met_by} |
"""

    answered = ask(desk(tables), at="10:30", events=[happened("10:05", "acknowledged")])

    assert target(answered, "first response")["state"] == state


def test_a_waived_promise_is_ended_and_not_met() -> None:
    events = [
        happened("10:30", "waived", by="manager", metric="first response", reason="agreed by telephone")
    ]

    response = target(ask(desk(TRIAGE), at="12:00", events=events), "first response")

    assert response["state"] == "ended"
    assert response["met_at"] is None


def test_the_customers_own_zone_decides_when_the_desk_is_open() -> None:
    tables = """
| Hours       | Days             | From  | To    | Zone     |
|-------------|------------------|-------|-------|----------|
| Local hours | Monday to Friday | 08:00 | 18:00 | customer |

| Target     | Within        |
|------------|---------------|
| Resolution | 2 Local hours |
"""

    in_berlin = ask(desk(tables), opened="2026-06-12 11:00", zone="Europe/Berlin")
    in_denver = ask(desk(tables), opened="2026-06-12 11:00", zone="America/Denver")

    assert target(in_berlin, "resolution")["due"] == utc("2026-06-15 07:00")
    assert target(in_denver, "resolution")["due"] == utc("2026-06-12 17:00")


def test_a_promise_on_hours_that_never_open_again_has_no_instant() -> None:
    tables = """
| Hours   | Days       | From  | To    |
|---------|------------|-------|-------|
| One day | 2026-06-01 | 09:00 | 10:00 |

| Target     | Within          |
|------------|-----------------|
| Resolution | 2 One day hours |
"""

    resolution = target(ask(desk(tables), at="17:00"), "resolution")

    assert (resolution["state"], resolution["due"]) == ("running", None)


def test_a_hand_over_supersedes_the_solution_and_not_the_duty_to_answer() -> None:
    tables = f"""{TRIAGE}{RESOLUTION}
| Lifecycle   | Handed to   | Targets    |
|-------------|-------------|------------|
| handed over | development | superseded |
"""

    answered = ask(desk(tables), at="10:30", events=[happened("10:10", "handed over", to="development")])

    assert target(answered, "resolution")["state"] == "superseded"
    assert target(answered, "first response")["state"] == "running"
