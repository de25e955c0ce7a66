"""Promises: the terms of a Target row as a clock counts them."""

from __future__ import annotations

from uphold.policy.clocks.terms import Budget, BusinessDays, EndOfDay, NoInstant, TargetTerms, Within
from uphold.policy.decide.rule import Rule
from uphold.policy.decide.terms import AsSoonAsPossible, Duration, EndOfBusinessDay, Share, Term, Unit
from uphold.policy.scenario.cells import name_in
from uphold.policy.scenario.instants import SECONDS, calendar_of
from uphold.policy.scenario.matter import ALWAYS, Matter
from uphold.policy.time.calendar import Calendar

DAYS_OF = {Unit.MONTH: 30, Unit.YEAR: 365}
"""A promise in months is counted in days, as nobody says which month it begins in."""


def terms_of(matter: Matter, rule: Rule | None) -> TargetTerms | None:
    """The budget, calendar and commitment of a row; None where it promises nothing."""
    within = rule.terms.get("within") if rule else None
    if rule is None or not isinstance(within, Duration | EndOfBusinessDay | AsSoonAsPossible):
        return None
    calendar = calendar_for(matter, rule, within)
    if calendar is None:
        return None
    budget = budget_of(within)
    return TargetTerms(
        budget=budget,
        calendar=calendar,
        commitment=commitment_of(rule, within),
        warn_seconds=warn_seconds(rule.terms.get("warn at"), budget=budget),
    )


def calendar_for(matter: Matter, rule: Rule, within: Term) -> Calendar | None:
    """The calendar a promise is counted on; None where it needs business hours and none are named."""
    clock = name_in(rule.terms.get("clock"))
    if isinstance(within, Duration):
        return calendar_of(matter, within, clock=clock)
    if isinstance(within, EndOfBusinessDay):
        return matter.business_calendar or (matter.calendar(clock) if clock not in {None, ALWAYS} else None)
    return matter.calendar(clock)


def clock_name(matter: Matter, rule: Rule | None) -> str | None:
    """The name of the Hours that a promise is counted on, `always` around the clock; None without a promise."""
    within = rule.terms.get("within") if rule else None
    if rule is None or not isinstance(within, Duration | EndOfBusinessDay | AsSoonAsPossible):
        return None
    clock = name_in(rule.terms.get("clock"))
    if isinstance(within, Duration) and within.hours is not None:
        return within.hours
    is_business = isinstance(within, EndOfBusinessDay) or (
        isinstance(within, Duration) and within.unit in {Unit.BUSINESS_HOUR, Unit.BUSINESS_DAY}
    )
    return (name_in(matter.setting("business hours")) if is_business else None) or clock or ALWAYS


def budget_of(within: Duration | EndOfBusinessDay | AsSoonAsPossible) -> Budget:
    """How much time a promise grants."""
    if isinstance(within, AsSoonAsPossible):
        return NoInstant()
    if isinstance(within, EndOfBusinessDay):
        return EndOfDay(within.days_ahead)
    if within.unit is Unit.BUSINESS_DAY:
        return BusinessDays(int(within.count))
    unit_seconds = SECONDS.get(within.unit) or DAYS_OF[within.unit] * SECONDS[Unit.DAY]
    return Within(int(within.count * unit_seconds))


def commitment_of(rule: Rule, within: Duration | EndOfBusinessDay | AsSoonAsPossible) -> str:
    """How strongly a promise is meant: what the row says, else what the time itself says, else a target."""
    if within.is_best_effort:
        return "best effort"
    if within.is_as_agreed:
        return "as agreed"
    return name_in(rule.terms.get("commitment")) or "target"


def warn_seconds(term: Term | None, *, budget: Budget) -> int | None:
    """Open seconds before it is due at which a warning is wanted: `80 %` of the time used, or `30 minutes` before."""
    if isinstance(term, Duration):
        return int(term.count * SECONDS.get(term.unit, 0)) or None
    if isinstance(term, Share) and isinstance(budget, Within):
        return int(budget.seconds * (100 - term.percent) / 100)
    return None
