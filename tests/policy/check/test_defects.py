"""Every planted defect is found at its line, and the agreement without one is clean."""

from __future__ import annotations

import pytest

from tests.policy.check.defects import DEFECTS, SOUND, Defect
from uphold.policy.check.checker import check


def test_a_sound_agreement_has_no_findings() -> None:
    found = check(SOUND, "sound.md")

    assert [str(problem) for problem in found] == []


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.name)
def test_a_planted_defect_is_found_at_its_line(defect: Defect) -> None:
    found = check(defect.text, "sound.md")

    named = [(problem.line, problem.text) for problem in found if problem.code == defect.code]
    assert any(line == defect.line and defect.says in text for line, text in named), [
        str(each) for each in found
    ]
