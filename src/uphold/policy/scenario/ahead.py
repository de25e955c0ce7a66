"""Ahead: on which day late payment will bring what, and how an account stands now, without any ticket."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from uphold.policy.clocks.events import Event
from uphold.policy.decide.condition import Between, Condition, OneOf
from uphold.policy.decide.rule import Citation, Rule
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.names import key_of
from uphold.policy.scenario.answer import StandingAnswer
from uphold.policy.scenario.case import Account, Case
from uphold.policy.scenario.cells import NO, words_of
from uphold.policy.scenario.matter import matter_of
from uphold.policy.scenario.ruling import answered
from uphold.policy.scenario.standing import DAYS, standing_answers, suspensions_of
from uphold.policy.scenario.telling import tell
from uphold.policy.time.local import instant_at

AFFECTS_SERVICE = "affects service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """The first day on which a Standing row fits a bill that stays unpaid, if its other conditions do.

    `days` past due on `first_on`, which begins at `first_at` by the agreement's clock. `condition` are the words about
    the days, empty where the row asks for none: it then fits from the first day past due. `others` are its other
    conditions, as (fact, words). `by` is the role that may choose the row, None where it decides by itself; `until` are
    its words.
    """

    capability: str
    answer: str
    days: int
    first_on: date
    first_at: datetime
    condition: str
    others: tuple[tuple[str, str], ...]
    by: str | None
    until: str | None
    citation: Citation


def thresholds(agreement: Agreement, *, due_on: date) -> tuple[Threshold, ...]:
    r"""The first day of each Standing row for a bill due on a day, in the order of the document.

    Days past due are calendar days after the due date, by the agreement's clock. A row that fits on no day is left out.

    >>> from uphold.policy.document import read
    >>> front = "agreement: small\ntitle: Small\nversion: 1\neffective: 2026-01-01\nprovider: We\ntimezone: UTC"
    >>> head = "| Standing | Days past due | Answer | By |\n|---|---|---|---|"
    >>> row = "| handling | more than 10 | suspend | a manager |"
    >>> small = read(f"---\n{front}\ncurrency: EUR\n---\n# Pay\n\n{head}\n{row}\n", path="small.md").agreement
    >>> [(found.first_on.isoformat(), found.by) for found in thresholds(small, due_on=date(2026, 4, 1))]
    [('2026-04-12', 'manager')]
    """
    found = (threshold_of(agreement, rule, due_on=due_on) for rule in agreement.rules.get("standing", ()))
    return tuple(threshold for threshold in found if threshold is not None)


def standing_now(
    agreement: Agreement, account: Account, *, at: datetime, events: tuple[Event, ...] = ()
) -> tuple[StandingAnswer, ...]:
    """How an account stands at an instant, one answer a capability, as for a request that affects no service.

    `events` are those of the whole account: suspensions that were taken or lifted, and payments. Later ones than `at`
    are ignored. Options that match are among those of each answer.
    """
    opened_at = min((at, *(event.at for event in events)))
    case = Case(opened_at=opened_at, at=at, facts={AFFECTS_SERVICE: NO}, events=events, account=account)
    story = tell(matter_of(agreement, case=case))
    return standing_answers(story, suspensions=suspensions_of(story))


def threshold_of(agreement: Agreement, rule: Rule, *, due_on: date) -> Threshold | None:
    """The first day on which one row fits; None where it never does."""
    asked = [condition for name, condition in rule.conditions if name == DAYS]
    days = next(
        (days for days in candidates(asked) if all(each.admits(Decimal(days)) for each in asked)), None
    )
    if days is None:
        return None
    first_on = due_on + timedelta(days=days)
    return Threshold(
        capability=key_of(rule.label),
        answer=answered(rule.terms.get("answer"))[0] or "",
        days=days,
        first_on=first_on,
        first_at=instant_at(first_on, time(), zone=agreement.timezone),
        condition=", ".join(condition_words(condition) for condition in asked),
        others=tuple(
            (name, condition_words(condition)) for name, condition in rule.conditions if name != DAYS
        ),
        by=rule.by,
        until=words_of(rule.terms.get("until")),
        citation=rule.citation,
    )


def candidates(asked: list[Condition]) -> list[int]:
    """The days on which something may begin to fit: the first past due, and those about each number asked for."""
    bounds = [
        bound for each in asked if isinstance(each, Between) for bound in (each.low, each.high) if bound
    ]
    about = {math.floor(bound) + step for bound in bounds for step in (0, 1)}
    return sorted(day for day in {1, *about} if day >= 1)


def condition_words(condition: Condition) -> str:
    """A condition as it is written in a table.

    >>> condition_words(Between(Decimal(10), None, is_over_low=True)), condition_words(Between(Decimal(15), None))
    ('more than 10', '15 or more')
    """
    if isinstance(condition, Between):
        return " and ".join(bounds_words(condition))
    names = ", ".join(sorted(condition.names))
    return names if isinstance(condition, OneOf) else f"not {names}"


def bounds_words(between: Between) -> Iterator[str]:
    """Both ends of a range of numbers, or the number that it is."""
    low, high = between.low, between.high
    if low is not None and low == high:
        yield f"{low:f}"
        return
    if low is not None and high is not None and not between.is_over_low and not between.is_under_high:
        yield f"{low:f} to {high:f}"
        return
    if low is not None:
        yield f"more than {low:f}" if between.is_over_low else f"{low:f} or more"
    if high is not None:
        yield f"less than {high:f}" if between.is_under_high else f"{high:f} or less"
