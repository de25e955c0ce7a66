"""Readiness: what an install must bring before its day is confirmed, and only where something is new (clause 3)."""

from tests.policy.scenario.asking import ny
from tests.policy.scenario.test_arranging import INSTALL, PARTIAL_LOSS, hosted
from uphold.policy.scenario import read_case
from uphold.policy.scenario.readiness import asks_what_is_unfamiliar, readiness_asked


def asked(facts: dict[str, str], *, is_unfamiliar: bool) -> list[tuple[str, str]]:
    case = read_case({"opened": ny("2026-09-14 11:00"), "facts": facts}, hosted())
    found = readiness_asked(hosted(), case, is_unfamiliar=is_unfamiliar)
    return [(each.name, each.citation.anchor) for each in found]


def test_what_is_new_to_the_customer_is_planned_and_bench_tested() -> None:
    assert asked(INSTALL, is_unfamiliar=True) == [("Plan", "3"), ("Bench test", "3")]


def test_where_nothing_is_new_nothing_is_asked() -> None:
    assert asked(INSTALL, is_unfamiliar=False) == []


def test_nothing_is_asked_of_a_fault() -> None:
    assert asked(PARTIAL_LOSS, is_unfamiliar=True) == []


def test_only_an_install_is_asked_whether_something_is_new() -> None:
    install, fault = (
        read_case({"opened": ny("2026-09-14 11:00"), "facts": facts}, hosted())
        for facts in (INSTALL, PARTIAL_LOSS)
    )

    assert asks_what_is_unfamiliar(hosted(), install)
    assert not asks_what_is_unfamiliar(hosted(), fault)
