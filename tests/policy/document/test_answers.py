"""Answers: what happens to a request, a capability or a claim."""

import pytest

from tests.policy.document.builders import VOCABULARY
from uphold.policy.decide.terms import Answer
from uphold.policy.document.cells.answers import ADMISSION, STANDING, WARRANTY, answer_of
from uphold.policy.document.names import MalformedCell


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("accept", Answer("accept")),
        ("accept with priority handling", Answer("accept", ("priority handling",))),
        ("Wait for standard hours", Answer("wait", ("Standard hours",))),
        ("by appointment", Answer("by appointment")),
        ("ask for evidence", Answer("ask for evidence")),
        ("redirect to ticket system, Telephone", Answer("redirect", ("Ticket system", "Telephone"))),
        ("redirect to the partner", Answer("redirect", ("the partner",))),
        ("decline", Answer("decline")),
        ("offer as professional services", Answer("offer", ("Professional services",))),
    ],
)
def test_an_admission_is_a_word_and_what_it_goes_on_to_name(text: str, answer: Answer) -> None:
    assert answer_of(ADMISSION)(text, VOCABULARY) == answer


@pytest.mark.parametrize(
    "text",
    ["return authorization", "repair", "replace", "advance replacement", "decline", "paid repair"],
)
def test_a_claim_has_answers_of_its_own(text: str) -> None:
    assert answer_of(WARRANTY)(text, VOCABULARY) == Answer(text)


def test_a_capability_is_suspended() -> None:
    assert answer_of(STANDING)("Suspend", VOCABULARY) == Answer("suspend")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("wait", "'wait' names nothing; write it like 'wait for Standard hours'"),
        ("redirect to", "'redirect to' is not an answer; did you mean 'redirect to Ticket system'?"),
        (
            "wait for Standrad hours",
            "'Standrad hours' is not a name of hours; did you mean 'Standard hours'?",
        ),
        ("redirect to Telephon", "'Telephon' is not a channel; did you mean 'Telephone'?"),
        ("offer as Hardware", "'Hardware' is not a service; known are 'Professional services'"),
        ("accpet", "'accpet' is not an answer; did you mean 'accept'?"),
        ("suspend", "'suspend' is not an answer; known are"),
    ],
)
def test_what_is_no_admission_is_refused(text: str, refusal: str) -> None:
    with pytest.raises(MalformedCell) as refused:
        answer_of(ADMISSION)(text, VOCABULARY)

    assert str(refused.value).startswith(refusal)
