"""The comparison of calendar facts: what agrees, what differs, and what cannot be read."""

import json
from pathlib import Path
from typing import Any

import pytest

from uphold.command.vectors.__main__ import AGREED, DISAGREED, UNREADABLE, main

OFFICE: dict[str, Any] = {
    "tz": "Europe/Berlin",
    "weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    "holidays": ["2026-06-10"],
}
ADD = OFFICE | {
    "id": "own-1",
    "source": "own/cases by hand",
    "kind": "add",
    "start": "2026-06-09T16:00:00+02:00",
    "amount_seconds": 7200,
    "expected": "2026-06-11T08:00:00Z",
}
STORY = OFFICE | {
    "id": "own-2",
    "source": "own/stories by hand",
    "kind": "sla_scenario",
    "targets_minutes": {"first_response": 60, "update": 120, "resolution": 240},
    "events": [
        {"at": "2026-06-08T07:00:00Z", "type": "created", "by": "customer"},
        {"at": "2026-06-08T07:30:00Z", "type": "agent_reply"},
        {"at": "2026-06-08T07:30:00Z", "type": "paused"},
        {"at": "2026-06-08T09:30:00Z", "type": "resumed"},
        {"at": "2026-06-08T09:30:00Z", "type": "customer_reply"},
        {"at": "2026-06-08T10:00:00Z", "type": "closed"},
        {"at": "2026-06-08T12:00:00Z", "type": "reopened"},
    ],
    "checks": [
        {
            "at": "2026-06-08T07:00:00Z",
            "first_response_due": "2026-06-08T08:00:00Z",
            "update_due": "2026-06-08T09:00:00Z",
        },
        {
            "at": "2026-06-08T09:00:00Z",
            "first_response_due": None,
            "first_response_seconds": 1800,
            "first_response_breached": False,
            "resolution_due": None,
            "paused_seconds": 5400,
        },
        {
            "at": "2026-06-08T12:00:00Z",
            "resolution_due": "2026-06-08T15:00:00Z",
            "resolution_seconds": 3600,
            "update_worst_seconds": 1800,
        },
    ],
}


def written(folder: Path, *records: object) -> str:
    path = folder / "facts.jsonl"
    path.write_text("\n".join(json.dumps(record) for record in records) + "\n", encoding="utf-8")
    return str(path)


def test_facts_that_agree_are_counted_by_source(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, ADD, STORY, ADD)

    code = main([path])

    assert code == AGREED
    assert capsys.readouterr().out.splitlines() == [
        "source       facts  agree  differ",
        "own/cases        2      2       0",
        "own/stories      1      1       0",
        "total            3      3       0",
    ]


def test_a_planted_wrong_fact_is_told_with_both_answers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, ADD, ADD | {"id": "own-9", "expected": "2026-06-11T08:00:01Z"})

    code = main([path])

    assert code == DISAGREED
    assert capsys.readouterr().out.splitlines()[0] == (
        f"own-9: add: expected 2026-06-11T08:00:01Z, ours 2026-06-11T08:00:00Z ({path}:2)"
    )


WRONG_CHECKS = [
    ("first_response_due", "2026-06-08T08:00:01Z", "2026-06-08T07:00:00Z"),
    ("first_response_due", None, "2026-06-08T07:00:00Z"),
    ("update_due", "2026-06-08T09:00:01Z", "2026-06-08T07:00:00Z"),
    ("first_response_seconds", 1801, "2026-06-08T09:00:00Z"),
    ("first_response_breached", True, "2026-06-08T09:00:00Z"),
    ("paused_seconds", 0, "2026-06-08T09:00:00Z"),
    ("resolution_due", "2026-06-08T13:00:00Z", "2026-06-08T09:00:00Z"),
    ("resolution_remaining_seconds", 0, "2026-06-08T12:00:00Z"),
    ("update_worst_seconds", 1799, "2026-06-08T12:00:00Z"),
]


@pytest.mark.parametrize(("key", "wrong", "at"), WRONG_CHECKS)
def test_a_planted_wrong_check_of_a_story_is_told(key: str, wrong: object, at: str, tmp_path: Path) -> None:
    path = written(tmp_path, STORY | {"checks": [{"at": at, key: wrong}]})

    assert main([path]) == DISAGREED


