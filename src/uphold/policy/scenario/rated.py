"""Rated work: each interval cut at every boundary that matters, and the row that rates each part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from uphold.policy.charges.pieces import PER_DAY, Piece
from uphold.policy.charges.prices import price_in
from uphold.policy.charges.segments import cut
from uphold.policy.charges.tariff import per_of
from uphold.policy.clocks.events import Event, Happening
from uphold.policy.decide.alternatives import decide_or_wait
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.decision import Decision
from uphold.policy.decide.rule import Rule
from uphold.policy.decide.terms import CreditRate, Money, Rate, Unsaid
from uphold.policy.scenario.case import Work
from uphold.policy.scenario.cells import is_yes
from uphold.policy.scenario.derive import with_fault
from uphold.policy.scenario.matter import Matter
from uphold.policy.scenario.story import NOTHING, Story
from uphold.policy.scenario.taking import with_choice
from uphold.policy.time.instants import Span
from uphold.policy.time.local import instant_at

RECORDED, MISSING = "recorded", "missing"
CHARGE = "charge"
ON_HOURS = frozenset({"hours", "contact made in"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated:
    """A part of a work interval and what was decided about it.

    `consent`: recorded or missing where the row needs it, else None. `price` is the one agreed where the row leaves it
    to that, None while nobody has named it. `purse` counts the purchases of credits before
    it, and the lots that began or ended; `on` is its day where days are counted. Parts on both sides of one of these
    are not joined.
    """

    span: Span
    work: Work
    entry: int
    decision: Decision
    consent: str | None
    purse: int
    on: date | None
    price: Rate | None = None

    @property
    def rule(self) -> Rule | None:
        """The row that decides; None while it is open and where no row speaks."""
        return self.decision.rule

    def is_alike(self, other: Rated) -> bool:
        """Whether nothing that matters changed between two neighbouring parts of one interval."""
        return (
            self.entry == other.entry
            and self.span.ends_at == other.span.starts_at
            and self.rows == other.rows
            and (self.consent, self.price) == (other.consent, other.price)
            and (self.purse, self.on) == (other.purse, other.on)
        )

    @property
    def rows(self) -> tuple[int, ...]:
        """The row, or the rows of an open decision, told apart as objects."""
        alternatives = self.decision.alternatives
        return tuple(id(each.decision.rule) for each in alternatives) or (id(self.rule),)


def rated_work(
    story: Story,
    *,
    supposed: Mapping[str, FactValue] = NOTHING,
    changed: Mapping[str, FactValue] = NOTHING,
    lot_edges: frozenset[datetime] = frozenset(),
) -> tuple[Rated, ...]:
    """All work up to the question in rated parts, in the order of the work lines.

    `supposed` stand in for findings that are not there yet; `changed` wins over everything that is known. `lot_edges`
    are the instants at which lots of credits begin and end.
    """
    rated: list[Rated] = []
    edges = edges_of(story) | lot_edges
    for entry, work in enumerate(story.matter.case.work):
        ends_at = min(work.ended_at, story.matter.at)
        for part in parts_of(story, Span(work.started_at, max(ends_at, work.started_at)), edges=edges):
            found = rate(story, part, work=work, entry=entry, supposed=supposed, changed=changed)
            found = replace(found, purse=found.purse + sum(edge <= part.starts_at for edge in lot_edges))
            if rated and rated[-1].is_alike(found):
                rated[-1] = replace(rated[-1], span=Span(rated[-1].span.starts_at, part.ends_at))
            else:
                rated.append(found)
    return tuple(rated)


def rate(
    story: Story,
    part: Span,
    *,
    work: Work,
    entry: int,
    supposed: Mapping[str, FactValue] = NOTHING,
    changed: Mapping[str, FactValue] = NOTHING,
) -> Rated:
    """The decision about one part, by the facts as they stood in its first second."""
    matter = story.matter
    facts = story.facts_of_work(
        part.starts_at, problem=work.problem, stated={**work.facts, **changed}, supposed=supposed
    )
    decision = decide_or_wait(
        matter.rules("charge"),
        facts=facts,
        domain=matter.found_later,
        derive=lambda known: with_fault(matter, known),
    )
    decision = with_choice(story, decision, facts=facts, at=part.starts_at)
    bought = sum(event.at <= part.starts_at for event in matter.happened(Happening.BOUGHT))
    return Rated(
        span=part,
        work=work,
        entry=entry,
        decision=decision,
        consent=consent_of(matter, decision.rule, at=part.starts_at),
        purse=bought,
        on=matter.day_of(part.starts_at) if counts_days(matter) else None,
        price=agreed_price(matter, at=part.starts_at, problem=work.problem)
        if is_as_agreed(decision.rule)
        else None,
    )


def edges_of(story: Story) -> frozenset[datetime]:
    """The instants of the case at which a rate may change: every event."""
    return frozenset((*(moment.at for moment in story.moments), *(event.at for event in story.matter.events)))


def parts_of(story: Story, span: Span, *, edges: frozenset[datetime]) -> tuple[Span, ...]:
    """A work interval cut at events, at openings and closings, at appointments, and at midnight if days are counted."""
    matter = story.matter
    rules = matter.rules("charge")
    asked = {name for rule in rules for name, _ in rule.conditions}
    within = {edge for edge in edges if span.starts_at < edge < span.ends_at}
    within |= {appointment.wanted_at for appointment in story.appointments}
    if asked & ON_HOURS:
        for calendar in matter.calendars.values():
            within.update(calendar.boundaries(span.starts_at, span.ends_at))
    if "days past due" in asked or "planned" in asked or counts_days(matter):
        within.update(midnights(matter, span))
    return cut(span, edges=within)


def counts_days(matter: Matter) -> bool:
    """Whether a row counts its minimum or its rate by the day."""
    rules = matter.rules("charge")
    rates = (rule.terms.get("rate") for rule in rules)
    flat = any(isinstance(rate, Rate | CreditRate) and rate.per == PER_DAY for rate in rates)
    return flat or any(per_of(rule) == PER_DAY for rule in rules)


def midnights(matter: Matter, span: Span) -> Iterator[datetime]:
    """The beginnings of days within a stretch, by the agreement's clock."""
    on, last_on = matter.day_of(span.starts_at), matter.day_of(span.ends_at)
    while on < last_on:
        on += timedelta(days=1)
        yield instant_at(on, time(), zone=matter.agreement.timezone)


