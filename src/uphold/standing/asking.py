"""Asking the agreement about an account, apart from any ticket."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from uphold.agreements.bridge import compiled
from uphold.agreements.queries import Terms
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.rule import Citation
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.names import key_of
from uphold.policy.scenario.ahead import AFFECTS_SERVICE, Threshold, standing_now, thresholds
from uphold.policy.scenario.answer import Ruling, StandingAnswer
from uphold.policy.scenario.case import Account
from uphold.policy.scenario.cells import NO, words_of
from uphold.policy.scenario.standing import DAYS, SUSPEND

MANAGER = "manager"
AGREEMENT = "agreement"
"""Who decides where a row names nobody."""


@dataclass(frozen=True, slots=True)
class Offered:
    """The row by which a capability may be suspended now, and by whom; `by` is `agreement` where it needs nobody."""

    by: str
    until: str
    citation: Citation
    ruling: Ruling


def agreement_of(terms: Terms) -> Agreement:
    return compiled(terms.version, terms.annexes)


def day_of(terms: Terms, at: datetime) -> date:
    """The day of an instant on the agreement's clock."""
    return at.astimezone(ZoneInfo(terms.version.timezone)).date()


def capabilities(agreement: Agreement) -> tuple[str, ...]:
    """Those that the Standing rows name, in the order of the document."""
    return tuple(dict.fromkeys(key_of(rule.label) for rule in agreement.rules.get("standing", ())))


def first_thresholds(agreement: Agreement, *, due_on: date) -> Mapping[str, Threshold]:
    """For each capability the row that suspends it first, if a bill of that day stays unpaid."""
    suspending = [each for each in thresholds(agreement, due_on=due_on) if each.answer == SUSPEND]
    first: dict[str, Threshold] = {}
    for each in sorted(suspending, key=lambda threshold: threshold.days):
        first.setdefault(each.capability, each)
    return first


def offered_now(agreement: Agreement, account: Account, *, at: datetime) -> Mapping[str, Offered]:
    """What the account lets somebody suspend at an instant, or is suspended by the agreement itself."""
    answers = standing_now(agreement, account, at=at)
    found = ((each.capability, offered_by(agreement, each)) for each in answers)
    return {capability: offered for capability, offered in found if offered is not None}


def offered_by(agreement: Agreement, answer: StandingAnswer) -> Offered | None:
    if answer.is_suspended and answer.ruling.citation is not None:
        return Offered(AGREEMENT, answer.until or "", answer.ruling.citation, answer.ruling)
    for option in answer.ruling.options:
        if option.answer == SUSPEND:
            because = because_of(agreement, option.citation, days_past_due=answer.days_past_due)
            ruling = replace(answer.ruling, said="said", citation=option.citation, because=because)
            return Offered(role_of(option.by), until_of(agreement, option.citation), option.citation, ruling)
    return None


def because_of(agreement: Agreement, citation: Citation, *, days_past_due: int) -> dict[str, FactValue]:
    """The facts that the row asked about."""
    known: dict[str, FactValue] = {DAYS: Decimal(days_past_due), AFFECTS_SERVICE: NO}
    rules = (rule for rule in agreement.rules["standing"] if rule.citation == citation)
    return {name: known[name] for rule in rules for name, _ in rule.conditions if name in known}


def until_of(agreement: Agreement, citation: Citation) -> str:
    rules = (rule for rule in agreement.rules["standing"] if rule.citation == citation)
    return next((words_of(rule.terms.get("until")) or "" for rule in rules), "")


def role_of(by: str | None) -> str:
    """The role as one says it of a person: "a manager" is a manager."""
    if by is None:
        return AGREEMENT
    return by.removeprefix("the ").removeprefix("an ").removeprefix("a ")
