"""Charges: minutes cut where the rate changes, minimums, consent, findings that are missing, prices agreed on."""

from tests.policy.scenario.asking import ask, desk, happened, utc, worked

BANDS = """
## 5. Rates {#5}

| Hours        | Days             | From  | To    |
|--------------|------------------|-------|-------|
| Evening      | Monday to Friday | 17:00 | 22:00 |
| Saturday     | Saturday         | 00:00 | 24:00 |

| Charge  | Hours          | Rate             |
|---------|----------------|------------------|
| By day  | Standard hours | no charge        |
| Callout | Evening        | $100.00 per hour |
| Callout | Off hours      | $200.00 per hour |
"""
FAULT = """
## 5. Outages {#5}

| Cause          | Fault    |
|----------------|----------|
| Their firewall | customer |

| Charge           | Fault     | Rate             | Minimum | Per   |
|------------------|-----------|------------------|---------|-------|
| Not our fault    | customer  | $120.00 per hour | 1 hour  | event |
| Our fault        | provider  | no charge        |         |       |
| The rest of them | otherwise | no charge        |         |       |
"""
CONSENT = """
| Charge    | Request | Rate            | Consent |
|-----------|---------|-----------------|---------|
| Paid work | Wish    | $60.00 per hour | yes     |
| Other     |         | no charge       |         |
"""
AS_AGREED = """
| Charge        | Planned | Rate      | Consent |
|---------------|---------|-----------|---------|
| Arranged work | yes     | as agreed | yes     |
| Other         |         | no charge |         |
"""
WISH = {"request": "Wish"}


def lines(charge: dict[str, object]) -> list[tuple[object, ...]]:
    return [(line["from"], line["seconds"], line["amount"]) for line in charge["lines"]]  # type: ignore[attr-defined]  # JSON


def test_an_evening_of_work_across_three_bands_is_cut_at_each_boundary() -> None:
    charge = ask(desk(BANDS), work=[worked("16:30", "23:00")])["charge"]

    assert lines(charge) == [
        (utc("2026-06-12 20:30"), 1800, "0.00"),
        (utc("2026-06-12 21:00"), 18_000, "500.00"),
        (utc("2026-06-13 02:00"), 3600, "200.00"),
    ]
    assert (charge["state"], charge["amount"]) == ("due", "700.00")


def test_a_minute_at_the_very_closing_belongs_to_the_next_band() -> None:
    charge = ask(desk(BANDS), work=[worked("16:59", "17:01")])["charge"]

    assert [line["seconds"] for line in charge["lines"]] == [60, 60]
    assert charge["amount"] == "1.67"


def test_work_over_the_night_the_clocks_go_back_costs_the_hour_that_came_twice() -> None:
    charge = ask(
        desk(BANDS), opened="2026-11-01 00:30", work=[worked("2026-11-01 00:30", "2026-11-01 03:30")]
    )["charge"]

    assert sum(line["seconds"] for line in charge["lines"]) == 4 * 3600
    assert charge["amount"] == "800.00"


def test_what_does_not_matter_cuts_no_line() -> None:
    events = [happened("18:10", "answered"), happened("18:20", "wrote"), happened("18:30", "acknowledged")]

    charge = ask(desk(BANDS), events=events, work=[worked("18:00", "19:00")])["charge"]

    assert lines(charge) == [(utc("2026-06-12 22:00"), 3600, "100.00")]


def test_work_after_the_moment_of_the_question_is_not_counted() -> None:
    charge = ask(desk(BANDS), at="18:30", work=[worked("18:00", "19:00"), worked("20:00", "21:00")])["charge"]

    assert lines(charge) == [(utc("2026-06-12 22:00"), 1800, "50.00")]


def test_before_the_review_the_charge_is_open_and_says_what_each_finding_would_bring() -> None:
    charge = ask(desk(FAULT), work=[worked("18:00", "18:35")])["charge"]

    assert (charge["state"], charge["amount"], charge["said"]) == ("pending", None, "said")
    assert {each["facts"]["fault"]: each["amount"] for each in charge["if"]} == {
        "provider": "0.00", "customer": "120.00", "third party": "0.00", "not found": "0.00",
    }  # fmt: skip


def test_a_finding_holds_for_the_work_before_it() -> None:
    found = happened("2026-06-15 10:00", "found", facts={"cause": "Their firewall"})

    charge = ask(desk(FAULT), events=[found], work=[worked("18:00", "18:35")])["charge"]

    assert (charge["state"], charge["amount"], charge["minimum_seconds"]) == ("due", "120.00", 3600)
    assert charge["because"]["fault"] == "customer"


def test_a_stated_fault_wins_over_that_of_the_cause() -> None:
    found = happened("2026-06-15 10:00", "found", facts={"cause": "Their firewall", "fault": "provider"})

    charge = ask(desk(FAULT), events=[found], work=[worked("18:00", "18:35")])["charge"]

    assert (charge["state"], charge["amount"]) == ("none", "0.00")
    assert charge["cite"]["row"] == "Our fault"


