"""Rows that are never reached, options stated twice and contradictions, told with the rows behind them."""

from __future__ import annotations

from decimal import Decimal

from tests.policy.check.tables import make_agreement, make_fact, make_rule
from uphold.policy.check.analysis import analysed
from uphold.policy.decide.condition import Between, NotOneOf, OneOf
from uphold.policy.decide.rule import Reading, ReadingKind, Rule
from uphold.policy.decide.terms import Answer, Free, Words
from uphold.policy.document.problem import Problem, Severity

IMPACT = make_fact("impact", "All", "Some", "None")
FAULT = make_fact("fault", "provider", "customer", is_found_later=True)
DAYS = make_fact("days past due")


def one_of(*names: str) -> OneOf:
    return OneOf(frozenset(names))


def over(days: int) -> Between:
    return Between(Decimal(days), None, is_over_low=True)


def found(*rules: Rule, code: str) -> list[Problem]:
    agreement = make_agreement(rules, facts=(IMPACT, FAULT, DAYS))
    return [problem for problem in analysed(agreement) if problem.code == code]


def lines(*rules: Rule) -> list[int]:
    return [problem.line for problem in found(*rules, code="rule.unreachable")]


def test_a_row_behind_one_that_asks_nothing_is_never_reached() -> None:
    rules = (make_rule("refund", line=10), make_rule("refund", ("impact", one_of("All")), line=11))

    problems = found(*rules, code="rule.unreachable")

    assert [(each.line, each.text) for each in problems] == [
        (11, "Row 'Row 11' (line 11) is never reached: 'Row 10' (line 10) comes first in every case.")
    ]


def test_rows_that_shadow_together_are_named_without_those_that_can_be_spared() -> None:
    problems = found(
        make_rule("triage", ("impact", one_of("All", "Some")), line=10),
        make_rule("triage", ("impact", one_of("None")), ("fault", one_of("provider")), line=11),
        make_rule("triage", ("impact", one_of("Some", "None")), line=12),
        make_rule("triage", ("impact", one_of("All", "None")), line=13),
        code="rule.unreachable",
    )

    assert [each.text for each in problems] == [
        "Row 'Row 13' (line 13) is never reached: 'Row 10' (line 10) and 'Row 12' (line 12) come first in every case."
    ]


def test_a_row_that_is_reached_in_part_is_not_reported() -> None:
    reached = lines(
        make_rule("triage", ("impact", one_of("All")), line=10),
        make_rule("triage", ("impact", one_of("All", "Some")), line=11),
    )

    assert reached == []


def test_a_threshold_reached_by_a_single_day_keeps_its_row_alive() -> None:
    rules = (
        make_rule("triage", ("days past due", over(10)), line=10),
        make_rule("triage", ("days past due", Between(Decimal(10), None)), line=11),
        make_rule("triage", ("days past due", Between(Decimal(11), Decimal(14))), line=12),
    )

    assert lines(*rules) == [12]


def test_between_two_whole_thresholds_without_a_day_between_no_case_is_left() -> None:
    rules = (
        make_rule("triage", ("days past due", Between(None, Decimal(10))), line=10),
        make_rule("triage", ("days past due", Between(Decimal(11), None)), line=11),
        make_rule("triage", ("days past due", Between(Decimal(10), Decimal(11))), line=12),
    )

    assert lines(*rules) == [12]


def test_a_row_on_a_fact_that_may_be_unknown_leaves_the_unknown_to_the_next() -> None:
    every_fault = ("fault", one_of("provider", "customer"))

    assert lines(make_rule("triage", every_fault, line=10), make_rule("triage", line=11)) == []
    assert lines(make_rule("charge", every_fault, line=10), make_rule("charge", line=11)) == [11]


def test_rows_about_different_things_do_not_shadow_each_other() -> None:
    rules = (
        make_rule("target", label="resolution", line=10),
        make_rule("target", ("impact", one_of("All")), label="first response", line=11),
        make_rule("target", ("impact", one_of("All")), label="resolution", line=12),
    )

    assert lines(*rules) == [12]


def test_a_pause_of_every_metric_shadows_a_later_one_of_one_metric() -> None:
    rules = (
        make_rule("pause", label="every metric", line=10),
        make_rule("pause", label="resolution", line=11),
    )

    assert lines(*rules) == [11]


def test_an_otherwise_row_waits_wherever_it_stands() -> None:
    rules = (
        make_rule("triage", line=10, is_otherwise=True),
        make_rule("triage", ("impact", one_of("All")), line=11),
    )

    assert lines(*rules) == []


def test_options_neither_shadow_nor_are_shadowed_unless_they_are_the_same() -> None:
    rules = (
        make_rule("standing", label="handling", line=10, by="manager"),
        make_rule("standing", label="handling", line=11),
        make_rule("standing", ("impact", one_of("All")), label="handling", line=12, by="agent"),
        make_rule("standing", ("impact", one_of("All")), label="handling", line=13, by="manager"),
    )

    assert lines(*rules) == [13]


def test_a_reading_of_the_row_answers_the_finding() -> None:
    reading = Reading(ReadingKind.READING, "kept for the record", ("Row 11",), 14)
    rules = (make_rule("triage", line=10), make_rule("triage", line=11, readings=(reading,)))

    problems = found(*rules, code="rule.unreachable")

    assert [(each.severity, each.text.endswith("Answered by line 14: reading.")) for each in problems] == [
        (Severity.ANSWERED, True)
    ]


def test_rows_of_two_clauses_that_say_different_things_are_told_with_the_one_that_wins() -> None:
    problems = found(
        make_rule("admission", ("impact", one_of("All", "Some")), line=10, clause="3"),
        make_rule(
            "admission", ("impact", one_of("All")), line=20, clause="4", terms={"answer": Answer("decline")}
        ),
        code="rule.contradiction",
    )

    assert [(each.severity, each.line, each.text) for each in problems] == [
        (
            Severity.WARNING,
            20,
            (
                "Row 'Row 20' (line 20) says something else than 'Row 10' (line 10) when impact is All; "
                "'Row 10' (line 10) decides."
            ),
        )
    ]


def test_rows_do_not_contradict_within_a_clause_or_when_they_say_the_same_or_when_another_row_decides() -> (
    None
):
    decline = {"answer": Answer("decline")}

    within = (make_rule("admission", line=10), make_rule("admission", line=11, terms=decline))
    alike = (
        make_rule("charge", line=10, clause="3", terms={"rate": Free("included")}),
        make_rule(
            "charge", line=20, clause="4", terms={"rate": Free("no charge"), "words": Words("as ever")}
        ),
    )
    preempted = (
        make_rule("admission", line=9, clause="3"),
        make_rule("admission", ("impact", one_of("All")), line=10, clause="3"),
        make_rule("admission", ("impact", one_of("All")), line=11, clause="3", terms=decline),
    )
    excepted = (
        make_rule("admission", line=10, clause="3", is_otherwise=True),
        make_rule("admission", ("impact", one_of("All")), line=20, clause="4", terms=decline),
    )
    apart = (
        make_rule("admission", ("impact", one_of("All")), line=10, clause="3"),
        make_rule("admission", ("impact", NotOneOf(frozenset({"All"}))), line=20, clause="4", terms=decline),
    )

    for rules in (within, alike, preempted, excepted, apart):
        assert found(*rules, code="rule.contradiction") == []
