"""Whether an urgent ticket is worked on outside hours, and by which row."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from uphold.policy.document import read
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.off_hours import first_priorities, right_off_hours

SHIPPED = Path(__file__).parents[3] / "agreements"
NEW_YORK = ZoneInfo("America/New_York")
SUNDAY = datetime(2026, 8, 16, 3, 10, tzinfo=NEW_YORK)
OUTAGE = {"request": frozenset({"Fault"}), "impact": frozenset({"Total loss"})}


def agreement(name: str = "stratelegy") -> Agreement:
    found = read((SHIPPED / f"{name}.md").read_text(encoding="utf-8"), path=f"{name}.md").agreement
    assert found is not None
    return found


def case(**facts: frozenset[str]) -> Case:
    return replace(EMPTY, facts={**OUTAGE, **facts})


EMPTY = Case(opened_at=SUNDAY, at=SUNDAY)


def test_an_outage_on_a_sunday_is_worked_on_by_the_row_of_priority_1() -> None:
    right = right_off_hours(agreement(), case(), at=SUNDAY)

    assert right is not None
    assert right.ruling.citation is not None
    assert (right.ruling.citation.anchor, right.ruling.citation.row) == ("4", "Priority 1")


@pytest.mark.parametrize(
    ("facts", "at"),
    [
        ({}, SUNDAY.replace(day=17, hour=10)),
        ({"impact": frozenset({"Partial loss"})}, SUNDAY),
        ({"cause": frozenset({"Old provider removed"})}, SUNDAY),
    ],
)
def test_there_is_no_such_right_within_hours_for_less_and_for_a_cut_over(
    facts: dict[str, frozenset[str]], at: datetime
) -> None:
    assert right_off_hours(agreement(), case(**facts), at=at) is None


def test_an_agreement_without_hours_gives_none() -> None:
    assert right_off_hours(agreement("sangoma"), case(), at=SUNDAY) is None


def test_the_first_priority_is_the_one_of_the_lowest_level() -> None:
    assert first_priorities(agreement()) == {"Urgent"}
    assert first_priorities(agreement("sangoma")) == frozenset()
