"""`uphold agreement check`: findings by line, exit codes, JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.policy.check.defects import SOUND
from uphold.command.frame import run_program

WARNED = SOUND.replace("| Some, Nothing | High     |", "| Some          | High     |")
BROKEN = SOUND.replace("| All           | Urgent   |", "| All           | Urgnt    |")


def written(folder: Path, text: str, name: str = "support.md") -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_sound_agreement_passes_with_its_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run_program(["agreement", "check", written(tmp_path, SOUND)])

    assert code == 0
    assert capsys.readouterr().out == "0 errors, 0 warnings, 0 answered, 0 notes\n"


def test_an_error_is_told_by_file_line_and_column_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, BROKEN)

    code = run_program(["agreement", "check", path])

    lines = capsys.readouterr().out.split("\n")
    assert code == 1
    assert lines[:2] == [
        "error:",
        f"{path}:77:53: Priority: 'Urgnt' is not a priority; did you mean 'Urgent'?",
    ]
    assert lines[-2] == "1 error, 0 warnings, 0 answered, 1 note"


def test_a_warning_passes_unless_the_check_is_strict(tmp_path: Path) -> None:
    path = written(tmp_path, WARNED)

    assert run_program(["agreement", "check", path]) == 0
    assert run_program(["agreement", "check", "--strict", path]) == 1


def test_a_gap_is_followed_by_its_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run_program(["agreement", "check", written(tmp_path, WARNED)])

    lines = capsys.readouterr().out.split("\n")
    gap = next(place for place, line in enumerate(lines) if "No Triage row decides" in line)
    assert json.loads(lines[gap + 1])["facts"] == {
        "request": "Fault",
        "evidence": ["Logs"],
        "impact": "Nothing",
    }


def test_what_a_document_quotes_does_not_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steering = SOUND.replace("| All           | Urgent   |", "| All           | \x1b[2JUrg |")

    run_program(["agreement", "check", written(tmp_path, steering)])

    said = capsys.readouterr().out
    assert "'�[2JUrg' is not a priority" in said
    assert "\x1b" not in said


def test_json_holds_every_finding_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path, WARNED)

    run_program(["agreement", "check", "--json", path])

    said = json.loads(capsys.readouterr().out)
    assert said["publishable"] is True
    assert [(each["severity"], each["code"], each["line"]) for each in said["problems"]] == [
        ("warning", "rule.gap", 77)
    ]
    assert said["problems"][0]["case"]["facts"]["impact"] == "Nothing"
    assert said["problems"][0]["file"] == path


def test_an_annex_is_bound_with_the_agreement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    annex = (
        "---\nagreement: extra\ntitle: Extra\nversion: 1\neffective: 2026-01-01\nprovider: Harbour Telephony\n"
        "timezone: Europe/Berlin\ncurrency: EUR\nlanguage: en\namends: sound\n---\n\n"
        "## Extra {#extra}\n\n| Triage | Impact | Priority |\n|---|---|---|\n| Idle | Nothing | Low |\n"
    )

    code = run_program(
        [
            "agreement",
            "check",
            written(tmp_path, WARNED),
            "--with",
            written(tmp_path, annex, "extra.md"),
            "--strict",
        ]
    )

    assert code == 0
    assert "No Triage row" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "cannot be read: No such file or directory."), (b"\xff\xfe", "is not UTF-8 text (byte 0).")],
)
def test_a_file_that_cannot_be_read_is_one_sentence_and_exit_code_2(
    content: bytes | None, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "support.md"
    if content is not None:
        path.write_bytes(content)

    code = run_program(["agreement", "check", str(path)])

    said = capsys.readouterr()
    assert (code, said.out, said.err) == (2, "", f"uphold agreement check: {path} {says}\n")


def test_it_starts_without_the_framework(tmp_path: Path) -> None:
    program = (
        "import sys; from uphold.command.frame import run_program; "
        f"run_program(['agreement', 'check', {written(tmp_path, SOUND)!r}]); "
        "print(sorted({'django', 'psycopg', 'numpy', 'rich'} & set(sys.modules)))"
    )

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert ended.stdout.split("\n")[1] == "[]"
