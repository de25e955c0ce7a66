"""Credits: the balance before, what work took, what came back, and what can be bought."""

from __future__ import annotations

from uphold.policy.decide.rule import Entry
from uphold.policy.decide.terms import Number
from uphold.policy.scenario.answer import CreditsAnswer, Package
from uphold.policy.scenario.cells import words_of
from uphold.policy.scenario.matter import Matter
from uphold.policy.scenario.purse import Purse


def credits_answer(matter: Matter, purse: Purse) -> CreditsAnswer:
    """What the case did to the balance; the balance is None where none was stated before."""
    before = matter.case.account.credits
    drawn = sum(draw.credits for draw in purse.draws.values())
    refunded = sum(refund.credits for refund in purse.refunds)
    return CreditsAnswer(
        before=before,
        drawn=drawn,
        refunded=refunded,
        bought=purse.bought,
        balance=None if before is None else purse.balance(matter.at),
        paused_after_seconds=purse.paused_after_seconds,
        packages=tuple(package_of(entry) for entry in matter.agreement.entries.get("credits", ())),
    )


def package_of(entry: Entry) -> Package:
    """A row of credits that can be bought."""
    amount = entry.cells.get("amount")
    return Package(
        name=entry.name,
        credits=int(amount.value) if isinstance(amount, Number) else 0,
        price=words_of(entry.cells.get("price")),
        expires=words_of(entry.cells.get("expires")),
    )
