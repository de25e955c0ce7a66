"""Admission: who is taken in, who waits until when, what must be brought, and what a person may choose instead."""

from tests.policy.scenario.asking import ask, desk, happened, utc

APPOINTED = """
| Admission | Request | Planned | Hours     | Answer                        | Notice          | By           |
|-----------|---------|---------|-----------|-------------------------------|-----------------|--------------|
| Notice    | Wish    | no      |           | by appointment                | 5 business days |              |
| Sooner    | Wish    | no      |           | accept with priority handling |                 | the customer |
| At night  | Fault   |         | Off hours | wait for Standard hours       |                 |              |
| The rest  | otherwise |       |           | accept                        |                 |              |

| Charge      | Request | Handling | Rate            | Minimum | Consent |
|-------------|---------|----------|-----------------|---------|---------|
| Rushed work | Wish    | priority | $90.00 per hour | 2 hours | yes     |
| Other work  |         |          | no charge       |         |         |
"""
EVIDENCE = """
| Evidence | Request | Blocking |
|----------|---------|----------|
| Logs     | Fault   | yes      |
| Capture  | Fault   | yes      |
| Photo    | Fault   | no       |

| Admission   | Evidence | Answer           |
|-------------|----------|------------------|
| Come back   | missing  | ask for evidence |
"""
TELEPHONE = """
| Admission    | Channel   | Answer             | By       | Words                 |
|--------------|-----------|--------------------|----------|-----------------------|
| Taken in     | otherwise | accept             |          | We are on it.         |
| Nobody free  | Telephone | redirect to E-mail | an agent | Please write instead. |
"""
WISH = {"request": "Wish"}


def test_where_no_row_decides_a_ticket_is_taken_in_and_the_text_is_said_to_be_silent() -> None:
    [admission] = ask(desk(""))["admission"]

    assert admission["answer"] == "accept"
    assert admission["said"] == "not said"
    assert admission["cite"] is None


def test_five_business_days_of_notice_begin_the_day_after_the_request() -> None:
    [admission] = ask(desk(APPOINTED), opened="2026-06-12 16:59", facts=WISH)["admission"]

    assert admission["answer"] == "by appointment"
    assert admission["earliest"] == utc("2026-06-19 13:00")


def test_notice_asked_for_on_a_sunday_counts_from_monday() -> None:
    [admission] = ask(desk(APPOINTED), opened="2026-06-14 12:00", facts=WISH)["admission"]

    assert admission["earliest"] == utc("2026-06-19 13:00")


def test_a_customer_may_choose_to_pay_for_being_served_sooner_and_sees_the_price() -> None:
    [admission] = ask(desk(APPOINTED), facts=WISH)["admission"]

    [option] = admission["options"]
    assert (option["by"], option["answer"], option["subject"]) == ("customer", "accept", "priority handling")
    assert option["charge"] == "90.00 per hour, minimum 2 hours"
    assert option["taken"] is False


def test_once_chosen_the_option_decides_before_all_rows() -> None:
    taken = happened(
        "11:00", "taken", by="customer", kind="Admission", answer="accept", subject="priority handling"
    )

    at_opening, chosen = ask(desk(APPOINTED), facts=WISH, events=[taken])["admission"]

    assert (at_opening["answer"], at_opening["options"][0]["taken"]) == ("by appointment", True)
    assert (chosen["at"], chosen["answer"], chosen["to"]) == (
        utc("2026-06-12 15:00"), "accept", "priority handling",
    )  # fmt: skip


def test_an_agent_cannot_choose_what_is_the_customers_choice() -> None:
    taken = happened(
        "11:00", "taken", by="agent", kind="Admission", answer="accept", subject="priority handling"
    )

    [admission] = ask(desk(APPOINTED), facts=WISH, events=[taken])["admission"]

    assert admission["options"][0]["taken"] is False


def test_work_wanted_at_night_waits_for_the_hours_named() -> None:
    wish = happened("11:00", "asked", for_="work", wanted="2026-06-12T22:00[America/New_York]")

    by_day, at_night = ask(desk(APPOINTED), events=[wish])["admission"]

    assert by_day["answer"] == "accept"
    assert (at_night["answer"], at_night["to"]) == ("wait", "Standard hours")
    assert at_night["earliest"] == utc("2026-06-15 13:00")


def test_only_blocking_evidence_that_was_not_brought_is_asked_for() -> None:
    [admission] = ask(desk(EVIDENCE), facts={"evidence": ["Capture"]})["admission"]

    assert admission["answer"] == "ask for evidence"
    assert admission["missing"] == ["Logs"]


def test_evidence_that_comes_with_a_later_message_adds_up() -> None:
    events = [happened("11:00", "wrote", facts={"evidence": ["Logs"]})]

    first, second = ask(desk(EVIDENCE), facts={"evidence": ["Capture"]}, events=events)["admission"]

    assert (first["answer"], second["answer"]) == ("ask for evidence", "accept")


def test_a_request_of_which_no_evidence_is_asked_is_complete() -> None:
    [admission] = ask(desk(EVIDENCE), facts={"request": "Wish", "evidence": []})["admission"]

    assert admission["answer"] == "accept"


def test_nobody_is_turned_back_while_it_is_not_known_what_they_brought() -> None:
    [admission] = ask(desk(EVIDENCE))["admission"]

    assert admission["answer"] == "accept"


def test_an_agent_redirects_a_caller_and_the_clock_runs_on() -> None:
    redirected = happened("10:20", "redirected", to="E-mail", reason="nobody is free")

    at_opening, redirection = ask(desk(TELEPHONE), facts={"channel": "Telephone"}, events=[redirected])[
        "admission"
    ]

    assert (at_opening["answer"], at_opening["words"]) == ("accept", "We are on it.")
    assert (redirection["answer"], redirection["to"]) == ("redirect", "E-mail")
    assert redirection["words"] == "Please write instead."


def test_each_message_of_the_customer_is_asked_about_again() -> None:
    events = [happened("11:00", "wrote"), happened("12:00", "wrote", by="agent"), happened("13:00", "wrote")]

    admissions = ask(desk(APPOINTED), events=events)["admission"]

    assert [each["at"] for each in admissions] == [
        utc("2026-06-12 14:00"), utc("2026-06-12 15:00"), utc("2026-06-12 17:00"),
    ]  # fmt: skip
