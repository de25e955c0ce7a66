"""Returns: what comes back at releases and closings, so that nothing comes back twice and late work comes back too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from uphold.policy.charges.pieces import Piece, tariff_of
from uphold.policy.credits.keys import refund_key
from uphold.policy.credits.postings import WORK, Entry, Movement, Posting
from uphold.policy.credits.refund import refund_credits
from uphold.policy.decide.rule import Citation, Rule
from uphold.policy.scenario.cells import name_in
from uphold.policy.scenario.metered import MeteredRefund
from uphold.policy.scenario.refunds import (
    Trigger,
    credits_back,
    decided,
    limited,
    money_back,
    money_charged,
    triggers_of,
)
from uphold.policy.scenario.stamps import stamp_of
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.till import OF_WORK, Till


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """An instant at which something may come back for one problem, with the events of that instant."""

    at: datetime
    problem: str | None
    triggers: tuple[Trigger, ...]


@dataclass(slots=True, kw_only=True)
class Returns:
    """What came back while a ticket is metered. `pieces` is the work that counts, `spent` the credits by instant."""

    story: Story
    pieces: tuple[Piece, ...]
    told: list[MeteredRefund] = field(default_factory=list)
    spent: dict[datetime, int] = field(default_factory=dict)


def returns_due(story: Story, *, till: Till) -> tuple[Return, ...]:
    """The instants at which something may come back, also for problems on which no work stands any longer."""
    named = (event.problem for event in story.matter.events)
    drawn = (tally.problem for tally in till.tallies.values())
    found: dict[tuple[datetime, str | None], list[Trigger]] = {}
    for trigger in triggers_of(story, problems=(*drawn, *named)):
        found.setdefault((trigger.at, trigger.problem), []).append(trigger)
    return tuple(
        Return(at=at, problem=problem, triggers=tuple(triggers)) for (at, problem), triggers in found.items()
    )


def bring_back(returns: Returns, due: Return, *, till: Till) -> None:
    """Records what comes back beyond what came back at this instant before, and tells the totals of each row.

    A total grows with work that is entered late. It shrinks only where work was taken back whose credits had come back.
    """
    given = given_at(till, due)
    spent = 0
    for trigger in due.triggers:
        charged = money_charged(returns.story.matter, returns.pieces, trigger=trigger)
        own, whole = drawn_before(returns, trigger, till=till, here=spent)
        rule = row_of(returns.story, trigger, has_credits=own > 0, has_money=charged > 0)
        if rule is None or (is_of_the_ticket(rule) and not has_work(returns, due, till=till)):
            continue
        drawn = whole if is_of_the_ticket(rule) else own
        wanted = limited(
            credits_back(rule.terms.get("amount"), drawn=drawn), rule.terms.get("cap"), drawn=drawn
        )
        before = given - spent if trigger is due.triggers[-1] else min(given - spent, wanted)
        stands = before + change(till, due, rule, amount=wanted - before)
        spent += stands
        returns.spent[due.at] = returns.spent.get(due.at, 0) + stands
        returns.told.append(
            MeteredRefund(
                tariff=tariff_of(rule),
                unit=f"{trigger.on} {stamp_of(trigger.at)}",
                problem=trigger.problem,
                at=trigger.at,
                credits=stands,
                amount=money_back(returns.story, trigger, rule, charged=charged),
                citation=rule.citation,
            )
        )


def row_of(story: Story, trigger: Trigger, *, has_credits: bool, has_money: bool) -> Rule | None:
    """The row that gives back at a trigger; where nothing is charged the one that would, to tell that it is nothing."""
    if not has_credits and not has_money:
        has_credits = has_money = True
    return decided(story, trigger, has_credits=has_credits, has_money=has_money).rule


def has_work(returns: Returns, due: Return, *, till: Till) -> bool:
    """Whether work on a problem stands, or took credits once; for the whole ticket only such a problem speaks."""
    drawn = {tally.problem for tally in till.tallies.values()}
    return due.problem in drawn | {piece.problem for piece in returns.pieces}


def is_of_the_ticket(rule: Rule) -> bool:
    """Whether a row gives back what all work of the ticket took."""
    return "ticket" in (name_in(rule.terms.get("work")) or "").casefold()


def drawn_before(returns: Returns, trigger: Trigger, *, till: Till, here: int) -> tuple[int, int]:
    """What work before a trigger took and no earlier trigger gave back: for its problem, and for the whole ticket."""
    before = [entry for entry in till.ledger.entries if entry.at < trigger.at]
    whole = sum(work_of(entry) for entry in before) - returns.spent.get(trigger.at, 0)
    own = sum(work_of(entry) for entry in before if entry.problem == trigger.problem) - here
    return max(min(own, whole), 0), max(whole, 0)


def work_of(entry: Entry) -> int:
    """The credits that work took by an entry, less than zero where they came back."""
    if entry.movement not in OF_WORK and entry.movement is not Movement.REFUND:
        return 0
    return sum(posting.credits for posting in entry.postings if posting.account == WORK)


def given_at(till: Till, due: Return) -> int:
    """The credits that came back at this instant before."""
    return -sum(work_of(entry) for entry in refunds_at(till, due))


def refunds_at(till: Till, due: Return) -> Iterator[Entry]:
    """The refunds recorded at an instant for a problem."""
    for entry in till.ledger.entries:
        if entry.movement is Movement.REFUND and (entry.at, entry.problem) == (due.at, due.problem):
            yield entry


def change(till: Till, due: Return, rule: Rule, *, amount: int) -> int:
    """Records that so many credits came back, or were given back too many; how many it became."""
    key = next_key(till, due)
    if amount > 0:
        after, returned = refund_credits(
            till.ledger,
            amount=amount,
            at=due.at,
            problem=due.problem,
            is_whole_ticket=is_of_the_ticket(rule),
            key=key,
        )
        if returned:
            till.record(after.entries[-1], work=None, citation=rule.citation)
        return returned
    return -undo(till, due, amount=min(-amount, till.came_back), key=key, citation=rule.citation)


def level(till: Till) -> None:
    """Lets go of refunds whose work was taken back while no row speaks of them any longer."""
    refunds = [entry for entry in till.ledger.entries if entry.movement is Movement.REFUND]
    for entry in reversed(refunds):
        excess = -sum(work_of(each) for each in till.ledger.entries)
        if excess <= 0:
            return
        due = Return(at=entry.at, problem=entry.problem, triggers=())
        undo(till, due, amount=excess, key=next_key(till, due), citation=None)


def next_key(till: Till, due: Return) -> str:
    """The key of the next movement at an instant, for a problem."""
    count = 1 + sum(1 for _ in refunds_at(till, due))
    return refund_key(due.problem, on=stamp_of(due.at), count=count)


def undo(till: Till, due: Return, *, amount: int, key: str, citation: Citation | None) -> int:
    """Records that credits which had come back for work are gone, because the work itself was taken back.

    They go first from where more has come back than work took: what the work gave back itself came back twice there.
    """
    left = amount
    gone: dict[str, int] = {}
    came = come_to(refunds_at(till, due))
    for most in (beyond_what_was_taken(till), came):
        for account, gained in came.items():
            went = gone.get(account, 0)
            taken = min(most.get(account, 0), gained - went, left, till.ledger.held_by(account) - went)
            if taken > 0:
                gone[account] = went + taken
                left -= taken
    total = amount - left
    if total == 0:
        return 0
    postings = (*(Posting(account, -taken) for account, taken in gone.items()), Posting(WORK, total))
    entry = Entry(at=due.at, movement=Movement.REFUND, postings=postings, problem=due.problem, key=key)
    till.came_back -= total
    till.record(entry, work=None, citation=citation)
    return total


def come_to(entries: Iterable[Entry]) -> dict[str, int]:
    """What each place of credits gained by entries of work and refunds."""
    gained: dict[str, int] = {}
    for entry in entries:
        for posting in entry.postings:
            if posting.account != WORK:
                gained[posting.account] = gained.get(posting.account, 0) + posting.credits
    return gained


def beyond_what_was_taken(till: Till) -> dict[str, int]:
    """The places that have more back than work of the ticket took from them, and by how much."""
    moved = (entry for entry in till.ledger.entries if entry.movement in {*OF_WORK, Movement.REFUND})
    return {account: gained for account, gained in come_to(moved).items() if gained > 0}
