"""The program finds its verbs, and words what goes wrong."""

from importlib import import_module
from pathlib import Path

import pytest

from tests.command.program import run_uphold
from uphold.command.frame import run_program
from uphold.command.verbs import VERBS, Verb


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_has_a_module_that_declares_and_runs(verb: Verb) -> None:
    module = import_module(verb.module)

    assert callable(module.configure)
    assert callable(module.run)


def test_every_verb_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    code = run_program([])

    said = capsys.readouterr().out
    assert code == 1
    assert [verb.name for verb in VERBS if verb.name not in said] == []


def test_an_unknown_verb_is_named_and_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run_program(["elevate"])

    assert ended.value.code == 2
    assert "'elevate'" in capsys.readouterr().err


def test_what_is_misconfigured_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    ended = run_uphold(
        "web", folder=tmp_path, UPHOLD_DATABASE_URL="mysql://somewhere/desk", UPHOLD_SECRET_KEY="key"
    )

    assert ended.returncode == 1
    assert ended.stdout.startswith("uphold web: UPHOLD_DATABASE_URL must begin with postgresql://")
    assert ended.stdout.count("\n") == 1


def test_a_machine_without_the_key_of_the_others_is_told_so(tmp_path: Path) -> None:
    ended = run_uphold("web", folder=tmp_path, UPHOLD_DATABASE_URL="postgresql://ada@db.example.com/desk")

    assert ended.returncode == 1
    assert "set UPHOLD_SECRET_KEY to the same value everywhere" in ended.stdout
