"""What a charge still needs from the customer: whether something waits for his consent, and at which price."""

from dataclasses import dataclass, replace
from datetime import datetime

from uphold.journal.queries import entries_about
from uphold.policy.decide.rule import Citation, Rule
from uphold.policy.decide.terms import Unsaid
from uphold.policy.document.agreement import Agreement as Compiled
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.consent import consent_needed
from uphold.policy.scenario.pricing import price_in_words
from uphold.tickets.bridge import case_of
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What is agreed to: the subject and the price in words, and the row that asks for it. Empty price: to be named."""

    subject: str = ""
    price: str = ""
    clause: str = ""
    anchor: str = ""
    line: int | None = None
    citation: Citation | None = None

    def named(self, *, subject: str, price: str) -> "Offer":
        """The same, with what a person named in place of the agreement's words."""
        return replace(self, subject=subject or self.subject, price=price or self.price)


def what_needs_consent(ticket: Ticket, *, at: datetime) -> Offer | None:
    """The row that needs a consent which nobody gave, if work on the ticket may come under one."""
    return offer_needed(agreement_of(ticket), case_of(ticket, entries=entries_about(ticket), at=at))


def offer_needed(agreement: Compiled, case: Case) -> Offer | None:
    """The same of a case that was loaded already."""
    rule = consent_needed(agreement, case)
    return offer_of(rule, currency=agreement.currency) if rule is not None else None


def offer_of(rule: Rule, *, currency: str) -> Offer:
    cited = rule.citation
    return Offer(
        subject=rule.label,
        price=price_of(rule, currency=currency),
        clause=cited.clause,
        anchor=cited.anchor,
        line=cited.line,
        citation=cited,
    )


def price_of(rule: Rule, *, currency: str) -> str:
    """The rate with its minimum; nothing where the price is left to be agreed."""
    if rule.terms.get("rate") is Unsaid.AS_AGREED:
        return ""
    return f"{currency} {price_in_words(rule) or ''}".strip()
