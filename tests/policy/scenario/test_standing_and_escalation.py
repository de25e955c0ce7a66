"""Late payment, escalation, warranty, releases and notice."""

import pytest

from tests.policy.scenario.asking import ask, desk, happened, ny, target, utc

STANDING = """
| Triage | Request   | Priority |
|--------|-----------|----------|
| Any    | otherwise | Low      |

| Standing       | Affects service | Days past due | Answer  | By        | Until            |
|----------------|-----------------|---------------|---------|-----------|------------------|
| handling       | no              | more than 10  | suspend | a manager | in good standing |
| portal changes |                 | 15 or more    | suspend |           | paid in full     |

| Pause        | Waiting for | Pauses |
|--------------|-------------|--------|
| every metric | payment     | yes    |
"""
WISH = {"request": "Wish"}
INVOICES = {"invoices": [{"number": "7", "due": "2026-06-01", "amount": "80.00", "disputed": False}]}
SUSPENDED = happened(
    "2026-06-15 09:30", "taken", by="manager", kind="Standing", answer="suspend", subject="handling"
)
ESCALATION = """
| Contact | Role    | Address             |
|---------|---------|---------------------|
| Desk    | first   | desk@example.com    |
| Manager | second  | manager@example.com |

| Escalation | Request | Trigger       | Allowed | Next contact     |
|------------|---------|---------------|---------|------------------|
| Wishes     | Wish    | customer asks | no      |                  |
| On request |         | customer asks | yes     | next in the list |
| Missed     |         | target missed | yes     | Manager          |
"""
WARRANTY = """
| Warranty  | In warranty | Defect    | Use                  | Answer               | Fault analysis |
|-----------|-------------|-----------|----------------------|----------------------|----------------|
| Valid     | yes         | confirmed | as the warranty asks | return authorization | yes            |
| Misused   | yes         | confirmed | outside it           | decline              | yes            |
| Too late  | no          |           |                      | decline              |                |
| No defect |             | not found |                      | decline              | no             |
"""


def standing(answered: dict[str, list[dict[str, object]]], capability: str) -> dict[str, object]:
    [found] = [each for each in answered["standing"] if each["capability"] == capability]
    return found


@pytest.mark.parametrize(
    ("asked_at", "days", "options"), [("2026-06-11 23:59", 10, 0), ("2026-06-12 00:00", 11, 1)]
)
def test_days_overdue_are_days_of_the_calendar_where_the_agreement_lives(
    asked_at: str, days: int, options: int
) -> None:
    answered = ask(desk(STANDING), opened="2026-06-10 10:00", at=asked_at, facts=WISH, account=INVOICES)

    handling = standing(answered, "handling")
    assert handling["days_past_due"] == days
    assert len(handling.get("options", [])) == options  # type: ignore[arg-type]  # JSON
    assert handling["suspended"] is False


def test_a_disputed_invoice_is_not_overdue() -> None:
    disputed = {"invoices": [{"number": "7", "due": "2026-06-01", "amount": "80.00", "disputed": True}]}

    answered = ask(desk(STANDING), at="2026-07-01 10:00", facts=WISH, account=disputed)

    assert standing(answered, "handling")["days_past_due"] == 0


def test_a_suspended_ticket_keeps_the_time_it_used() -> None:
    answered = ask(desk(STANDING), at="2026-06-16 12:00", facts=WISH, account=INVOICES, events=[SUSPENDED])

    assert standing(answered, "handling")["suspended"] is True
    assert target(answered, "first response")["state"] == "paused"
    assert target(answered, "first response")["used_seconds"] == 27_000


def test_the_suspension_ends_by_itself_when_the_last_overdue_bill_is_paid() -> None:
    paid = happened("2026-06-16 10:00", "paid", invoice="7")

    answered = ask(
        desk(STANDING), at="2026-06-16 12:00", facts=WISH, account=INVOICES, events=[SUSPENDED, paid]
    )

    assert standing(answered, "handling")["suspended"] is False
    assert target(answered, "first response")["state"] == "missed"


