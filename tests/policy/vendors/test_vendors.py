"""Agreements of invented vendors: any other one runs without a line of code, checked as strictly as our own."""

from pathlib import Path

import pytest

from uphold.policy.check import check
from uphold.policy.document.problem import Severity

HERE = Path(__file__).parent
ALONE = ("cloud", "helpline", "hosting", "linux", "workshop")
BLAMELESS = {Severity.ANSWERED, Severity.NOTE}


@pytest.mark.parametrize("name", ALONE)
def test_an_agreement_of_another_vendor_is_sound_and_every_row_has_an_example(name: str) -> None:
    problems = check(text_of(name), f"{name}.md")

    assert [str(problem) for problem in problems if problem.severity not in BLAMELESS] == []
    assert [str(problem) for problem in problems if problem.code == "rule.untried"] == []


def test_an_annex_is_checked_together_with_its_agreement() -> None:
    problems = check(text_of("hosting"), "hosting.md", [(text_of("hosting-annex"), "hosting-annex.md")])

    assert [str(problem) for problem in problems if problem.severity not in BLAMELESS] == []


def text_of(name: str) -> str:
    return (HERE / f"{name}.md").read_text()