@pytest.mark.parametrize(
    ("events", "check"),
    [
        (
            [
                {
                    "at": "2026-06-08T09:00:00Z",
                    "type": "targets_changed",
                    "targets_minutes": {"resolution": 480},
                }
            ],
            {"resolution_due": "2026-06-08T15:00:00Z", "first_response_due": None},
        ),
        (
            [
                {
                    "at": "2026-06-08T09:00:00Z",
                    "type": "calendar_changed",
                    "weekly": {"tue": [["09:00", "13:00"]]},
                }
            ],
            {"resolution_due": "2026-06-09T11:00:00Z"},
        ),
        ([{"at": "2026-06-08T09:00:00Z", "type": "sla_removed"}], {"resolution_due": None}),
    ],
)
def test_targets_and_hours_may_change_on_the_way(
    events: list[dict[str, Any]], check: dict[str, Any], tmp_path: Path
) -> None:
    story = STORY | {
        "events": [{"at": "2026-06-08T07:00:00Z", "type": "created"}, *events],
        "checks": [{"at": "2026-06-08T09:00:00Z", **check}],
    }

    assert main([written(tmp_path, story)]) == AGREED


def test_only_the_metrics_named_are_paused_where_the_policy_says_so(tmp_path: Path) -> None:
    check = {"at": "2026-06-08T09:00:00Z", "resolution_due": "2026-06-08T11:00:00Z"}
    story = STORY | {"policy": {"pause_affects": ["update"]}, "checks": [check]}

    assert main([written(tmp_path, story)]) == AGREED


def test_a_hidden_due_instant_does_not_stop_time_where_the_policy_says_so(tmp_path: Path) -> None:
    check = {"at": "2026-06-08T09:00:00Z", "resolution_due": None, "resolution_seconds": 7200}
    story = STORY | {"policy": {"pause_excludes_time": False}, "checks": [check]}

    assert main([written(tmp_path, story)]) == AGREED


UNREADABLE_RECORDS: list[object] = [
    ["no", "object"],
    ADD | {"kind": "guess"},
    ADD | {"tz": "Mars/Olympus"},
    ADD | {"weekly": {"mon": [["09:00", "25:00"]]}},
    ADD | {"weekly": {"someday": [["09:00", "17:00"]]}},
    ADD | {"start": "2026-06-09T16:00:00"},
    ADD | {"start": "soon"},
    ADD | {"amount_seconds": "7200"},
    ADD | {"holidays": ["2026-13-01"]},
    {key: value for key, value in ADD.items() if key != "expected"},
    {key: value for key, value in ADD.items() if key != "weekly"},
    STORY | {"events": [{"at": "2026-06-08T07:00:00Z", "type": "eaten"}]},
    STORY | {"events": []},
    STORY | {"events": "none"},
    STORY | {"policy": {"closed_excludes_time": "sometimes"}},
    STORY | {"policy": {"moods": True}},
    STORY | {"checks": [{"at": "2026-06-08T09:00:00Z", "mood": "good"}]},
    STORY | {"targets_minutes": {"first_response": "soon"}},
]


@pytest.mark.parametrize("record", UNREADABLE_RECORDS)
def test_what_cannot_be_read_is_said_with_its_line_and_never_counted(
    record: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, ADD, record)

    code = main([path])

    out, err = capsys.readouterr()
    assert code == UNREADABLE
    assert err.startswith(f"{path}:2: ")
    assert out.splitlines()[-1].split() == ["total", "1", "1", "0"]


def test_a_line_that_is_no_json_and_a_file_that_is_not_there_are_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text("{\n", encoding="utf-8")

    codes = [main([str(broken)]), main([str(tmp_path / "missing.jsonl")])]

    err = capsys.readouterr().err
    assert codes == [UNREADABLE, UNREADABLE]
    assert "no JSON" in err
    assert "missing.jsonl" in err


def test_a_negative_amount_is_one_to_be_taken_back(tmp_path: Path) -> None:
    back = ADD | {"amount_seconds": -7200, "expected": "2026-06-09T12:00:00Z"}

    assert main([written(tmp_path, back)]) == AGREED


def test_hours_that_never_open_agree_with_the_expectation_of_nothing(tmp_path: Path) -> None:
    never = ADD | {"weekly": {}, "expected": None}

    assert main([written(tmp_path, never)]) == AGREED
