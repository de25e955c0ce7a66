"""The smallest change that would bring a yes or a smaller charge, among those the asker can make."""

from tests.policy.scenario.asking import ask, desk, happened, ny, utc, worked

TABLES = """
| Admission   | Channel   | Hours     | Planned | Answer                     |
|-------------|-----------|-----------|---------|----------------------------|
| At night    |           | Off hours | no      | by appointment             |
| By call     | Telephone |           |         | redirect to E-mail         |
| The rest    | otherwise |           |         | accept                     |

| Charge  | Hours     | Handling | Rate             |
|---------|-----------|----------|------------------|
| Night   | Off hours |          | $200.00 per hour |
| Rush    |           | priority | $100.00 per hour |
| By day  |           |          | no charge        |
"""


def would(decision: dict[str, object], *outcome: str) -> list[tuple[object, ...]]:
    return [(each["facts"], *(each[name] for name in outcome)) for each in decision.get("would", [])]  # type: ignore[attr-defined]  # JSON


def test_work_refused_at_night_would_be_accepted_when_the_desk_opens() -> None:
    wish = happened("11:00", "asked", for_="work", wanted=ny("2026-06-12 22:00"))

    _, at_night = ask(desk(TABLES), facts={"channel": "E-mail"}, events=[wish])["admission"]

    assert at_night["answer"] == "by appointment"
    assert would(at_night, "answer") == [
        ({"hours": "Standard hours", "from": utc("2026-06-15 13:00")}, "accept")
    ]


def test_a_caller_who_is_redirected_is_told_which_channel_is_open() -> None:
    [admission] = ask(desk(TABLES), facts={"channel": "Telephone"})["admission"]

    assert would(admission, "answer") == [({"channel": "E-mail"}, "accept")]


def test_what_is_accepted_needs_no_change() -> None:
    [admission] = ask(desk(TABLES), facts={"channel": "E-mail"})["admission"]

    assert "would" not in admission


def test_a_charge_by_night_would_be_none_in_the_morning() -> None:
    charge = ask(desk(TABLES), work=[worked("18:00", "19:00")])["charge"]

    assert charge["amount"] == "200.00"
    assert would(charge, "amount") == [({"hours": "Standard hours", "from": utc("2026-06-15 13:00")}, "0.00")]


def test_a_rush_by_day_would_be_free_without_the_hurry_and_dearer_at_night_is_not_mentioned() -> None:
    rush = worked("11:00", "12:00", facts={"handling": "priority"})

    charge = ask(desk(TABLES), work=[rush])["charge"]

    assert would(charge, "amount") == [({"handling": "normal"}, "0.00")]


def test_what_costs_nothing_needs_no_change() -> None:
    charge = ask(desk(TABLES), work=[worked("11:00", "12:00")])["charge"]

    assert "would" not in charge
