"""The cases told in this folder, asked of the agreements that we ship."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.policy.cases.told import amended, in_utc, scenario_of, shipped, told_cases
from tests.shared.matching import mismatches, present
from uphold.policy.scenario import answer, read_case, write_answer

TOLD = list(told_cases())


@pytest.mark.parametrize(("slug", "case"), TOLD, ids=[case["case"] for _, case in TOLD])
def test_a_case_is_decided_as_it_is_told(slug: str, case: Mapping[str, Any]) -> None:
    agreement = amended(shipped(slug), case["annex"]) if "annex" in case else shipped(slug)
    scenario = scenario_of(case, zone=agreement.timezone)

    written = write_answer(agreement, answer(agreement, read_case(scenario, agreement)))

    assert mismatches(in_utc(case["then"], zone=agreement.timezone), written) == []
    assert [value for path in case.get("absent", []) for value in present(path, written)] == []
