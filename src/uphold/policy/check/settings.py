"""Settings that an act of the desk needs and the agreement leaves unset: the act then waits for a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from uphold.policy.check.places import problem_at
from uphold.policy.decide.rule import Citation, Rule
from uphold.policy.decide.terms import CreditRate, Rate
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.problem import Problem, Severity


@dataclass(frozen=True, slots=True)
class Need:
    """A setting, the act that needs it, and the rows that bring the act about."""

    setting: str
    act: str
    kind: str
    is_needed: Callable[[Rule], bool] = lambda _: True


NEEDS = (
    Need("clocks run from", "starting the clocks", "target"),
    Need("first response met by", "meeting a first response", "target"),
    Need("money rounding", "rounding an amount", "charge", lambda rule: states(rule, Rate)),
    Need("balance below zero", "work without credits", "charge", lambda rule: states(rule, CreditRate)),
    Need(
        "objection within",
        "an answer that does not come",
        "charge",
        lambda rule: asks(rule, "fault", "cause"),
    ),
    Need(
        "silence means", "an answer that does not come", "charge", lambda rule: asks(rule, "fault", "cause")
    ),
    Need("warranty tested on", "testing a warranty", "warranty"),
)
ALWAYS_NEEDED: Mapping[str, str] = {
    "auto-close after": "closing a ticket by itself",
    "reopen within": "reopening a closed ticket",
}


def unset_settings(agreement: Agreement) -> Iterator[Problem]:
    """A note for each unset setting, at the first row that brings the act about, else at the first line."""
    for need in NEEDS:
        rules = [rule for rule in agreement.rules.get(need.kind, ()) if need.is_needed(rule)]
        if rules and need.setting not in agreement.settings:
            yield problem_at(
                agreement,
                first_of(rules),
                code="setting.unset",
                text=f"The setting '{need.setting.capitalize()}' is not said: {need.act} waits for a person.",
                severity=Severity.NOTE,
            )
    for setting, act in ALWAYS_NEEDED.items():
        if agreement.rules and setting not in agreement.settings:
            yield Problem(
                severity=Severity.NOTE,
                code="setting.unset",
                text=f"The setting '{setting.capitalize()}' is not said: {act} waits for a person.",
                file=agreement.path,
                line=1,
            )


def first_of(rules: Sequence[Rule]) -> Citation:
    """The place of the row that stands first in the document."""
    return min((rule.citation for rule in rules), key=lambda citation: citation.line)


def asks(rule: Rule, *facts: str) -> bool:
    """Whether a row asks one of these facts."""
    return any(name in facts for name, _ in rule.conditions)


def states(rule: Rule, kind: type) -> bool:
    """Whether a row states a term of this kind."""
    return any(isinstance(term, kind) for term in rule.terms.values())
