"""Asking the agreement about an account: conditions on a ticket are left to each ticket."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from uphold.agreements.bridge import compiled
from uphold.agreements.queries import Terms
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.match import decide
from uphold.policy.decide.rule import Citation, Rule
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.names import key_of
from uphold.policy.scenario.answer import Ruling
from uphold.policy.scenario.cells import one, words_of
from uphold.policy.scenario.ruling import answered, ruling_of
from uphold.policy.scenario.standing import DAYS, EVERYTHING, SUSPEND
from uphold.policy.scenario.taking import may_take

CAPABILITY = "capability"
OF_ACCOUNTS = frozenset({CAPABILITY, DAYS})
MANAGER = "manager"
MOST_DAYS = 1100
"""Thresholds are looked for within three years."""


@dataclass(frozen=True, slots=True)
class Threshold:
    """From `days` past due a capability may be suspended, or is; `by` is the role that decides, None the agreement."""

    capability: str
    days: int
    by: str | None
    until: str
    ruling: Ruling
    citation: Citation

    def first_day(self, due_on: date) -> date:
        return due_on + timedelta(days=self.days)


def agreement_of(terms: Terms) -> Agreement:
    return compiled(terms.version, terms.annexes)


def day_of(terms: Terms, at: datetime) -> date:
    """The day of an instant on the agreement's clock."""
    return at.astimezone(ZoneInfo(terms.version.timezone)).date()


def capabilities(agreement: Agreement) -> tuple[str, ...]:
    """Those that the Standing rows name, in the order of the document."""
    return tuple(dict.fromkeys(key_of(rule.label) for rule in agreement.rules.get("standing", ())))


def suspending(agreement: Agreement, capability: str, *, days_past_due: int) -> Threshold | None:
    """The row by which the capability is suspended then, or may be; None where there is none."""
    facts = Facts({CAPABILITY: one(capability), DAYS: Decimal(days_past_due)})
    decision = decide([account_rule(rule) for rule in rules_of(agreement, capability)], facts=facts)
    for rule in (decision.rule, *decision.options):
        if rule is not None and answered(rule.terms.get("answer"))[0] == SUSPEND:
            because = {name: facts.known[name] for name, _ in rule.conditions}
            return Threshold(
                capability=capability,
                days=days_past_due,
                by=rule.by,
                until=words_of(rule.terms.get("until")) or "",
                ruling=ruling_of(replace(decision, rule=rule, because=because)),
                citation=rule.citation,
            )
    return None


def thresholds(agreement: Agreement) -> Iterator[Threshold]:
    """For each capability the first number of days past due at which it may be suspended."""
    for capability in capabilities(agreement):
        found = (suspending(agreement, capability, days_past_due=days) for days in range(1, MOST_DAYS))
        first = next((each for each in found if each is not None), None)
        if first is not None:
            yield first


def is_managers(threshold: Threshold) -> bool:
    return threshold.by is not None and may_take(MANAGER, role=threshold.by)


def rules_of(agreement: Agreement, capability: str) -> list[Rule]:
    """The rows of one capability; those of everything come with each."""
    labels = {key_of(capability), EVERYTHING}
    return [rule for rule in agreement.rules.get("standing", ()) if key_of(rule.label) in labels]


def account_rule(rule: Rule) -> Rule:
    kept = tuple((name, condition) for name, condition in rule.conditions if name in OF_ACCOUNTS)
    return replace(rule, conditions=kept)
