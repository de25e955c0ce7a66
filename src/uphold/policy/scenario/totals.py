"""Totals: what metered work comes to so far, one charge for each tariff, unit and problem."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from uphold.policy.charges.metering import exact_credits
from uphold.policy.charges.pieces import Piece
from uphold.policy.charges.rating import NOTHING
from uphold.policy.charges.rounding import UP_TO_THE_CREDIT
from uphold.policy.charges.shares import apportion, exact_shares
from uphold.policy.charges.tariff import terms_of
from uphold.policy.decide.rule import Rule
from uphold.policy.decide.terms import CreditRate, Rate, Unsaid
from uphold.policy.scenario.cells import words_of
from uphold.policy.scenario.matter import Matter
from uphold.policy.scenario.metered import MeteredCharge
from uphold.policy.scenario.pricing import price_in_words
from uphold.policy.scenario.rated import MISSING, RECORDED, is_waived
from uphold.policy.scenario.segments import Segment
from uphold.policy.scenario.till import Till
from uphold.policy.time.instants import SECOND, Span

Key = tuple[str, str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A segment that counts: the seconds paid for, those accounted for it, and its exact share of the bill."""

    segment: Segment
    paid_seconds: int
    accounted_seconds: int
    share: Fraction


def charges_of(matter: Matter, lines: Sequence[Line], *, till: Till) -> tuple[MeteredCharge, ...]:
    """One charge a tariff, unit and problem, in the order of the work; the amounts sum to the rounded bill."""
    groups: dict[Key, list[Line]] = {}
    for line in lines:
        segment = line.segment
        groups.setdefault((segment.tariff, segment.unit, segment.work.problem), []).append(line)
    exact = [sum((line.share for line in group), NOTHING) for group in groups.values()]
    amounts = apportion(exact, rounding=matter.money_rounding)
    return tuple(
        charge_of(matter, group, amount=amount, till=till)
        for group, amount in zip(groups.values(), amounts, strict=True)
    )


def charge_of(matter: Matter, lines: Sequence[Line], *, amount: Decimal, till: Till) -> MeteredCharge:
    """The charge of the segments of one key; the last that costs something speaks for it."""
    costing = [line.segment for line in lines if line.segment.piece.rate is not None]
    last = max(costing or [line.segment for line in lines], key=lambda segment: segment.piece.span.ends_at)
    rule = last.piece.rule
    keys = {line.segment.key: line.segment.group for line in lines}
    consents = {line.segment.rated.consent for line in lines} - {None}
    return MeteredCharge(
        tariff=last.tariff,
        unit=last.unit,
        per=last.per,
        problem=last.work.problem,
        worked_on=max(line.segment.piece.on for line in lines),
        citation=rule.citation if rule is not None else None,
        price=price_words(last),
        consent=RECORDED if RECORDED in consents else MISSING if MISSING in consents else None,
        amount=amount,
        credits=sum(till.taken_by(key, group=group) for key, group in keys.items()),
        actual_seconds=sum(line.segment.piece.span.seconds for line in lines),
        accounted_seconds=sum(line.accounted_seconds for line in lines),
        is_waived=is_waived(matter) and rule is not None and would_cost(rule),
    )


def lines_of(segments: Mapping[int, Segment], *, till: Till) -> tuple[Line, ...]:
    """The segments that count, each with its part of what its group comes to."""
    paid = {place: paid_piece(segment, till=till, place=place) for place, segment in segments.items()}
    shares = exact_shares(tuple(paid.values()))
    accounted = accounted_seconds(segments, paid=paid)
    return tuple(
        Line(
            segment=segment,
            paid_seconds=paid[place].span.seconds,
            accounted_seconds=accounted[place],
            share=share,
        )
        for (place, segment), share in zip(segments.items(), shares, strict=True)
    )


def credits_of(segments: Mapping[int, Segment], *, till: Till) -> Mapping[int, int]:
    """The credits that each segment took: what an interval holds in a group, parted by what its segments demanded."""
    parted: dict[int, int] = {}
    groups: dict[tuple[str, str], list[int]] = {}
    for place, segment in segments.items():
        groups.setdefault((segment.key, segment.group), []).append(place)
    for (key, group), places in groups.items():
        weights = [exact_credits([paid_piece(segments[place], till=till, place=place)]) for place in places]
        whole, taken = sum(weights, NOTHING), till.taken_by(key, group=group)
        shares = [taken * weight / whole if whole else NOTHING for weight in weights]
        for place, share in zip(places, apportion(shares, rounding=UP_TO_THE_CREDIT), strict=True):
            parted[place] = int(share)
        parted[places[0]] += taken - sum(parted[place] for place in places)
    return parted


def paid_piece(segment: Segment, *, till: Till, place: int) -> Piece:
    """The piece as far as credits paid for it; all of it in money."""
    piece, seconds = segment.piece, till.paid_seconds.get(place)
    if seconds is None or seconds == piece.span.seconds:
        return piece
    span = Span(piece.span.starts_at, piece.span.starts_at + seconds * SECOND)
    return replace(piece, span=span)


def accounted_seconds(segments: Mapping[int, Segment], *, paid: Mapping[int, Piece]) -> Mapping[int, int]:
    """The seconds charged for each segment; what a minimum or rounding adds stands with the last work of its group.

    By the end of the work, not of what credits paid for: that is told from the beginning once the work is settled.
    """
    accounted = dict.fromkeys(segments, 0)
    groups: dict[str, list[int]] = {}
    for place, segment in segments.items():
        if segment.piece.rate is not None and paid[place].span.seconds:
            groups.setdefault(segment.group, []).append(place)
            accounted[place] = paid[place].span.seconds
    for places in groups.values():
        seconds = sum(accounted[place] for place in places)
        last = max(places, key=lambda place: segments[place].work.ended_at)
        accounted[last] += terms_of([paid[place] for place in places]).billed_seconds(seconds) - seconds
    return accounted


def price_words(segment: Segment) -> str | None:
    """The price in words: the one agreed where the row leaves it to that."""
    rule, rate = segment.piece.rule, segment.piece.rate
    if rule is None:
        return None
    if rule.terms.get("rate") is Unsaid.AS_AGREED and isinstance(rate, Rate):
        return words_of(rate)
    return price_in_words(rule)


def would_cost(rule: Rule) -> bool:
    """Whether work under a row costs something, unless it is let go."""
    rate = rule.terms.get("rate")
    return isinstance(rate, Rate | CreditRate) or rate is Unsaid.AS_AGREED or "plus" in rule.terms
