"""Quotes: what a minute of work costs now, what at the next opening, and what hangs on a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.decision import Decision
from uphold.policy.decide.rule import Citation, Rule
from uphold.policy.decide.terms import CreditRate, Duration, Free, Money, Rate, Unsaid
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.answer import Option
from uphold.policy.scenario.case import Case, Work
from uphold.policy.scenario.cells import name_in, one
from uphold.policy.scenario.charge import is_consistent
from uphold.policy.scenario.matter import matter_of
from uphold.policy.scenario.rated import Rated, agreed_price, consent_of, is_as_agreed, rate, rated_work
from uphold.policy.scenario.ruling import option_of
from uphold.policy.scenario.story import NOTHING, Story
from uphold.policy.scenario.taking import taking_of
from uphold.policy.scenario.telling import tell
from uphold.policy.scenario.used import NOTHING_USED, Used, used_before
from uphold.policy.time.instants import SECOND, Span
from uphold.policy.time.timeline import NeverOpens

MINUTE = 60 * SECOND


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a minute costs by one row. `found` are the findings under which it does, none where nothing is open.

    `rate` is money or credits, None for nothing: because it is `is_free`, or because it is left to an agreement that
    nobody has made (`is_as_agreed`), or because no row speaks (no citation). `minimum` as the row states it. `consent`
    is recorded or missing where the row needs it; while it is missing the minute would be free. `said` as in a ruling.
    `used` is what other work has taken of the row's minimum and increments already.
    """

    found: tuple[Mapping[str, str], ...]
    said: str
    rate: Rate | CreditRate | None
    minimum: Duration | Money | None
    is_free: bool
    is_as_agreed: bool
    consent: str | None
    citation: Citation | None
    used: Used = NOTHING_USED


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """The next opening of Hours that are closed now, and what a minute costs then."""

    hours: str
    is_business_hours: bool
    at: datetime
    prices: tuple[Price, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What a minute costs: `now` one price, or one a row while it waits for the facts `open_on`.

    `later` are the openings at which it costs otherwise, and that of business hours in any case, the nearest first.
    `options` are the Charge rows that a person may choose.
    """

    at: datetime
    now: tuple[Price, ...]
    open_on: tuple[str, ...]
    later: tuple[Opening, ...]
    options: tuple[Option, ...]


def prices(
    agreement: Agreement,
    case: Case,
    *,
    at: datetime,
    problem: str | None = None,
    facts: Mapping[str, FactValue] = NOTHING,
    known_at: datetime | None = None,
) -> Prices:
    r"""What the minute of work that begins at an instant costs, by what is known then, or at `known_at`.

    `problem` is what it would be for, `facts` those of its work line (its request). `case.work` is what was worked
    already: what of the row's minimum it has used is told beside the price. Where business hours are not set, or never
    open, there is no opening of theirs.

    >>> from datetime import UTC
    >>> from uphold.policy.document import read
    >>> front = "agreement: small\ntitle: Small\nversion: 1\neffective: 2026-01-01\nprovider: We\ntimezone: UTC"
    >>> row = "| Charge | Rate |\n|---|---|\n| Metered | 1 credit per minute |"
    >>> small = read(f"---\n{front}\ncurrency: EUR\n---\n# Support\n\n{row}\n", path="small.md").agreement
    >>> noon = datetime(2026, 6, 9, 12, tzinfo=UTC)
    >>> [price.rate.per for price in prices(small, Case(opened_at=noon, at=noon), at=noon).now]
    ['minute']
    """
    story = tell(matter_of(agreement, case=replace(case, at=known_at or at)))
    work = Work(started_at=at, ended_at=at + MINUTE, problem=problem, facts=facts)
    worked = rated_work(story)
    rated = rated_at(story, work, at=at)
    now = prices_of(story, rated, worked=worked)
    return Prices(
        at=at,
        now=now,
        open_on=rated.decision.open_on,
        later=tuple(openings_of(story, work, now=now, worked=worked)),
        options=tuple(
            option_of(rule, is_taken=taking_of(story, rule, by=at) is not None)
            for rule in rated.decision.options
        ),
    )


def rated_at(story: Story, work: Work, *, at: datetime) -> Rated:
    """The minute that begins at an instant."""
    moved = replace(work, started_at=at, ended_at=at + MINUTE)
    return rate(story, Span(at, at + MINUTE), work=moved, entry=len(story.matter.case.work))


def prices_of(story: Story, rated: Rated, *, worked: Sequence[Rated]) -> tuple[Price, ...]:
    """The price by the row that decides, or by each row that a finding would bring, those that cost something first."""
    if not rated.decision.is_open:
        used = used_before(story, rated, worked=worked, supposed=NOTHING)
        return (price_of(story, rated.decision, minute=rated, found=(), used=used),)
    rows: dict[int, list[Mapping[str, str]]] = {}
    decisions: dict[int, Decision] = {}
    for alternative in rated.decision.alternatives:
        if is_consistent(story, alternative.facts):
            row = id(alternative.decision.rule)
            decisions[row] = alternative.decision
            rows.setdefault(row, []).append(alternative.facts)
    found = []
    for row, facts in rows.items():
        supposed = {name: one(value) for name, value in facts[0].items()}
        used = used_before(story, rated, worked=worked, supposed=supposed)
        found.append(price_of(story, decisions[row], minute=rated, found=tuple(facts), used=used))
    return tuple(sorted(found, key=lambda price: price.rate is None))


def price_of(
    story: Story, decision: Decision, *, minute: Rated, found: tuple[Mapping[str, str], ...], used: Used
) -> Price:
    """What one decision asks for a minute."""
    rule, at = decision.rule, minute.span.starts_at
    term = rule.terms.get("rate") if rule is not None else None
    agreed = agreed_price(story.matter, at=at, problem=minute.work.problem) if is_as_agreed(rule) else None
    return Price(
        found=found,
        said="not said" if term is Unsaid.NOT_SAID else decision.said,
        rate=term if isinstance(term, Rate | CreditRate) else agreed,
        minimum=minimum_of(rule),
        is_free=isinstance(term, Free) or term is Unsaid.NONE,
        is_as_agreed=term is Unsaid.AS_AGREED,
        consent=consent_of(story.matter, rule, at=at),
        citation=rule.citation if rule is not None else None,
        used=used,
    )


def minimum_of(rule: Rule | None) -> Duration | Money | None:
    """The minimum of a row."""
    term = rule.terms.get("minimum") if rule is not None else None
    return term if isinstance(term, Duration | Money) else None


def openings_of(
    story: Story, work: Work, *, now: tuple[Price, ...], worked: Sequence[Rated]
) -> Iterator[Opening]:
    """The next openings of what is closed: of business hours, and of all others where a minute costs otherwise."""
    at, business = work.started_at, name_in(story.matter.setting("business hours"))
    found: list[Opening] = []
    for name, calendar in story.matter.calendars.items():
        if calendar.is_open(at):
            continue
        try:
            opens_at = calendar.next_opening(at)
        except NeverOpens:
            continue
        later = prices_of(story, rated_at(story, work, at=opens_at), worked=worked)
        if name == business or later != now:
            is_business = name == business
            found.append(Opening(hours=name, is_business_hours=is_business, at=opens_at, prices=later))
    yield from sorted(found, key=lambda opening: (opening.at, not opening.is_business_hours))
