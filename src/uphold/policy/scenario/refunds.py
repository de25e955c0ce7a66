"""Refunds: what comes back when an escalation had the outcome that the agreement names, for the problem it solved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from uphold.policy.charges.pieces import Piece
from uphold.policy.charges.rating import bill
from uphold.policy.clocks.events import Happening
from uphold.policy.credits.ledger import Ledger
from uphold.policy.credits.refund import refund_credits, refundable_credits
from uphold.policy.decide.decision import Decision
from uphold.policy.decide.match import decide
from uphold.policy.decide.rule import Rule
from uphold.policy.decide.terms import Money, Number, Share, Term
from uphold.policy.scenario.answer import RefundAnswer
from uphold.policy.scenario.cells import name_in
from uphold.policy.scenario.matter import Matter
from uphold.policy.scenario.ruling import ruling_of
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.sums import OF_THE_CHARGE, Basis, sum_owed

ON = (
    ("release", Happening.RELEASED),
    ("clos", Happening.CLOSED),
    ("resol", Happening.RESOLVED),
    ("solv", Happening.RESOLVED),
)
"""Words of "On", and the event that brings the refund; any other words mean the outcome itself."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """The instant at which rows that wait for one kind of event may bring something back, for one problem.

    `since` is the event of that kind before it: what was charged until then has come back already.
    """

    at: datetime
    problem: str | None
    on: Happening
    since: datetime | None = None


def triggers_of(story: Story, *, problems: Sequence[str | None] = ()) -> tuple[Trigger, ...]:
    """One trigger for each problem and each event that Refund rows wait for; of further problems too."""
    kinds = dict.fromkeys(on_of(rule) for rule in story.matter.rules("refund"))
    return tuple(
        Trigger(at, problem, kind, since)
        for kind in kinds
        for problem in dict.fromkeys((*problems_of(story), *problems))
        for since, at in pairwise((None, *instants_of(story, kind, problem=problem)))
        if at is not None
    )


def refund_at(
    story: Story, trigger: Trigger, *, ledger: Ledger, pieces: Sequence[Piece]
) -> tuple[Ledger, RefundAnswer | None]:
    """The ledger after what comes back at a trigger, and the answer; None where nothing does."""
    drawn = refundable_credits(ledger, problem=trigger.problem)
    charged = money_charged(story.matter, pieces, trigger=trigger)
    decision = decided(story, trigger, has_credits=drawn > 0, has_money=charged > 0)
    rule = decision.rule
    if rule is None:
        return ledger, None
    is_whole = "ticket" in (name_in(rule.terms.get("work")) or "").casefold()
    if is_whole:
        drawn = refundable_credits(ledger, problem=None, is_whole_ticket=True)
    wanted = limited(credits_back(rule.terms.get("amount"), drawn=drawn), rule.terms.get("cap"), drawn=drawn)
    ledger, returned = refund_credits(
        ledger, amount=wanted, at=trigger.at, problem=trigger.problem, is_whole_ticket=is_whole
    )
    amount = money_back(story, trigger, rule, charged=charged)
    if returned == 0 and amount == 0:
        return ledger, None
    return ledger, RefundAnswer(
        at=trigger.at,
        problem=trigger.problem,
        credits=returned,
        amount=amount,
        ruling=ruling_of(decision, outcome=rule.terms.get("amount")),
    )


def decided(story: Story, trigger: Trigger, *, has_credits: bool, has_money: bool) -> Decision:
    """The Refund row that decides about a problem, by what was found out about it."""
    rules = [rule for rule in story.matter.rules("refund") if on_of(rule) is trigger.on]
    charged = {"credits": has_credits, "money": has_money}
    facts = story.facts_of_work(trigger.at, problem=trigger.problem)
    names = frozenset(name for name, is_charged in charged.items() if is_charged)
    return decide(rules, facts=facts.stating({"charged in": names}))


def on_of(rule: Rule) -> Happening:
    """The kind of event that a row waits for."""
    words = (name_in(rule.terms.get("on")) or "").casefold()
    return next((kind for word, kind in ON if word in words), Happening.OUTCOME)


def problems_of(story: Story) -> tuple[str | None, ...]:
    """The problems that work was done on; None stands for work that names none."""
    return tuple(dict.fromkeys(work.problem for work in story.matter.case.work))


def instants_of(story: Story, kind: Happening, *, problem: str | None) -> Iterator[datetime]:
    """The events of a kind that speak of a problem, or of the whole ticket; those of one instant are one."""
    events = (event.at for event in story.matter.happened(kind) if event.problem in {None, problem})
    return iter(dict.fromkeys(events))


def money_charged(matter: Matter, pieces: Sequence[Piece], *, trigger: Trigger) -> Decimal:
    """How much a problem's work added to the bill up to a trigger, without what came back before.

    A minimum that other work reaches as well stays with that work.
    """
    since = trigger.since
    known = [
        piece
        for piece in pieces
        if piece.span.starts_at < trigger.at
        and (piece.problem != trigger.problem or since is None or piece.span.starts_at >= since)
    ]
    others = [piece for piece in known if piece.problem != trigger.problem]
    rounding = matter.money_rounding
    return bill(known, rounding=rounding).amount - bill(others, rounding=rounding).amount


def money_back(story: Story, trigger: Trigger, rule: Rule, *, charged: Decimal) -> Decimal | None:
    """The money that a row gives back, a sum only once; None where it is a share of a fee that nobody stated."""
    amount = rule.terms.get("amount")
    if isinstance(amount, Money) and trigger.since is not None:
        return Decimal("0.00")
    facts = story.facts_of_work(trigger.at, problem=trigger.problem)
    return sum_owed(
        amount,
        cap=rule.terms.get("cap"),
        basis=Basis(facts=facts, charged=charged),
        rounding=story.matter.money_rounding,
    )


def credits_back(amount: Term | None, *, drawn: int) -> int:
    """The credits that a row gives back: a share of those drawn, or a number."""
    if isinstance(amount, Share) and amount.of == OF_THE_CHARGE:
        return int(drawn * amount.percent / 100)
    return min(int(amount.value), drawn) if isinstance(amount, Number) else 0


def limited(wanted: int, cap: Term | None, *, drawn: int) -> int:
    """At most what the cap allows."""
    return min(wanted, credits_back(cap, drawn=drawn)) if isinstance(cap, Number | Share) else wanted