def test_a_suspension_before_the_eleventh_day_is_no_choice_anybody_has() -> None:
    too_early = {**SUSPENDED, "at": "2026-06-11T10:00[America/New_York]"}

    answered = ask(
        desk(STANDING),
        opened="2026-06-10 10:00",
        at="2026-06-16 12:00",
        facts=WISH,
        account=INVOICES,
        events=[too_early],
    )

    assert standing(answered, "handling")["suspended"] is False


def test_an_agent_cannot_suspend_what_a_manager_decides() -> None:
    by_agent = {**SUSPENDED, "by": "agent"}

    answered = ask(desk(STANDING), at="2026-06-16 12:00", facts=WISH, account=INVOICES, events=[by_agent])

    assert standing(answered, "handling")["suspended"] is False


def test_a_fault_of_a_working_service_is_never_suspended() -> None:
    answered = ask(desk(STANDING), at="2026-06-16 12:00", account=INVOICES, events=[SUSPENDED])

    assert standing(answered, "handling")["suspended"] is False
    assert target(answered, "first response")["state"] == "missed"


def test_what_the_agreement_itself_suspends_needs_nobody() -> None:
    before = ask(desk(STANDING), at="2026-06-15 23:00", facts=WISH, account=INVOICES)
    after = ask(desk(STANDING), at="2026-06-16 00:00", facts=WISH, account=INVOICES)

    assert standing(before, "portal changes")["suspended"] is False
    assert standing(after, "portal changes")["suspended"] is True


def test_each_request_goes_one_step_further_until_the_path_is_used_up() -> None:
    events = [happened(f"{hour}:00", "asked", for_="escalation") for hour in (11, 12, 13)]

    steps = ask(desk(ESCALATION), events=events)["escalation"]

    assert [(each["contact"], each["step"], each["used_up"]) for each in steps] == [
        ("Desk", 1, False), ("Manager", 2, False), (None, None, True),
    ]  # fmt: skip


def test_a_request_that_may_not_be_escalated_takes_no_step() -> None:
    [step] = ask(desk(ESCALATION), facts=WISH, events=[happened("11:00", "asked", for_="escalation")])[
        "escalation"
    ]

    assert (step["allowed"], step["contact"], step["step"]) == ("no", None, None)


def test_a_missed_target_escalates_by_itself_at_the_instant_it_was_missed() -> None:
    answered = ask(desk(ESCALATION), at="12:00", facts={"priority": "Urgent"})

    [step] = answered["escalation"]
    assert (step["at"], step["contact"], step["step"]) == (utc("2026-06-12 15:00"), "Manager", 2)


def test_a_row_with_a_delay_speaks_so_long_after_and_not_once_it_is_solved() -> None:
    tables = """
| Contact | Role  |
|---------|-------|
| Desk    | first |
| Manager | last  |

| Escalation | Trigger       | Allowed | Next contact     | When          |
|------------|---------------|---------|------------------|---------------|
| After four | time since    | yes     | next in the list | after 4 hours |
| Still late | target missed | yes     | next in the list | after 1 hour  |
"""
    urgent = {"priority": "Urgent"}

    unsolved = ask(desk(tables), at="15:00", facts=urgent)["escalation"]
    solved = ask(desk(tables), at="15:00", facts=urgent, events=[happened("11:30", "resolved")])["escalation"]

    assert [(each["at"], each["cite"]["row"], each["contact"]) for each in unsolved] == [
        (utc("2026-06-12 16:00"), "Still late", "Desk"), (utc("2026-06-12 18:00"), "After four", "Manager"),
    ]  # fmt: skip
    assert solved == []


