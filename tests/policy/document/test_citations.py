"""Citations: where a row stands, its words as people read them, and the examples beside the rules."""

from tests.policy.document.builders import DESK, FRONT_LINES, agreement_of
from uphold.policy.document.agreement import Example


def test_a_row_is_cited_by_document_version_clause_row_and_line() -> None:
    body = "## 5. Uncovered {#five}\n\n| Charge | Fault | Rate |\n|---|---|---|\n| *Ours* | provider | no charge |\n"

    citation = agreement_of(body).rules["charge"][0].citation

    assert (citation.document, citation.version) == ("harbour", "1")
    assert (citation.clause, citation.anchor) == ("5. Uncovered", "five")
    assert (citation.row, citation.line) == ("Ours", FRONT_LINES + 5)


def test_a_quote_is_the_row_as_people_read_it() -> None:
    body = (
        "| Charge | Fault | Hours | Rate | Minimum |\n|---|---|---|---|---|\n"
        "| Outage that we did not cause | customer, third party | | **$125.00 per hour** | 1 hour |\n"
        "| The rest | otherwise | | no charge | |\n"
    )

    quotes = [rule.citation.quote for rule in agreement_of(f"{DESK}\n{body}").rules["charge"]]

    assert quotes == [
        "Outage that we did not cause: Fault customer, third party · Rate $125.00 per hour · Minimum 1 hour",
        "The rest: otherwise · Rate no charge",
    ]


def test_a_quote_leaves_out_what_only_explains_a_name() -> None:
    quote = agreement_of(DESK).entries["priority"][0].citation.quote

    assert quote == "Urgent: Level 1 · First response 1 hour · Clock always"


def test_examples_are_kept_as_written_with_their_places() -> None:
    body = "| Example | Given | Then |\n|---|---|---|\n| Night | priority: Urgent; opened: 02:00 | charge: $125.00 |\n"

    assert agreement_of(body).examples == (
        Example(
            label="Night",
            given="priority: Urgent; opened: 02:00",
            then="charge: $125.00",
            line=FRONT_LINES + 3,
            given_column=11,
            then_column=45,
        ),
    )
