"""The credits that a contract includes: one grant a period, when it ends, and where the rest goes."""

from datetime import UTC, date, datetime
from itertools import pairwise

import pytest

from tests.policy.document.builders import document
from tests.policy.scenario.asking import desk
from uphold.policy.check.checker import check
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.problem import Severity
from uphold.policy.scenario.allowances import Grant, allowances

LATER = datetime(2030, 1, 1, tzinfo=UTC)
PLANS = "| Plan | Meaning |\n|---|---|\n| Basic | A |\n| Full | B |\n"


def including(*rows: str) -> Agreement:
    table = "\n".join(f"| {row} |" for row in rows)
    head = "| Allowance | Plan | Amount | Unit | Per | Rollover | Expires |\n|---|---|---|---|---|---|---|"
    return desk(f"## 9. Included\n\n{PLANS}\n{head}\n{table}\n")


def granted(
    *rows: str,
    plan: str = "Full",
    starts: str = "2026-01-01",
    ends: str | None = "2027-01-01",
    until: datetime = LATER,
) -> tuple[Grant, ...]:
    ends_on = None if ends is None else date.fromisoformat(ends)
    return allowances(
        including(*rows), plan=plan, starts_on=date.fromisoformat(starts), ends_on=ends_on, until=until
    )


def opened(grants: tuple[Grant, ...]) -> list[str]:
    return [grant.opens_at.isoformat()[:16] for grant in grants]


@pytest.mark.parametrize(
    ("per", "count", "second"),
    [
        ("week", 53, "2026-01-08T05:00"),
        ("month", 12, "2026-02-01T05:00"),
        ("quarter", 4, "2026-04-01T04:00"),
    ],
)
def test_a_year_has_one_grant_a_period_at_midnight_by_the_agreements_clock(
    per: str, count: int, second: str
) -> None:
    found = granted(f"Included | Full | 60 | credits | {per} | |")

    assert len(found) == count
    assert opened(found)[:2] == ["2026-01-01T05:00", second]
    assert {grant.credits for grant in found} == {60}


def test_each_grant_ends_where_the_next_one_opens_and_the_last_with_the_contract() -> None:
    found = granted("Included | Full | 60 | credits | week | |")

    assert all(one.expires_at == other.opens_at for one, other in pairwise(found))
    assert found[-1].expires_at == datetime(2027, 1, 1, 5, tzinfo=UTC)


def test_a_contract_that_starts_on_the_thirty_first_has_its_months_end_with_the_short_ones() -> None:
    found = granted("Included | Full | 60 | credits | month | |", starts="2026-01-31", ends="2026-06-01")

    assert opened(found) == [
        "2026-01-31T05:00",
        "2026-02-28T05:00",
        "2026-03-31T04:00",
        "2026-04-30T04:00",
        "2026-05-31T04:00",
    ]


@pytest.mark.parametrize("per", ["term", "year"])
def test_a_term_and_a_year_that_is_the_term_are_one_grant(per: str) -> None:
    [grant] = granted(f"Included | Full | 600 | credits | {per} | |")

    assert (grant.opens_at, grant.expires_at) == (
        datetime(2026, 1, 1, 5, tzinfo=UTC),
        datetime(2027, 1, 1, 5, tzinfo=UTC),
    )


def test_a_term_without_an_end_is_a_grant_without_one() -> None:
    [grant] = granted("Included | Full | 600 | credits | term | |", ends=None)

    assert grant.expires_at is None


def test_only_what_has_opened_is_granted_and_at_its_very_instant_it_has() -> None:
    second = datetime(2026, 2, 1, 5, tzinfo=UTC)

    assert len(granted("Included | Full | 60 | credits | month | |", until=second)) == 2
    assert (
        len(
            granted(
                "Included | Full | 60 | credits | month | |", until=datetime(2026, 2, 1, 4, 59, tzinfo=UTC)
            )
        )
        == 1
    )


def test_with_rollover_the_rest_moves_into_the_next_grant_and_ends_with_the_contract() -> None:
    first, second = granted("Included | Full | 60 | credits | month | yes |", ends="2026-03-01")

    assert (first.rolls_over, first.next_key) == (True, second.key)
    assert (second.rolls_over, second.next_key) == (False, None)


def test_an_expiry_lets_a_grant_outlive_its_period_and_nothing_moves() -> None:
    first, *_, last = granted("Included | Full | 60 | credits | month | yes | 3 months")

    assert first.expires_at == datetime(2026, 4, 1, 4, tzinfo=UTC)
    assert not first.rolls_over
    assert last.expires_at == datetime(2027, 1, 1, 5, tzinfo=UTC)


def test_an_expiry_on_a_day_ends_with_that_day_and_grants_nothing_after_it() -> None:
    found = granted("Included | Full | 60 | credits | month | | 2026-02-15")

    assert [grant.expires_at for grant in found] == [datetime(2026, 2, 16, 5, tzinfo=UTC)] * 2


def test_a_plan_has_its_own_rows_and_those_that_name_none() -> None:
    rows = ("For Basic | Basic | 10 | credits | term | |", "For all |  | 5 | credits | term | |")

    assert [grant.name for grant in granted(*rows)] == ["For all"]
    assert [grant.name for grant in granted(*rows, plan="Basic")] == ["For Basic", "For all"]


def test_what_is_counted_in_anything_but_credits_is_no_grant() -> None:
    rows = ("Training | Full | 2 | days | year | |", "Included | Full | 60 | | year | |")

    assert [grant.name for grant in granted(*rows)] == ["Included"]


@pytest.mark.parametrize("unit", ["serial", "deployment"])
def test_an_allowance_per_covered_unit_says_which_kind_of_unit(unit: str) -> None:
    found = granted(f"Included | Full | 20 | credits | month per {unit} | |", ends="2026-03-01")

    assert [(grant.per_unit, grant.key) for grant in found] == [
        (unit, "included/month/2026-01-01"),
        (unit, "included/month/2026-02-01"),
    ]


def test_a_period_that_nobody_knows_is_refused_with_the_nearest() -> None:
    text = document(
        "# One\n\n| Allowance | Amount | Per |\n|---|---|---|\n| Included | 60 | month per seriel |\n"
    )

    [problem] = [problem for problem in check(text, "a.md") if problem.severity is Severity.ERROR]

    assert "month per serial" in problem.text
