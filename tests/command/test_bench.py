"""The bench: every figure stands beside its budget."""

from collections.abc import Iterator
from importlib import import_module

import pytest

from uphold.command.bench import __main__ as bench
from uphold.command.bench.figure import Figure, median_seconds
from uphold.command.bench.subjects import SUBJECTS, Subject


class Slow:
    @staticmethod
    def figures() -> Iterator[Figure]:
        yield Figure(name="turtles", value=2, budget=3, unit="/s", is_at_least=True)


@pytest.fixture
def slow_subject(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "SUBJECTS", (Subject("slow", "Turtles.", "turtles"),))
    monkeypatch.setattr(bench, "import_module", lambda _: Slow)


@pytest.mark.parametrize(
    ("value", "is_at_least", "is_within"),
    [(3, True, True), (2.9, True, False), (3, False, True), (3.1, False, False)],
)
def test_a_rate_must_reach_its_budget_and_a_duration_must_keep_it(
    *,
    value: float,
    is_at_least: bool,
    is_within: bool,
) -> None:
    figure = Figure(name="turtles", value=value, budget=3, unit="", is_at_least=is_at_least)

    assert figure.is_within_budget is is_within


def test_a_missed_budget_is_only_told(slow_subject: None, capsys: pytest.CaptureFixture[str]) -> None:
    code = bench.main([])

    assert code == 0
    assert capsys.readouterr().out.splitlines()[-1].split()[-1] == "MISSED"


def test_a_missed_budget_fails_where_strictness_is_asked_for(slow_subject: None) -> None:
    assert bench.main(["--strict"]) == 1


def test_an_unknown_subject_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        bench.main(["weather"])

    assert "no such subject: weather" in capsys.readouterr().err


def test_every_subject_can_be_measured() -> None:
    modules = [import_module(subject.module) for subject in SUBJECTS]

    assert [callable(module.figures) for module in modules] == [True] * len(SUBJECTS)


def test_the_median_is_taken_after_a_warm_up() -> None:
    calls: list[int] = []

    seconds = median_seconds(lambda: calls.append(1), runs=3)

    assert (len(calls), seconds >= 0) == (4, True)
