"""The charge: what the work of a case comes to, or what it would come to for each value of a fact not yet found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from uphold.policy.charges.pieces import tariff_of
from uphold.policy.charges.rating import rounded_amount
from uphold.policy.scenario.answer import ChargeAnswer, ChargeLine, Possibility, Ruling
from uphold.policy.scenario.billed import Account, account_of, is_unpriced, main_part
from uphold.policy.scenario.cells import amount_of, name_in, one
from uphold.policy.scenario.nearer import nearer_charges
from uphold.policy.scenario.rated import MISSING, Rated, is_waived
from uphold.policy.scenario.ruling import UNSAID, option_of, ruling_of
from uphold.policy.scenario.story import Story
from uphold.policy.scenario.taking import taking_of
from uphold.policy.time.instants import SECOND, Span

NONE, PENDING, DUE, WAIVED = "none", "pending", "due", "waived"
MOST_POSSIBILITIES = 64
"""More values of facts than this are not laid out: nobody reads them."""


def charge_answer(story: Story, account: Account) -> ChargeAnswer:
    """The charge at the moment of the question."""
    state = state_of(story, account)
    is_known = state != PENDING
    return ChargeAnswer(
        state=state,
        amount=None if not is_known else Decimal("0.00") if state == WAIVED else account.bill.amount,
        currency=story.matter.agreement.currency,
        lines=tuple(line for place in range(len(account.rated)) for line in lines_of(account, place)),
        minimum_seconds=account.bill.minimum_seconds if is_known else None,
        consent=consent_of(account),
        ruling=ruling_for(story, account),
    )


def state_of(story: Story, account: Account) -> str:
    """None, pending on a fact or a price, due, or waived by a person."""
    if is_waived(story.matter):
        return WAIVED
    if account.open is not None or account.unpriced is not None:
        return PENDING
    return DUE if account.bill.amount > 0 or account.credits > 0 else NONE


def ruling_for(story: Story, account: Account) -> Ruling:
    """The row that charges; where none does the row that lets go; where it is open, what each finding would bring."""
    opened = account.open
    if opened is not None:
        return ruling_of(opened.decision, possibilities=possibilities_of(story, supposed={}, account=account))
    main = main_part(account)
    if main is None:
        return UNSAID
    options = (
        option_of(rule, is_taken=taking_of(story, rule, by=story.matter.at) is not None)
        for rule in main.decision.options
    )
    return ruling_of(
        main.decision,
        outcome=main.rule.terms.get("rate") if main.rule else None,
        options=options,
        nearer=nearer_charges(story, account),
    )


def possibilities_of(story: Story, *, supposed: Mapping[str, str], account: Account) -> Iterator[Possibility]:
    """What everything would come to under each value of the facts that are not found yet."""
    opened = account.open
    if opened is None:
        yield possibility(account, supposed=supposed)
        return
    for alternative in opened.decision.alternatives[:MOST_POSSIBILITIES]:
        facts = {**supposed, **alternative.facts}
        if not is_consistent(story, facts):
            continue
        stated = {name: one(value) for name, value in facts.items()}
        yield from possibilities_of(story, supposed=facts, account=account_of(story, supposed=stated))


def is_consistent(story: Story, facts: Mapping[str, str]) -> bool:
    """Whether a supposed cause has the supposed fault."""
    cause, fault = facts.get("cause"), facts.get("fault")
    entry = story.matter.entry("cause", cause) if cause is not None and fault is not None else None
    return entry is None or name_in(entry.cells.get("fault")) in {None, fault}


def possibility(account: Account, *, supposed: Mapping[str, str]) -> Possibility:
    """The charge under findings that are supposed."""
    main = main_part(account)
    is_unpriced = account.unpriced is not None
    state = PENDING if is_unpriced else DUE if account.bill.amount > 0 or account.credits > 0 else NONE
    outcome: dict[str, object] = {
        "state": state,
        "amount": None if is_unpriced else amount_of(account.bill.amount),
        "minimum_seconds": account.bill.minimum_seconds,
        "credits": account.credits,
    }
    citation = main.rule.citation if main is not None and main.rule is not None else None
    return Possibility(facts=supposed, outcome=outcome, citation=citation)


def lines_of(account: Account, place: int) -> Iterator[ChargeLine]:
    """The line of a part; two where the credits ended within it."""
    rated, piece = account.rated[place], account.pieces[place]
    draw = account.purse.draws.get(place)
    if draw is None:
        yield line_of(rated, rated.span, amount=money_of(account, place), credits_drawn=0)
        return
    paid_until = piece.span.starts_at + draw.paid_seconds * SECOND
    for span, taken in (
        (Span(piece.span.starts_at, paid_until), draw.credits),
        (Span(paid_until, piece.span.ends_at), 0),
    ):
        if span.starts_at < span.ends_at:
            yield line_of(rated, span, amount=Decimal("0.00"), credits_drawn=taken)


def line_of(rated: Rated, span: Span, *, amount: Decimal | None, credits_drawn: int) -> ChargeLine:
    """One line."""
    rule = rated.rule
    return ChargeLine(
        starts_at=span.starts_at,
        ends_at=span.ends_at,
        seconds=span.seconds,
        citation=rule.citation if rule else None,
        amount=amount,
        credits=credits_drawn if amount is not None else None,
        tariff=tariff_of(rule) if rule else None,
    )


def money_of(account: Account, place: int) -> Decimal | None:
    """The money of a line before minimums; None while it is open."""
    rated, piece = account.rated[place], account.pieces[place]
    if rated.decision.is_open or is_unpriced(rated, piece):
        return None
    return rounded_amount(piece)


def consent_of(account: Account) -> str | None:
    """Missing if any part lacks it, recorded if any needed it."""
    states = [rated.consent for rated in account.rated if rated.consent is not None]
    return MISSING if MISSING in states else states[0] if states else None
