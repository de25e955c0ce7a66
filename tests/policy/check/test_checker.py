"""The checker as its callers see it: one agreement with its annexes in, all findings out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.policy.check.defects import SOUND
from uphold.policy.check import Report, check, report
from uphold.policy.document.problem import Problem, Severity

AGREEMENTS = Path(__file__).parents[3] / "agreements"
ANNEX = """---
agreement: night-watch
title: Night watch
version: 1
effective: 2026-01-01
provider: Harbour Telephony
timezone: Europe/Berlin
currency: EUR
language: en
amends: sound
---

## 1. Nights {#nights}

| Charge         | Service | Hours     | Fault    | Rate            |
|----------------|---------|-----------|----------|-----------------|
| Lines at night | Lines   | Off hours | customer | €60.00 per hour |

| Example | Given                     | Then                               |
|---------|---------------------------|------------------------------------|
| A night | request: Fault; impact: All; opened: 2026-06-13 03:00; work: 03:10 to 03:40; fault: customer | charge: €30 |
"""


def checked(text: str, *annexes: str) -> Report:
    return report(
        check(text, "sound.md", [(annex, f"annex-{place}.md") for place, annex in enumerate(annexes)])
    )


def told(problems: tuple[Problem, ...]) -> list[str]:
    return [f"{problem.file}:{problem.line}: {problem.code}" for problem in problems]


@pytest.mark.parametrize("name", ["stratelegy", "sangoma"])
def test_the_agreements_that_are_shipped_are_sound(name: str) -> None:
    path = AGREEMENTS / f"{name}.md"

    found = report(check(path.read_text(encoding="utf-8"), path.name))

    assert told(found.errors) == []
    assert told(found.warnings) == []


def test_an_annex_is_checked_together_with_what_it_amends() -> None:
    found = checked(SOUND, ANNEX)

    assert told(found.errors) == []
    assert told(found.warnings) == []
    assert [each.text for each in found.notes] == [
        "Row 'Lines, not our fault' (line 110) is never reached: 'Lines at night' (line 17) comes first in every case."
    ]


def test_an_example_of_an_annex_that_fails_is_told_in_the_file_of_the_annex() -> None:
    found = checked(SOUND, ANNEX.replace("charge: €30 ", "charge: €60 "))

    assert told(found.errors) == ["annex-0.md:21: example.failed"]


def test_an_error_of_an_annex_is_told_in_its_file() -> None:
    found = checked(SOUND, ANNEX.replace("| Off hours | customer |", "| Off hours | custmer  |"))

    assert told(found.errors) == ["annex-0.md:17: name.unknown"]


def test_while_something_does_not_read_the_analysis_waits_and_says_so() -> None:
    found = checked(SOUND.replace("| All           | Urgent   |", "| All           | Urgnt    |"))

    assert told(found.errors) == ["sound.md:77: name.unknown"]
    assert told(found.notes) == ["sound.md:1: analysis.waits"]


def test_a_text_that_is_no_agreement_has_findings_instead_of_an_end() -> None:
    found = checked("Dear all, support is nice.")

    assert [each.code for each in found.errors][:1] == ["front.missing"]
    assert not found.is_publishable


def test_missing_holidays_are_answered_by_a_note_below_the_hours() -> None:
    without = SOUND.replace(
        "| Holiday       | Date       |\n|---------------|------------|\n"
        "| New Year      | 2026-01-01 |\n| Labour Day    | 2026-05-01 |\n",
        "> Not said: which holidays there are.\n",
    )

    found = checked(without)

    assert told(found.warnings) == []
    assert told(found.answered) == ["sound.md:16: holidays.missing"]


def test_a_number_printed_twice_is_answered_by_a_note_that_names_the_anchor() -> None:
    twice = SOUND.replace("## 5. Charges {#charges}", "## 4. Charges {#charges}")
    named = twice.replace(
        "\n| Example          | Given", "\n> Reading: cited as charges.\n\n| Example          | Given"
    )

    assert told(checked(twice).warnings) == ["sound.md:104: number.twice"]
    assert told(checked(named).warnings) == []
    assert told(checked(named).answered) == ["sound.md:104: number.twice"]


def test_a_row_without_an_example_is_noted() -> None:
    untried = "\n".join(
        line for line in SOUND.split("\n") if not line.startswith(("| A question", "| Suspended"))
    )

    found = checked(untried)

    assert [(each.severity, each.line, each.text) for each in found.notes] == [
        (Severity.NOTE, 64, "Row 'Low' has no example."),
        (Severity.NOTE, 79, "Row 'The rest' has no example."),
        (Severity.NOTE, 127, "Row 'every metric' has no example."),
    ]


def test_an_unset_setting_is_noted_where_it_is_needed() -> None:
    unset = "\n".join(
        line for line in SOUND.split("\n") if not line.startswith(("| Clocks run from", "| Money rounding"))
    )

    found = checked(unset)

    assert [(each.line, each.text) for each in found.notes] == [
        (62, "The setting 'Clocks run from' is not said: starting the clocks waits for a person."),
        (106, "The setting 'Money rounding' is not said: rounding an amount waits for a person."),
    ]


def test_a_report_counts_its_findings_by_severity() -> None:
    found = checked(SOUND, ANNEX)

    assert found.summary == "0 errors, 0 warnings, 0 answered, 1 note"
    assert [severity for severity, _ in found.groups] == [Severity.NOTE]
    assert found.is_publishable
