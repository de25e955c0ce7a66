"""Priority: triage, assessment, steps of a ticket's life, and what they do to running clocks."""

from tests.policy.scenario.asking import ask, desk, happened, target, utc

TRIAGE = """
| Triage | Request   | Priority |
|--------|-----------|----------|
| Fault  | Fault     | Urgent   |
| Other  | otherwise | Low      |
"""
MONITORED = f"""{TRIAGE}
| Lifecycle        | Priority | New priority | Status     | Targets |
|------------------|----------|--------------|------------|---------|
| service restored | Urgent   | Low          | monitoring | end     |
| before closing   | not Low  | Low          |            | keep    |
"""


def test_a_request_has_the_priority_that_triage_gives_it() -> None:
    answered = ask(desk(TRIAGE))

    assert answered["priority"]["value"] == "Urgent"
    assert answered["priority"]["because"] == {"request": "Fault"}


def test_the_otherwise_row_waits_for_all_others_and_cites_what_it_passed_over() -> None:
    answered = ask(desk(TRIAGE), facts={"request": "Wish"})

    assert answered["priority"]["value"] == "Low"
    assert [(each["cite"]["row"], each["fact"]) for each in answered["priority"]["passed"]] == [
        ("Fault", "request")
    ]


def test_a_stated_priority_wins_and_its_other_name_is_understood() -> None:
    answered = ask(desk(TRIAGE), facts={"request": "Wish", "priority": "priority 1"})

    assert answered["priority"]["value"] == "Urgent"
    assert answered["priority"]["cite"]["row"] == "Urgent"


def test_without_triage_there_is_no_priority_and_no_deadline() -> None:
    answered = ask(desk(""))

    assert answered["priority"]["value"] is None
    assert answered["priority"]["said"] == "not said"
    assert target(answered, "first response")["state"] == "none"


def test_a_higher_priority_keeps_the_time_used_from_the_same_start() -> None:
    events = [happened("11:30", "assessed", priority="Urgent")]

    answered = ask(desk(TRIAGE), at="11:30", facts={"request": "Wish"}, events=events)

    response = target(answered, "first response")
    assert response["used_seconds"] == 5400
    assert response["due"] == utc("2026-06-12 15:00")
    assert response["state"] == "missed"


def test_a_breach_stays_when_the_priority_is_lowered_afterwards() -> None:
    events = [happened("11:30", "assessed", priority="Low")]

    response = target(ask(desk(TRIAGE), at="12:00", events=events), "first response")

    assert (response["state"], response["due"]) == ("missed", utc("2026-06-12 15:00"))
    assert (response["within"], response["cite"]["row"]) == ("1 hour", "Urgent")


def test_a_clock_that_was_met_keeps_the_promise_it_was_met_under() -> None:
    events = [happened("10:30", "answered"), happened("11:30", "assessed", priority="Low")]

    response = target(ask(desk(TRIAGE), at="12:00", events=events), "first response")

    assert response["state"] == "met"
    assert response["within"] == "1 hour"
    assert response["cite"]["row"] == "Urgent"


def test_restored_service_is_watched_at_a_lower_priority_and_the_answer_stays_owed() -> None:
    events = [happened("10:20", "restored")]

    answered = ask(desk(MONITORED), at="13:00", events=events)

    [step] = answered["lifecycle"]
    assert (step["step"], step["new_priority"], step["status"], step["targets"]) == (
        "service restored", "Low", "monitoring", "end",
    )  # fmt: skip
    assert [each["value"] for each in answered["priority"]["history"]] == ["Urgent", "Low"]
    response = target(answered, "first response")
    assert (response["state"], response["used_seconds"], response["cite"]["row"]) == ("running", 10800, "Low")


def test_every_ticket_ends_as_low_and_closing_comes_once() -> None:
    events = [happened("10:20", "closing"), happened("10:30", "closed")]

    answered = ask(desk(MONITORED), events=events)

    assert [step["step"] for step in answered["lifecycle"]] == ["before closing"]
    assert answered["priority"]["value"] == "Low"


def test_a_customer_who_stays_away_is_lowered_and_comes_back_up() -> None:
    away = f"""{TRIAGE}
| Lifecycle     | Waiting for | New priority | After            |
|---------------|-------------|--------------|------------------|
| customer away | customer    | Low          | 4 business hours |
| customer back |             | Urgent       |                  |
"""
    events = [happened("11:00", "waiting", for_="customer"), happened("2026-06-15 09:00", "wrote")]

    answered = ask(desk(away), events=events)

    assert [(step["at"], step["value"]) for step in answered["priority"]["history"]] == [
        (utc("2026-06-12 14:00"), "Urgent"),
        (utc("2026-06-12 19:00"), "Low"),
        (utc("2026-06-15 13:00"), "Urgent"),
    ]
