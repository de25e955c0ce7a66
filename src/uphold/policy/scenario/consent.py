"""Consent: the row whose charge a customer must agree to before it is worked, and that nobody has agreed to yet."""

from __future__ import annotations

from uphold.policy.clocks.events import Happening
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.rule import Rule
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.cells import is_yes
from uphold.policy.scenario.matter import Matter, matter_of
from uphold.policy.scenario.telling import tell

CHOSEN = frozenset({"contact made in", "handling", "hours"})
"""Facts of when and how the work will be done: whoever asks for a consent asks before they are settled."""
ARRANGED = CHOSEN | {"planned"}
"""The same once the customer has asked for work at an hour of his own."""
ESCALATION = "escalation"


def consent_needed(agreement: Agreement, case: Case) -> Rule | None:
    """The first Charge row that needs a consent and may rate work on this ticket, at whatever hour it is done.

    None where no such row speaks of the ticket, and where the customer has agreed already. What is found out later is
    taken as possible.
    """
    matter = matter_of(agreement, case=case)
    if matter.happened(Happening.AGREED):
        return None
    facts = tell(matter).facts_of_work(matter.at, problem=None)
    wishes = any(event.subject != ESCALATION for event in matter.happened(Happening.ASKED))
    left_open = ARRANGED if wishes else CHOSEN
    asking = (rule for rule in matter.rules("charge") if is_yes(rule.terms.get("consent")))
    return next((rule for rule in asking if may_rate(rule, facts, left_open=left_open, matter=matter)), None)


def may_rate(rule: Rule, facts: Facts, *, left_open: frozenset[str], matter: Matter) -> bool:
    """Whether nothing that is known of the ticket speaks against the row."""
    for name, condition in rule.conditions:
        value = facts.value(name)
        is_left_open = name in left_open or (value is None and name in matter.found_later)
        if not is_left_open and (value is None or not condition.admits(value)):
            return False
    return True
