"""Asking: a scenario through the same door as `uphold agreement ask`, the answer in the same JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from uphold.policy.clocks.cycles import Metric
from uphold.policy.decide.match import decide
from uphold.policy.decide.rule import Citation, Rule
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.names import key_of
from uphold.policy.scenario import UnreadableCase, answer, read_case, write_answer
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.matter import matter_of
from uphold.policy.scenario.pauses import EVERY_METRIC, waits_for_payment
from uphold.policy.scenario.standing import suspensions_of
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.telling import tell


class Unanswerable(ValueError):
    """A scenario that names something unknown; `path` leads to it ("facts.request"), empty when not known."""

    def __init__(self, text: str, *, path: str) -> None:
        super().__init__(text)
        self.path = path


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer in JSON, and the Pause rows that decided about each metric, which that JSON does not cite."""

    answer: Mapping[str, object]
    pauses: Mapping[str, tuple[Citation, ...]]


def ask(agreement: Agreement, scenario: Mapping[str, object]) -> Answered:
    """The answer to a scenario. Raises Unanswerable with the first thing that cannot be read."""
    try:
        case = read_case(scenario, agreement)
    except UnreadableCase as unreadable:
        first = unreadable.complaints[0]
        raise Unanswerable(f"{first.text}.", path=first.path) from unreadable
    return Answered(write_answer(agreement, answer(agreement, case)), pauses_of(agreement, case))


def pauses_of(agreement: Agreement, case: Case) -> Mapping[str, tuple[Citation, ...]]:
    """For each metric the rows that decided, for each stretch of waiting, whether it stands still."""
    rules = agreement.rules.get("pause", ())
    if not rules:
        return {}
    story = tell(matter_of(agreement, case=case))
    return {metric.value: tuple(pause_rows(story, rules, metric=metric)) for metric in Metric}


def pause_rows(story: Story, rules: Sequence[Rule], *, metric: Metric) -> Iterator[Citation]:
    """The rows that decided about one metric."""
    about = [rule for rule in rules if key_of(rule.label) in {metric.value, EVERY_METRIC}]
    for wait in (*story.waits, *waits_for_payment(suspensions_of(story))):
        stated = {"metric": frozenset({metric.value}), "waiting for": frozenset({wait.waiting_for})}
        decision = decide(about, facts=story.facts(wait.starts_at, stated=stated))
        if decision.rule is not None:
            yield decision.rule.citation