def consent_of(matter: Matter, rule: Rule | None, *, at: datetime) -> str | None:
    """Whether a consent that the row needs was recorded before the minute; None where it needs none."""
    if rule is None or not is_yes(rule.terms.get("consent")):
        return None
    is_recorded = any(event.at <= at for event in matter.happened(Happening.AGREED))
    return RECORDED if is_recorded else MISSING


def piece_of(story: Story, rated: Rated) -> Piece:
    """The part as it is billed: at the rate of its row, or at the price agreed; without consent it costs nothing."""
    return Piece(
        span=rated.span,
        rule=rated.rule,
        rate=rate_of(story.matter, rated),
        entry=rated.entry,
        problem=rated.work.problem,
        on=story.matter.day_of(rated.span.starts_at),
        counts=counts_of(story.matter, rated.work),
    )


def counts_of(matter: Matter, work: Work) -> dict[str, Decimal]:
    """What was counted on a work line: its numbers, by the fact's name and unit, each in singular and plural."""
    counted: dict[str, Decimal] = {}
    for name, value in work.facts.items():
        if isinstance(value, Decimal):
            words = (name, matter.agreement.facts[name].unit)
            counted |= {form: value for word in words for form in (word, word.removesuffix("s"))}
    return counted


def rate_of(matter: Matter, rated: Rated) -> Rate | CreditRate | None:
    """What a minute of the part costs; None for nothing, and for a price that nobody has named."""
    rule = rated.rule
    if rule is None or rated.consent == MISSING:
        return None
    term = rule.terms.get("rate")
    if term is None and "plus" in rule.terms:
        return Rate(Money(Decimal(0), matter.agreement.currency), "minute")
    if term is Unsaid.AS_AGREED:
        return rated.price
    if isinstance(term, CreditRate) and is_waived(matter):
        return None
    return term if isinstance(term, Rate | CreditRate) else None


def is_waived(matter: Matter) -> bool:
    """Whether a person let the charge of the ticket go; credits are then not taken either."""
    return any(event.metric == CHARGE for event in matter.happened(Happening.WAIVED))


def is_as_agreed(rule: Rule | None) -> bool:
    """Whether a row leaves its price to an agreement of the people."""
    return rule is not None and rule.terms.get("rate") is Unsaid.AS_AGREED


def agreed_price(matter: Matter, *, at: datetime, problem: str | None = None) -> Rate | None:
    """The price last agreed before an instant; where none was, the first that was named after it; else None.

    A price that is named after the work holds for the work before it and from then on; one for a problem for that
    alone. What is named later still changes nothing of work that has its price.
    """
    agreed = [event for event in matter.happened(Happening.AGREED) if event.price]
    named = [event for event in matter.happened(Happening.PRICED) if event.problem in {None, problem}]
    before = sorted((event for event in (*agreed, *named) if event.at <= at), key=lambda event: event.at)
    last = price_of_event(matter, before[-1]) if before else None
    if last is not None:
        return last
    after = (event for event in named if event.at > at)
    return next((price for price in (price_of_event(matter, event) for event in after) if price), None)


def price_of_event(matter: Matter, event: Event) -> Rate | None:
    """The price that was agreed or named; None where its words name none."""
    return price_in(event.price or "", currency=matter.agreement.currency)
