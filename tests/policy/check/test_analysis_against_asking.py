"""What the analysis says of random tables is what asking random cases finds."""

from __future__ import annotations

import json
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.check.defects import SOUND
from uphold.policy.check.analysis import analysed
from uphold.policy.check.examples.asking import ask
from uphold.policy.document import read
from uphold.policy.document.agreement import Agreement

PARTS = {"priority": "Triage", "admission": "Admission", "charge": "Charge"}
CELLS = {
    "Triage": (("", "Fault", "Question, Change", "not Fault"), ("", "All", "Some, Nothing", "not All")),
    "Admission": (
        ("", "Lines", "Set-up", "not Lines"),
        ("", "missing", "complete"),
        ("", "Desk hours", "Off hours", "not Off hours"),
        ("", "Urgent", "High, Low", "not Urgent"),
    ),
    "Charge": (
        ("", "Lines", "Set-up"),
        ("", "Desk hours", "Off hours"),
        ("", "customer", "provider", "not customer", "third party, not found"),
    ),
}
OUTCOMES = {
    "Triage": "Urgent |",
    "Admission": "accept | |",
    "Charge": "no charge | | |",
}
CASES = st.lists(
    st.fixed_dictionaries(
        {
            "request": st.sampled_from(["Fault", "Question", "Change"]),
            "impact": st.sampled_from(["All", "Some", "Nothing"]),
            "evidence": st.sampled_from([["Logs"], []]),
            "fault": st.sampled_from(["provider", "customer", "third party", "not found"]),
            "opened": st.sampled_from(["2026-06-12T10:00", "2026-06-12T18:00", "2026-05-01T10:00"]),
        }
    ),
    min_size=4,
    max_size=12,
)


def tables() -> st.SearchStrategy[dict[str, list[tuple[str, ...]]]]:
    rows = {
        kind: st.lists(st.tuples(*map(st.sampled_from, cells)), min_size=1, max_size=5)
        for kind, cells in CELLS.items()
    }
    return st.fixed_dictionaries(rows)


def agreement_with(rows: Mapping[str, list[tuple[str, ...]]]) -> Agreement:
    """The sound agreement with these rows in place of those of its tables."""
    paragraphs = SOUND.split("\n\n")
    for place, paragraph in enumerate(paragraphs):
        kind = paragraph.removeprefix("|").split("|", maxsplit=1)[0].strip()
        if kind in rows:
            head = paragraph.split("\n")[:2]
            body = [
                f"| Row {number} | {' | '.join(cells)} | {OUTCOMES[kind]}"
                for number, cells in enumerate(rows[kind])
            ]
            paragraphs[place] = "\n".join([*head, *body])
    document = read("\n\n".join(paragraphs), path="random.md")
    assert document.errors == ()
    assert document.agreement is not None
    return document.agreement


def decided(agreement: Agreement, scenario: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """For each part of the answer what is said, and the line of the row that says it."""
    answer = ask(agreement, scenario).answer
    result: dict[str, tuple[object, object]] = {}
    for part in PARTS:
        decision = answer[part]
        last = decision[-1] if isinstance(decision, list) else decision
        assert isinstance(last, dict)
        result[part] = (last["said"], last["cite"] and last["cite"]["line"])
    return result


def scenario_of(case: Mapping[str, object]) -> dict[str, object]:
    opened = case["opened"]
    facts = {name: value for name, value in case.items() if name != "opened"}
    zoned = f"{opened}[Europe/Berlin]"
    return {"opened": zoned, "facts": facts, "work": [{"on": zoned, "lasted": "PT20M"}]}


@settings(max_examples=40, deadline=None)
@given(rows=tables(), cases=CASES)
def test_no_case_finds_a_dead_row_or_a_gap_that_was_not_reported(
    rows: dict[str, list[tuple[str, ...]]], cases: list[dict[str, object]]
) -> None:
    agreement = agreement_with(rows)

    problems = list(analysed(agreement))

    dead = {problem.line for problem in problems if problem.code == "rule.unreachable"}
    gaps = [problem for problem in problems if problem.code == "rule.gap"]
    silent = {part for part, kind in PARTS.items() if any(gap.text.startswith(f"No {kind} ") for gap in gaps)}
    for case in cases:
        answers = decided(agreement, scenario_of(case))
        assert not {line for _, line in answers.values()} & dead
        assert {
            part for part, (said, line) in answers.items() if line is None and said == "not said"
        } <= silent


@settings(max_examples=40, deadline=None)
@given(rows=tables())
def test_every_gap_of_random_tables_is_reproduced_by_asking_its_case(
    rows: dict[str, list[tuple[str, ...]]],
) -> None:
    agreement = agreement_with(rows)

    gaps = [problem for problem in analysed(agreement) if problem.code == "rule.gap"]

    for gap in gaps:
        part = next(part for part, kind in PARTS.items() if gap.text.startswith(f"No {kind} "))
        assert decided(agreement, json.loads(gap.case or ""))[part] == ("not said", None)
