"""Compliance counts what the tickets' own clocks say, and agrees with a count made without them."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from tests.reports.counting import is_met
from tests.tickets.incidents.desk import SYSTEM, brought_in, published
from tests.tickets.incidents.logs import MAPPING, PRESENT, mapping, plan, row
from uphold.access import Actor, ActorKind, Role
from uphold.reports.compliance import ComplianceLine, Outcome, measure_compliance

pytestmark = pytest.mark.django_db
BY_CLOCK_OF_GREENWICH = MAPPING.replace("America/New_York", "UTC").replace(
    "P3: Medium", "P3: Medium\n  P4: Low"
)


def bring(folder: Path, *rows: str, slug: str = "stratelegy", by: str = BY_CLOCK_OF_GREENWICH) -> None:
    version = published(slug)
    brought_in(plan(folder, *rows, by=by), mapping=mapping(by), version=version, at=PRESENT)


def line(metric: str, priority: str) -> ComplianceLine:
    lines = measure_compliance(actor=SYSTEM)
    return next(each for each in lines if (each.metric, each.priority) == (metric, priority))


def test_the_counts_agree_with_a_count_made_without_our_clocks(tmp_path: Path) -> None:
    random = Random(2603)  # noqa: S311 - invented incidents keep no secret
    rows, expected = [], Counter[tuple[str, bool]]()
    for number in range(120):
        priority = random.choice(("P3", "P4"))
        opened_at = datetime(2026, 2, 25, tzinfo=UTC) + timedelta(minutes=random.randrange(20 * 24 * 60))
        solved_at = opened_at + timedelta(
            minutes=random.randrange(1, (3 if priority == "P3" else 15) * 24 * 60)
        )
        opened, solved = f"{opened_at:%d/%m/%Y %H:%M}", f"{solved_at:%d/%m/%Y %H:%M}"
        for count, (at, state) in enumerate(((opened, "New"), (solved, "Solved"))):
            rows.append(row(at, state, number=f"I-{number}", count=count, opened=opened, priority=priority))
        name = {"P3": "Medium", "P4": "Low"}[priority]
        expected[name, is_met([(opened_at, solved_at)], priority=name)] += 1

    bring(tmp_path, *rows)

    counted = {name: line("resolution", name).counts for name in ("Medium", "Low")}
    assert counted == {
        name: {Outcome.MET: expected[name, True], Outcome.MISSED: expected[name, False]}
        for name in ("Medium", "Low")
    }
    assert min(expected.values()) > 5


def test_what_the_log_does_not_hold_is_counted_by_itself(tmp_path: Path) -> None:
    bring(tmp_path, row("2/3/2026 15:00", count=0), row("2/3/2026 16:00", "Solved", count=1))

    answers = line("first response", "Medium")
    assert answers.counts == {Outcome.UNLOGGED: 1}
    assert answers.met_permille is None


def test_a_promise_without_an_instant_is_neither_met_nor_missed(tmp_path: Path) -> None:
    solved = row("2/3/2026 16:00", "Solved", count=1, priority="P1")

    bring(tmp_path, row("2/3/2026 15:00", count=0, priority="P1"), solved)

    assert line("resolution", "Urgent").counts == {Outcome.NONE: 1}


def test_a_miss_belongs_to_the_priority_under_which_it_happened(tmp_path: Path) -> None:
    rows = (
        row("2/3/2026 15:00", count=0, priority="P3"),
        row("6/3/2026 15:00", count=1, priority="P1"),
        row("6/3/2026 16:00", "Solved", count=2, priority="P1"),
    )

    bring(tmp_path, *rows)

    assert line("resolution", "Medium").counts == {Outcome.MISSED: 1}


def test_what_still_runs_is_not_judged(tmp_path: Path) -> None:
    bring(tmp_path, row("29/5/2026 20:00", opened="29/5/2026 20:00", priority="P4"))

    assert line("resolution", "Low").counts == {Outcome.RUNNING: 1}


def test_of_a_thousand_judged_promises_the_share_is_rounded_down() -> None:
    counts = {Outcome.MET: 2, Outcome.MISSED: 1, Outcome.UNLOGGED: 40}
    two_of_three = ComplianceLine(
        provider="Stratelegy", agreement="stratelegy", metric="resolution", priority="Low", counts=counts
    )

    assert two_of_three.met_permille == 666


def test_lines_stand_in_the_order_of_the_document(tmp_path: Path) -> None:
    rows = [
        row("2/3/2026 15:00", number=f"I-{number}", priority=priority)
        for number, priority in enumerate(("P4", "P1", "P3", "P2"))
    ]

    bring(tmp_path, *rows)

    assert [(each.metric, each.priority) for each in measure_compliance(actor=SYSTEM, slug="stratelegy")] == [
        (metric, priority)
        for metric in ("first response", "resolution")
        for priority in ("Urgent", "High", "Medium", "Low")
    ]


def test_an_agreement_without_promises_has_no_lines(tmp_path: Path) -> None:
    bring(tmp_path, row("2/3/2026 15:00"), slug="sangoma")

    assert measure_compliance(actor=SYSTEM) == ()


def test_staff_of_another_provider_count_nothing(tmp_path: Path) -> None:
    bring(tmp_path, row("2/3/2026 15:00"))
    stranger = Actor(kind=ActorKind.STAFF, id=1, grants={0: Role.ADMINISTRATOR})

    assert measure_compliance(actor=stranger) == ()
