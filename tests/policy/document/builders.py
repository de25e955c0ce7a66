"""Documents for tests: a small front matter, and whatever a test writes below it."""

from uphold.policy.decide.condition import Condition
from uphold.policy.decide.rule import Entry, Rule
from uphold.policy.document import ReadDocument, read
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.names import Vocabulary, keyed
from uphold.policy.document.problem import Problem

FRONT = """---
agreement: {slug}
title: Support
version: 1
effective: 2026-01-01
provider: Harbour Telephony
timezone: {timezone}
currency: {currency}
{more}---
"""
FRONT_LINES = 9
"""Lines before the body, when nothing more is stated."""

DESK = """
## 1. Hours

| Hours          | Days             | From  | To    |
|----------------|------------------|-------|-------|
| Standard hours | Monday to Friday | 09:00 | 17:00 |
| Off hours      | all other hours  |       |       |

| Channel   | Hours          |
|-----------|----------------|
| Telephone | Standard hours |
| E-mail    | always         |

## 2. Priorities

| Service | Meaning |
|---------|---------|
| Help    | advice  |

| Request | Service | Affects service |
|---------|---------|-----------------|
| Fault   | Help    | yes             |
| Wish    | Help    | no              |

| Cause     | Fault     |
|-----------|-----------|
| Platform  | provider  |
| Not found | not found |

| Priority | Level | Also called | First response | Clock          |
|----------|-------|-------------|----------------|----------------|
| Urgent   | 1     | Priority 1  | 1 hour         | always         |
| Low      | 2     |             | 8 hours        | Standard hours |

| Setting        | Value          |
|----------------|----------------|
| Business hours | Standard hours |
"""
"""Names that many tests need: hours, channels, a service, requests, causes, priorities."""

VOCABULARY = Vocabulary(
    currency="USD",
    zone="UTC",
    declared={
        "hours": keyed(["Standard hours", "Support"]),
        "channel": keyed(["Telephone", "Ticket system"]),
        "service": keyed(["Professional services"]),
    },
)


def document(
    body: str,
    *,
    slug: str = "harbour",
    timezone: str = "America/New_York",
    currency: str = "USD",
    more: str = "",
) -> str:
    """The text of a document with this body."""
    return FRONT.format(slug=slug, timezone=timezone, currency=currency, more=more) + body


def read_body(body: str, *, onto: Agreement | None = None, currency: str = "USD") -> ReadDocument:
    """The document with this body, as read."""
    return read(document(body, currency=currency), path="harbour.md", onto=onto)


def agreement_of(body: str) -> Agreement:
    """The agreement of a body that reads without any error."""
    found = read_body(body)
    assert found.errors == ()
    assert found.agreement is not None
    return found.agreement


def problem_in(body: str, code: str) -> Problem:
    """The one problem of this code in the document with this body."""
    problems = [problem for problem in read_body(body).problems if problem.code == code]
    assert len(problems) == 1, read_body(body).problems
    return problems[0]


def error_in_desk(table: str) -> str:
    """The one error that a table below the names of `DESK` brings."""
    errors = read_body(f"{DESK}\n{table}").errors
    assert len(errors) == 1, errors
    return errors[0].text


def rule_of(table: str, kind: str) -> Rule:
    """The one rule that a table below the names of `DESK` makes."""
    below = FRONT_LINES + len(DESK.split("\n"))
    rules = [rule for rule in agreement_of(f"{DESK}\n{table}").rules[kind] if rule.citation.line > below]
    assert len(rules) == 1
    return rules[0]


def condition_in(table: str, kind: str) -> Condition:
    """The one condition of the one rule."""
    conditions = rule_of(table, kind).conditions
    assert len(conditions) == 1
    return conditions[0][1]


def entry_of(agreement: Agreement, kind: str, name: str) -> Entry:
    """The declared row of a name."""
    return next(entry for entry in agreement.entries[kind] if entry.name == name)