def test_a_row_with_a_share_speaks_when_so_much_of_the_time_is_used_unless_it_was_met_before() -> None:
    tables = """
| Contact | Role  |
|---------|-------|
| Desk    | first |

| Escalation  | Trigger    | Metric         | Allowed | Next contact     | When |
|-------------|------------|----------------|---------|------------------|------|
| Nearly over | time since | first response | yes     | next in the list | 80 % |
"""
    low = {"priority": "Low"}

    waiting, not_yet, answered = (
        ask(desk(tables), opened="2026-06-11 12:00", at=at, facts=low, events=events)["escalation"]
        for at, events in (
            ("2026-06-12 10:24", []),
            ("2026-06-12 10:23", []),
            ("2026-06-12 12:00", [happened("2026-06-12 10:00", "answered")]),
        )
    )

    assert [(each["at"], each["contact"]) for each in waiting] == [(utc("2026-06-12 14:24"), "Desk")]
    assert (not_yet, answered) == ([], [])


def test_a_missed_target_that_no_row_speaks_of_is_no_occasion() -> None:
    tables = """
| Escalation | Trigger       | Metric     | Allowed |
|------------|---------------|------------|---------|
| Late       | target missed | resolution | yes     |
"""

    answered = ask(desk(tables), at="12:00", facts={"priority": "Urgent"})

    assert target(answered, "first response")["state"] == "missed"
    assert answered["escalation"] == []


def test_nothing_is_said_about_escalation_where_no_row_speaks_of_it() -> None:
    [step] = ask(desk(""), events=[happened("11:00", "asked", for_="escalation")])["escalation"]

    assert (step["allowed"], step["said"]) == (None, "not said")


def test_a_claim_is_open_until_the_defect_and_the_use_are_found() -> None:
    claim = ask(desk(WARRANTY), facts={"warranty until": "2026-12-31"})["warranty"]

    assert claim["answer"] is None
    outcomes = {tuple(each["facts"].values()): each["answer"] for each in claim["if"]}
    assert outcomes == {
        ("confirmed", "as the warranty asks"): "return authorization",
        ("confirmed", "outside it"): "decline",
        ("not found",): "decline",
    }


def test_the_day_of_the_report_decides_and_its_last_minute_is_in_time() -> None:
    found = happened(
        "2026-06-20 10:00", "found", facts={"defect": "confirmed", "use": "as the warranty asks"}
    )

    last = ask(
        desk(WARRANTY), opened="2026-06-12 23:59", facts={"warranty until": "2026-06-12"}, events=[found]
    )
    late = ask(
        desk(WARRANTY), opened="2026-06-13 00:00", facts={"warranty until": "2026-06-12"}, events=[found]
    )

    assert last["warranty"]["answer"] == "return authorization"
    assert (late["warranty"]["answer"], late["warranty"]["cite"]["row"]) == ("decline", "Too late")


def test_nobody_asks_about_a_warranty_where_nothing_is_claimed() -> None:
    assert ask(desk(WARRANTY))["warranty"] is None


def test_a_new_version_is_owed_and_costs_nothing() -> None:
    tables = """
| Entitlement | Entitled | Charge    |
|-------------|----------|-----------|
| New version | yes      | no charge |
| Special     | no       | not said  |
"""

    version = ask(desk(tables), events=[happened("11:00", "released", kind="new version")])["release"]
    special = ask(desk(tables), events=[happened("11:00", "released", kind="Special")])["release"]

    assert (version["entitled"], version["charge"]) == ("yes", "0.00")
    assert (special["entitled"], special["charge"]) == ("no", None)


def test_a_planned_change_says_how_early_and_to_whom_it_is_announced() -> None:
    tables = """
| Notice      | Lead time       | Audience  | Channel |
|-------------|-----------------|-----------|---------|
| Maintenance | 5 business days | everybody | E-mail  |
"""
    window = {"change": "Maintenance", "from": ny("2026-06-20 23:00"), "to": ny("2026-06-20 23:45")}

    [notice] = ask(desk(tables), windows=[window])["notice"]

    assert (notice["lead"], notice["audience"], notice["channel"]) == (
        "5 business days",
        "everybody",
        "E-mail",
    )
    assert notice["seconds"] == 2700