def test_two_problems_of_one_ticket_have_their_own_faults_and_their_own_minimums() -> None:
    events = [
        happened("20:00", "found", problem="a", facts={"cause": "Their firewall"}),
        happened("20:00", "found", problem="b", facts={"cause": "Platform"}),
        happened("20:00", "found", problem="c", facts={"fault": "customer"}),
    ]
    work = [
        worked(f"{hour}:00", f"{hour}:30", problem=name) for hour, name in ((17, "a"), (18, "b"), (19, "c"))
    ]

    charge = ask(desk(FAULT), events=events, work=work)["charge"]

    assert charge["amount"] == "240.00"


def test_a_fact_of_the_work_line_wins_over_the_ticket() -> None:
    charge = ask(
        desk(FAULT), facts={"fault": "provider"}, work=[worked("18:00", "19:00", facts={"fault": "customer"})]
    )["charge"]

    assert charge["amount"] == "120.00"


def test_work_without_the_consent_it_needs_is_decided_by_its_row_and_costs_nothing() -> None:
    charge = ask(desk(CONSENT), facts=WISH, work=[worked("11:00", "12:00")])["charge"]

    assert (charge["state"], charge["amount"], charge["consent"]) == ("none", "0.00", "missing")
    assert charge["cite"]["row"] == "Paid work"


def test_only_the_minutes_after_the_consent_are_charged() -> None:
    agreed = happened("11:30", "agreed", to="go on", price="60.00 per hour")

    charge = ask(desk(CONSENT), facts=WISH, events=[agreed], work=[worked("11:00", "12:00")])["charge"]

    assert lines(charge) == [
        (utc("2026-06-12 15:00"), 1800, "0.00"),
        (utc("2026-06-12 15:30"), 1800, "30.00"),
    ]
    assert (charge["amount"], charge["consent"]) == ("30.00", "missing")


def test_arranged_work_costs_the_price_that_was_agreed() -> None:
    events = [
        happened("10:30", "asked", for_="appointment", wanted="2026-06-13T11:00[America/New_York]"),
        happened("10:40", "agreed", to="Saturday work", price="$80.00 per hour"),
    ]
    work = [worked("2026-06-13 11:00", "2026-06-13 12:30")]

    charge = ask(desk(AS_AGREED), events=events, work=work)["charge"]

    assert (charge["state"], charge["amount"], charge["consent"]) == ("due", "120.00", "recorded")


def test_arranged_work_without_a_price_waits_for_one() -> None:
    agreed = happened("10:40", "agreed", to="Saturday work")
    work = [worked("2026-06-13 11:00", "2026-06-13 12:30", facts={"planned": True})]

    charge = ask(desk(AS_AGREED), events=[agreed], work=work)["charge"]

    assert (charge["state"], charge["amount"]) == ("pending", None)


def test_a_waived_charge_is_nothing_and_says_so() -> None:
    events = [
        happened("12:00", "found", facts={"fault": "customer"}),
        happened("13:00", "waived", by="manager", metric="charge", reason="a good customer"),
    ]

    charge = ask(desk(FAULT), events=events, work=[worked("11:00", "12:00")])["charge"]

    assert (charge["state"], charge["amount"]) == ("waived", "0.00")


def test_what_a_manager_lets_go_costs_nothing_from_that_moment_on() -> None:
    tables = """
| Charge    | Rate            | By        |
|-----------|-----------------|-----------|
| Goodwill  | no charge       | a manager |
| Paid work | $60.00 per hour |           |
"""
    goodwill = happened(
        "11:30", "taken", by="manager", kind="Charge", subject="Goodwill", reason="our mistake"
    )

    charge = ask(desk(tables), events=[goodwill], work=[worked("11:00", "12:00")])["charge"]

    assert [(line["cite"]["row"], line["amount"]) for line in charge["lines"]] == [
        ("Paid work", "30.00"), ("Goodwill", "0.00"),
    ]  # fmt: skip


def test_no_work_costs_nothing() -> None:
    charge = ask(desk(FAULT))["charge"]

    assert (charge["state"], charge["amount"], charge["lines"]) == ("none", "0.00", [])


def test_work_that_no_row_speaks_of_costs_nothing_and_is_said_to_be_unspoken_of() -> None:
    charge = ask(desk(""), work=[worked("11:00", "12:00")])["charge"]

    assert (charge["state"], charge["amount"], charge["said"]) == ("none", "0.00", "not said")


def test_a_minimum_a_day_counts_each_day_of_work_over_midnight() -> None:
    tables = """
| Charge  | Rate             | Minimum | Per |
|---------|------------------|---------|-----|
| Callout | $100.00 per hour | 2 hours | day |
"""

    charge = ask(desk(tables), work=[worked("23:30", "2026-06-13 00:30")])["charge"]

    assert charge["amount"] == "400.00"


def test_the_minutes_of_a_higher_priority_cost_what_it_costs() -> None:
    tables = """
| Charge | Priority | Rate             |
|--------|----------|------------------|
| Urgent | Urgent   | $200.00 per hour |
| Low    | Low      | $100.00 per hour |
"""
    raised = happened("11:30", "assessed", priority="Urgent")

    charge = ask(desk(tables), facts={"priority": "Low"}, events=[raised], work=[worked("11:00", "12:00")])[
        "charge"
    ]

    assert [line["amount"] for line in charge["lines"]] == ["50.00", "100.00"]


def test_what_the_same_facts_cost_is_always_the_same() -> None:
    work = [worked("18:00", "18:35"), worked("21:30", "22:30")]

    assert ask(desk(BANDS), work=work) == ask(desk(BANDS), work=work)
