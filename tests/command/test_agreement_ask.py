"""`uphold agreement ask`: a scenario in, decisions out; what cannot be read is told on standard error."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.policy.document.builders import DESK, document
from uphold.command.frame import run_program

TRIAGE = "\n| Triage | Request   | Priority |\n|---|---|---|\n| Any | otherwise | Urgent |\n"
SCENARIO = {"opened": "2026-06-12T14:00:00Z", "facts": {"request": "Fault"}}
FASTER = """
| Priority | Level | First response | Clock  |
|----------|-------|----------------|--------|
| Urgent   | 1     | 15 minutes     | always |
"""


def file(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def ask(monkeypatch: pytest.MonkeyPatch, told: str, *words: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.StringIO(told))
    return run_program(["agreement", "ask", *words])


def test_a_scenario_is_answered_as_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, "harbour.md", document(DESK + TRIAGE))

    code = ask(monkeypatch, json.dumps(SCENARIO), path)

    answered = json.loads(capsys.readouterr().out)
    assert code == 0
    assert answered["priority"]["value"] == "Urgent"
    assert answered["targets"][0]["due"] == "2026-06-12T15:00:00Z"


def test_an_annex_is_bound_with_the_agreement(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, "harbour.md", document(DESK + TRIAGE))
    annex = file(tmp_path, "faster.md", document(FASTER, slug="faster", more="amends: harbour\n"))

    code = ask(monkeypatch, json.dumps(SCENARIO), path, "--with", annex)

    answered = json.loads(capsys.readouterr().out)
    assert code == 0
    assert answered["agreement"]["annexes"] == ["faster"]
    assert answered["targets"][0]["due"] == "2026-06-12T14:15:00Z"


@pytest.mark.parametrize(
    ("told", "complaint"),
    [
        ("", "this is not JSON"),
        ("{", "this is not JSON"),
        ("[" * 100_000, "this JSON is nested too deeply"),
        ('{"opened": "2026-06-12T14:00:00Z", "facts": {"request": "Fult"}}', "facts.request: 'Fult' is not"),
    ],
)
def test_what_cannot_be_read_is_told_on_standard_error_and_nothing_is_answered(
    told: str,
    complaint: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = file(tmp_path, "harbour.md", document(DESK))

    code = ask(monkeypatch, told, path)

    said = capsys.readouterr()
    assert code == 1
    assert said.out == ""
    assert said.err.startswith(f"uphold agreement ask: {complaint}")


def test_a_document_with_errors_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = file(tmp_path, "harbour.md", document(DESK + TRIAGE.replace("Urgent", "Urgnt")))

    code = ask(monkeypatch, json.dumps(SCENARIO), path)

    assert code == 1
    assert f"{path}:" in capsys.readouterr().err


def test_a_missing_file_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code = ask(monkeypatch, json.dumps(SCENARIO), str(tmp_path / "nowhere.md"))

    assert code == 1
    assert "nowhere.md cannot be read" in capsys.readouterr().err


def test_asking_starts_without_the_framework(tmp_path: Path) -> None:
    path = file(tmp_path, "harbour.md", document(DESK + TRIAGE))
    program = (
        "import sys; from uphold.command.frame import run_program; "
        f"code = run_program(['agreement', 'ask', {path!r}]); "
        "sys.exit(code or 'django' in sys.modules)"
    )

    asked = subprocess.run(
        [sys.executable, "-P", "-c", program],
        input=json.dumps(SCENARIO),
        capture_output=True,
        text=True,
        check=False,
    )

    assert asked.returncode == 0, asked.stderr
