"""The sketches of the design read, but for what is truly missing in them."""

from pathlib import Path

import pytest

from uphold.policy.document import read

SKETCHES = Path(__file__).resolve().parents[3] / "shared" / "design" / "sketches"
pytestmark = pytest.mark.skipif(not SKETCHES.exists(), reason="the shared material is not here")


def test_the_sketch_of_the_credits_agreement_reads_without_a_problem() -> None:
    found = read((SKETCHES / "sangoma.md").read_text(encoding="utf-8"), path="sangoma.md")

    assert [problem.code for problem in found.problems] == []


def test_the_sketch_of_the_hours_agreement_lacks_its_impacts_and_its_business_hours() -> None:
    found = read((SKETCHES / "stratelegy.md").read_text(encoding="utf-8"), path="stratelegy.md")

    assert [problem.code for problem in found.errors] == ["column.undeclared"]
    assert found.errors[0].text.startswith("the column 'Impact' asks a fact")
    assert sorted(problem.code for problem in found.problems if problem not in found.errors) == [
        "number.twice",
        "setting.missing",
    ]
