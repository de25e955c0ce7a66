"""Clauses: numbers, titles and anchors of headings, and the prose between tables."""

from tests.policy.document.builders import FRONT_LINES, agreement_of, problem_in, read_body
from uphold.policy.document.agreement import Clause, Prose, Table


def clauses_of(body: str) -> tuple[Clause, ...]:
    return agreement_of(body).clauses


def test_a_clause_has_its_printed_number_its_title_and_its_anchor() -> None:
    clause = clauses_of("## 6. Escalation {#6b}\n")[0]

    assert (clause.number, clause.title, clause.anchor, clause.depth) == ("6", "Escalation", "6b", 2)
    assert clause.heading == "6. Escalation"
    assert clause.line == FRONT_LINES + 1


def test_the_anchor_is_the_printed_number_where_none_is_named() -> None:
    numbers = [
        (clause.number, clause.anchor) for clause in clauses_of("## 6. One\n\n### 6.1 Two\n\n## 7) Three\n")
    ]

    assert numbers == [("6", "6"), ("6.1", "6.1"), ("7", "7")]


def test_the_anchor_is_made_of_the_title_where_no_number_is_printed() -> None:
    clause = clauses_of("## *Access* for customers, day & night\n")[0]

    assert (clause.number, clause.title) == ("", "Access for customers, day & night")
    assert clause.anchor == "access-for-customers-day-night"


def test_a_title_that_begins_with_a_count_has_no_number() -> None:
    clause = clauses_of("## 24 hours a day\n")[0]

    assert (clause.number, clause.title, clause.anchor) == ("", "24 hours a day", "24-hours-a-day")


def test_what_stands_before_the_first_heading_belongs_to_the_document() -> None:
    clause = clauses_of("\nThis agreement is short.\n\n## 1. Hours\n")[0]

    assert (clause.depth, clause.title, clause.anchor) == (0, "Support", "top")
    assert clause.parts == (Prose(text="This agreement is short.", line=FRONT_LINES + 2),)


def test_prose_keeps_its_markdown_and_its_line() -> None:
    body = "## 1. Hours\n\nFirst **words**.\n\n- a list\n- of two\n\n| Channel |\n|---|\n| Mail |\n\nLast words.\n"

    first, table, last = clauses_of(body)[0].parts

    assert first == Prose(text="First **words**.\n\n- a list\n- of two", line=FRONT_LINES + 3)
    assert isinstance(table, Table)
    assert last == Prose(text="Last words.", line=FRONT_LINES + 12)


def test_one_anchor_twice_is_an_error_with_both_lines() -> None:
    problem = problem_in("## 6. One\n\n## 6. Two\n", "anchor.twice")

    assert (problem.severity.value, problem.line) == ("error", 12)
    assert problem.text == "the anchor '6' is given twice, in lines 10 and 12; write another one like '{#6b}'"


def test_one_number_with_two_anchors_is_a_warning_with_both_lines() -> None:
    problem = problem_in("## 6. Priorities {#6a}\n\n## 6. Escalation {#6b}\n", "number.twice")

    assert (problem.severity.value, problem.line) == ("warning", 12)
    assert problem.text == "two clauses print the number 6, in lines 10 and 12; they are cited as 6a and 6b"


def test_a_heading_in_a_fence_is_prose() -> None:
    clauses = clauses_of("## 1. Hours\n\n```\n## 2. Shown only\n| Charge | Rate |\n|---|---|\n```\n")

    assert [clause.number for clause in clauses] == ["1"]


def test_an_underlined_heading_is_a_clause() -> None:
    clauses = clauses_of("Hours {#open}\n---\n\nWords.\n")

    assert [(clause.title, clause.anchor, clause.depth) for clause in clauses] == [("Hours", "open", 2)]


def test_rows_are_cited_by_the_nearest_heading_above() -> None:
    body = "## 1. Support\n\n### 1.1 By telephone {#calls}\n\n| Channel |\n|---|\n| Telephone |\n"

    citation = agreement_of(body).entries["channel"][0].citation

    assert (citation.clause, citation.anchor) == ("1.1. By telephone", "calls")


def test_a_document_of_prose_alone_has_no_problems() -> None:
    assert read_body("\nNothing runs here.\n").problems == ()
