"""Sections: which part of the answer a key of Then speaks of, and which values it understands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from uphold.policy.check.examples.matching import (
    COMMON,
    Element,
    Matcher,
    amount,
    count,
    decimal_in,
    elements_in,
    flag,
    instant,
    names,
    nothing,
    one_of,
    span,
    word,
)
from uphold.policy.clocks.clock import State
from uphold.policy.document.cells.answers import ADMISSION
from uphold.policy.document.facts import METRICS
from uphold.policy.document.names import key_of

STATES = tuple(state.value for state in State)
CHARGE_STATES = ("none", "pending", "due", "waived")
ADMISSIONS = tuple(phrase.word for phrase in ADMISSION)
NOTHING: Element = {"said": "not said", "state": "none"}


@dataclass(frozen=True, slots=True)
class Section:
    """The decisions that a key speaks of, in order, and the values it understands; the last decision is meant."""

    elements: Callable[[Element, str], list[Element]]
    matchers: tuple[Matcher, ...]


def part(name: str) -> Callable[[Element, str], list[Element]]:
    """The decisions, or the one decision, under a key of the answer."""

    def elements(answer: Element, _: str) -> list[Element]:
        value = answer.get(name)
        return [value] if isinstance(value, Mapping) else elements_in(value)

    return elements


def part_about(name: str, field: str) -> Callable[[Element, str], list[Element]]:
    """The decisions under a key of the answer that are about one thing."""

    def elements(answer: Element, subject: str) -> list[Element]:
        return [each for each in elements_in(answer.get(name)) if key_of(str(each.get(field))) == subject]

    return elements


def refunded(answer: Element, _: str) -> list[Element]:
    """All refunds as one, with the decision behind each."""
    found = elements_in(answer.get("refunds"))
    if not found:
        return []
    amounts = [value for value in (decimal_in(each.get("amount")) for each in found) if value is not None]
    total = str(sum(amounts, Decimal(0))) if amounts else None
    drawn = sum(value for value in (each.get("credits") for each in found) if isinstance(value, int))
    return [{**found[-1], "credits": drawn, "amount": total, "lines": found}]


SECTIONS: Mapping[str, Section] = {
    "priority": Section(part("priority"), (word("value"),)),
    "service": Section(part("service"), (word("value"),)),
    "charge": Section(
        part("charge"),
        (one_of("state", *CHARGE_STATES), span("minimum_seconds", prefix="minimum"), amount("amount")),
    ),
    "admission": Section(
        part("admission"),
        (
            one_of("answer", *ADMISSIONS),
            names("to", prefix="to"),
            instant("earliest", prefix="earliest"),
            names("missing", prefix="missing"),
        ),
    ),
    "credits drawn": Section(part("credits"), (count("drawn"),)),
    "credits refunded": Section(part("credits"), (count("refunded"),)),
    "credits bought": Section(part("credits"), (count("bought"),)),
    "balance": Section(part("credits"), (count("balance"),)),
    "work pauses after": Section(part("credits"), (span("paused_after_seconds"),)),
    "refunded": Section(refunded, (count("credits"), amount("amount"))),
    "escalation": Section(
        part("escalation"),
        (
            one_of("allowed", "yes", "no"),
            count("step", prefix="step"),
            flag("used_up", is_true="used up", is_false="not used up"),
            word("contact"),
        ),
    ),
    "warranty": Section(part("warranty"), (word("fault_analysis", prefix="fault analysis"), word("answer"))),
    "entitled": Section(part("release"), (word("entitled"),)),
    "release charge": Section(part("release"), (amount("charge"), word("charge"))),
}
ABOUT: Mapping[str, Section] = {
    "standing": Section(
        part_about("standing", "capability"),
        (
            flag("suspended", is_true="suspended", is_false="not suspended"),
            count("days_past_due", suffix="days"),
            word("until", prefix="until"),
        ),
    ),
    "lifecycle": Section(
        part_about("lifecycle", "step"),
        (
            word("new_priority", prefix="new priority"),
            word("status", prefix="status"),
            word("targets", prefix="targets"),
            word("after", prefix="after"),
        ),
    ),
    "notice": Section(
        part_about("notice", "change"),
        (
            word("lead", prefix="lead"),
            word("audience", prefix="audience"),
            word("channel", prefix="channel"),
            span("seconds", prefix="lasts"),
        ),
    ),
}
TARGET = Section(
    part_about("targets", "metric"),
    (
        instant("due"),
        nothing("due", words="no instant"),
        one_of("state", *STATES),
        one_of("commitment", "best effort", "as agreed", "target"),
        span("used_seconds", prefix="used"),
        instant("met_at", prefix="met at"),
        word("within", prefix="within"),
    ),
)


def section_of(key: str) -> tuple[Section, str] | None:
    """The section of a key and what it is about; None for an unknown key.

    >>> section_of("standing portal changes")[1]
    'portal changes'
    """
    if key in SECTIONS:
        return SECTIONS[key], ""
    if key in METRICS:
        return TARGET, key
    first, _, subject = key.partition(" ")
    return (ABOUT[first], subject) if first in ABOUT and subject else None


def keys() -> tuple[str, ...]:
    """All keys, for naming the nearest one."""
    return (*SECTIONS, *METRICS, *(f"{name} ..." for name in ABOUT))


def matchers_of(section: Section) -> tuple[Matcher, ...]:
    """The values that a key understands, those of every key first."""
    return (*COMMON, *section.matchers)
