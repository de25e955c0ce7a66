"""The page about the language: its example is a whole agreement, and it names every kind, column and setting."""

from pathlib import Path

from uphold.policy.check.checker import check
from uphold.policy.document import read
from uphold.policy.document.facts import FIXED
from uphold.policy.document.kinds.registry import BY_KEY, KINDS
from uphold.policy.document.problem import Severity

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "agreement-language.md").read_text(encoding="utf-8")
SAMPLE = PAGE.split("```markdown\n")[1].split("```")[0]


def test_the_example_of_the_page_is_an_agreement_that_could_be_published() -> None:
    problems = check(SAMPLE, "harbour.md")

    grave = [str(problem) for problem in problems if problem.severity in {Severity.ERROR, Severity.WARNING}]
    assert grave == []


def test_the_example_of_the_page_runs_its_two_examples() -> None:
    agreement = read(SAMPLE, path="harbour.md").agreement

    assert agreement is not None
    assert [example.label for example in agreement.examples] == ["Saturday", "Tuesday"]


def test_the_page_names_every_kind_with_its_columns() -> None:
    rows = {line.split("|")[1].strip(): line for line in PAGE.split("\n") if line.startswith("| ")}

    missing = [
        (kind.name, column.name)
        for kind in KINDS
        for column in kind.columns
        if column.name not in {"Meaning", "Also called"} and column.name not in rows.get(kind.name, "")
    ]
    assert missing == []
    assert [kind.name for kind in KINDS if kind.name not in rows] == []


def test_the_page_names_every_setting_and_every_fixed_fact_with_its_values() -> None:
    settings = [name for name in BY_KEY["setting"].reads_by_label if f"| {name} " not in PAGE]
    facts = [fact.name for fact in FIXED if fact.name.capitalize() not in PAGE]
    values = [value for fact in FIXED for value in fact.values if value not in PAGE]

    assert (settings, facts, values) == ([], [], [])


def test_the_page_is_short_enough_to_be_read() -> None:
    assert PAGE.count("\n") <= 250
