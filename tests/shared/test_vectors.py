"""Calendar facts collected from other projects: we agree with every one of them."""

import json
from pathlib import Path

import pytest

from uphold.command.vectors.fact import read_facts
from uphold.command.vectors.judgement import judge

FACTS = Path(__file__).resolve().parents[3] / "shared" / "vectors" / "calendar.jsonl"
pytestmark = pytest.mark.skipif(not FACTS.exists(), reason="the shared material is not here")


def test_every_shared_fact_agrees() -> None:
    facts = list(read_facts(FACTS.read_text(encoding="utf-8").splitlines(), path=FACTS.name))

    differences = [(fact.name, judge(fact).differences) for fact in facts if not judge(fact).is_agreed]

    assert differences == []
    assert len(facts) == 302


def test_a_wrong_expectation_in_any_shared_fact_would_be_noticed() -> None:
    """Facts with one expected result are spoilt one by one; the runner must tell each."""
    facts = read_facts(FACTS.read_text(encoding="utf-8").splitlines(), path=FACTS.name)
    plain = [fact for fact in facts if fact.record["kind"] != "sla_scenario"]

    spoilt = [json.dumps({**fact.record, "expected": spoil(fact.record["expected"])}) for fact in plain]

    unnoticed = [fact.name for fact in read_facts(spoilt, path="spoilt") if judge(fact).is_agreed]
    assert unnoticed == []


def spoil(expected: object) -> object:
    """Another answer of the same sort: the opposite, one second more, or another year."""
    if isinstance(expected, bool):
        return not expected
    if isinstance(expected, int):
        return expected + 1
    return str(int(str(expected)[:4]) - 4) + str(expected)[4:]
