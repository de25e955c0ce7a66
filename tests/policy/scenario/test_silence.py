"""How long a customer may object to a proposed fault, and what his silence means."""

from datetime import UTC, datetime

import pytest

from tests.policy.document.builders import document
from tests.policy.scenario.asking import desk
from uphold.policy.check.checker import check
from uphold.policy.document.problem import Severity
from uphold.policy.scenario.silence import AnswerBy, answer_by

FRIDAY_NOON = datetime(2026, 6, 12, 16, tzinfo=UTC)


def asked(*rows: str) -> AnswerBy:
    table = "\n".join(f"| {row} |" for row in rows)
    return answer_by(
        desk(f"## 9. Review\n\n| Setting | Value |\n|---|---|\n{table}\n"), proposed_at=FRIDAY_NOON
    )


@pytest.mark.parametrize(
    ("within", "ends"),
    [
        ("1 business day", datetime(2026, 6, 15, 21, tzinfo=UTC)),
        ("5 business days", datetime(2026, 6, 19, 21, tzinfo=UTC)),
        ("8 business hours", datetime(2026, 6, 15, 16, tzinfo=UTC)),
        ("48 hours", datetime(2026, 6, 14, 16, tzinfo=UTC)),
        ("1 month", datetime(2026, 7, 12, 16, tzinfo=UTC)),
    ],
)
def test_the_time_to_object_counts_as_the_agreement_writes_it(within: str, ends: datetime) -> None:
    found = asked(f"Objection within | {within}", "Silence means | agreement")

    assert found.at == ends
    assert found.silence_means == "agreement"


def test_business_days_keep_their_closing_across_the_change_to_winter_time() -> None:
    agreement = desk(
        "## 9. Review\n\n| Setting | Value |\n|---|---|\n| Objection within | 5 business days |\n"
    )

    found = answer_by(agreement, proposed_at=datetime(2026, 10, 30, 15, tzinfo=UTC))

    assert found.at == datetime(2026, 11, 6, 22, tzinfo=UTC)


def test_silence_may_mean_an_objection() -> None:
    assert asked("Objection within | 48 hours", "Silence means | objection").silence_means == "objection"


def test_a_time_without_a_meaning_says_when_it_ends_and_not_what_follows() -> None:
    found = asked("Objection within | 48 hours")

    assert found.at == datetime(2026, 6, 14, 16, tzinfo=UTC)
    assert found.silence_means is None
    assert found.within_citation is not None
    assert found.within_citation.row == "Objection within"


@pytest.mark.parametrize("rows", [("Silence means | agreement",), ("Reopen within | 5 business days",)])
def test_without_a_time_silence_means_nothing_and_a_person_decides(rows: tuple[str, ...]) -> None:
    found = asked(*rows)

    assert (found.at, found.within, found.silence_means) == (None, None, None)


def test_a_time_that_is_not_said_is_none() -> None:
    assert asked("Objection within | not said", "Silence means | agreement").at is None


def test_only_the_two_meanings_are_read() -> None:
    text = document("# One\n\n| Setting | Value |\n|---|---|\n| Silence means | consent |\n")

    [problem] = [problem for problem in check(text, "a.md") if problem.severity is Severity.ERROR]

    assert "meaning of silence" in problem.text
