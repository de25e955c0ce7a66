"""Rows of an incident are told as its history."""

from pathlib import Path

from tests.tickets.incidents.logs import MAPPING, eastern, plan, row
from uphold.tickets.incidents.stand import Change, Step


def told(folder: Path, *rows: str) -> list[tuple[Step, str]]:
    (incident,) = plan(folder, *rows).incidents
    return [(change.step, _local(change)) for change in incident.changes if change.step is not Step.ASSIGNED]


def _local(change: Change) -> str:
    return f"{change.at.day} {change.at.hour - 5:02}:{change.at.minute:02}"


def test_an_incident_opens_when_the_log_says_so_not_when_it_was_first_written_down(tmp_path: Path) -> None:
    (incident,) = plan(tmp_path, row("2/3/2026 09:20", opened="2/3/2026 09:00")).incidents

    assert incident.opened_at == eastern("2 09:00")
    assert incident.priority == "Medium"
    assert incident.subject == "No dial tone"
    assert incident.facts == {"request": "Fault", "channel": "Telephone"}


def test_only_what_changed_becomes_a_step(tmp_path: Path) -> None:
    rows = (
        row("2/3/2026 09:00", count=0),
        row("2/3/2026 09:05", count=1, priority="P1"),
        row("2/3/2026 09:06", count=2, priority="P1"),
        row("2/3/2026 11:00", "Solved", count=3, priority="P1"),
        row("7/3/2026 11:00", "Done", count=4, priority="P1"),
    )

    assert told(tmp_path, *rows) == [
        (Step.ASSESSED, "2 09:05"),
        (Step.RESOLVED, "2 11:00"),
        (Step.CLOSED, "7 11:00"),
    ]


def test_a_wait_for_one_ends_before_the_wait_for_another_begins(tmp_path: Path) -> None:
    rows = (
        row("2/3/2026 09:00", count=0),
        row("2/3/2026 10:00", "Asked back", count=1),
        row("2/3/2026 12:00", "With supplier", count=2),
        row("3/3/2026 12:00", "In work", count=3),
    )

    assert told(tmp_path, *rows) == [
        (Step.WAITING, "2 10:00"),
        (Step.RESUMED, "2 12:00"),
        (Step.WAITING, "2 12:00"),
        (Step.RESUMED, "3 12:00"),
    ]


def test_a_solved_incident_that_waits_again_was_reopened_first(tmp_path: Path) -> None:
    rows = (
        row("2/3/2026 09:00", "Solved", count=0),
        row("2/3/2026 10:00", "Asked back", count=1),
        row("2/3/2026 11:00", "Solved", count=2),
    )

    assert told(tmp_path, *rows) == [
        (Step.RESOLVED, "2 09:00"),
        (Step.REOPENED, "2 10:00"),
        (Step.WAITING, "2 10:00"),
        (Step.RESOLVED, "2 11:00"),
    ]


def test_a_new_team_or_agent_is_a_step(tmp_path: Path) -> None:
    rows = (
        row("2/3/2026 09:00", count=0),
        row("2/3/2026 09:30", count=1, agent="Ben Ode"),
        row("2/3/2026 09:40", count=2, agent="Ben Ode"),
    )

    (incident,) = plan(tmp_path, *rows).incidents

    assert [(change.team, change.assignee) for change in incident.changes] == [
        ("First line", None),
        ("First line", "Ben Ode"),
    ]


def test_rows_scattered_over_the_file_are_put_into_the_order_that_the_log_counts(tmp_path: Path) -> None:
    rows = (
        row("2/3/2026 11:00", "Solved", count=2, priority="P2"),
        row("2/3/2026 09:30", number="I-2", count=0, opened="2/3/2026 09:30"),
        row("2/3/2026 09:00", "New", count=0),
        row("2/3/2026 10:00", "In work", count=1, priority="P2"),
    )

    first, second = plan(tmp_path, *rows).incidents

    assert [kept.line for kept in first.rows] == [4, 5, 2]
    assert [change.step for change in first.changes] == [Step.ASSIGNED, Step.ASSESSED, Step.RESOLVED]
    assert second.number == "I-2"


def test_without_a_count_the_instants_give_the_order(tmp_path: Path) -> None:
    rows = (row("2/3/2026 11:00", "Solved"), row("2/3/2026 09:00", "New"), row("2/3/2026 10:00", "In work"))

    result = plan(tmp_path, *rows, by=MAPPING.replace("  order: count\n", ""))

    assert [kept.line for kept in result.incidents[0].rows] == [3, 4, 2]
    assert result.rejected == ()


def test_as_few_rows_as_possible_are_taken_out_when_time_goes_back(tmp_path: Path) -> None:
    rows = (
        row("2/3/2026 09:00", count=0),
        row("9/3/2026 09:30", count=1),
        row("2/3/2026 10:00", "In work", count=2),
        row("2/3/2026 11:00", "Solved", count=3),
    )

    result = plan(tmp_path, *rows)

    assert [(each.line, each.field, each.reason) for each in result.rejected] == [
        (3, "changed", "Time goes back against the other rows.")
    ]
    assert [kept.line for kept in result.incidents[0].rows] == [2, 4, 5]


def test_in_the_repeated_hour_the_second_reading_keeps_the_order(tmp_path: Path) -> None:
    opened = "1/11/2025 12:00"
    rows = (
        row("2/11/2025 01:50", count=0, opened=opened),
        row("2/11/2025 01:10", "Solved", count=1, opened=opened),
    )

    (incident,) = plan(tmp_path, *rows).incidents

    assert incident.changes[-1].at.isoformat() == "2025-11-02T06:10:00+00:00"


def test_a_time_that_the_clock_skips_is_moved_past_the_gap(tmp_path: Path) -> None:
    (incident,) = plan(tmp_path, row("8/3/2026 02:30", "Solved")).incidents

    assert incident.changes[-1].at.isoformat() == "2026-03-08T07:30:00+00:00"


def test_a_row_said_twice_tells_nothing_new(tmp_path: Path) -> None:
    result = plan(tmp_path, row("2/3/2026 09:00"), row("2/3/2026 09:00"))

    assert (result.row_count, result.accepted_count, result.repeated_count, result.rejected) == (2, 1, 1, ())
