"""The worked cases of both agreements, asked of the documents that we ship."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.shared.matching import mismatches, present
from uphold.policy.document import bind, read
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario import answer, read_case, write_answer

HERE = Path(__file__).resolve().parents[2]
CASES = HERE.parent / "shared" / "scenarios.jsonl"
AGREEMENTS = HERE / "agreements"
SCENARIOS = [json.loads(line) for line in CASES.read_text().splitlines()] if CASES.exists() else []


def agreement_named(slug: str, *, annex: str | None = None) -> Agreement:
    path = AGREEMENTS / f"{slug}.md"
    agreement = read(path.read_text(), path=path.name).agreement
    assert agreement is not None
    if annex is None:
        return agreement
    amending = read(annex, path="annex.md", onto=agreement).agreement
    assert amending is not None
    return bind(agreement, [amending])


@pytest.mark.skipif(not SCENARIOS, reason="the worked cases are not at hand")
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["id"])
def test_a_worked_case_is_decided_as_the_text_says(scenario: dict[str, Any]) -> None:
    agreement = agreement_named(scenario["agreement"], annex=scenario.get("annex"))

    written = write_answer(agreement, answer(agreement, read_case(scenario["in"], agreement)))

    expected = dict(scenario["expect"])
    absent = expected.pop("absent", [])
    assert mismatches(expected, json.loads(json.dumps(written))) == []
    assert [value for path in absent for value in present(path, written)] == []
