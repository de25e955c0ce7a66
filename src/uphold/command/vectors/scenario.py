"""Scenarios of the facts: a ticket's events told to our clocks under the policy that the facts assume.

That policy differs from our defaults, so it is stated here: a pause stops every metric unless `pause_affects`
names some; next response and update are one clock, which runs from the opening too; a clock is breached when
it used more than its target; new hours apply from creation.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from uphold.command.vectors.fact import Fact
from uphold.policy.clocks.clock import Pause, Reading, due_at, joined_pauses
from uphold.policy.clocks.cycles import Metric, fold_clock, worst
from uphold.policy.clocks.events import Event, Happening
from uphold.policy.clocks.terms import Budget, BusinessDays, Promise, TargetTerms, Within
from uphold.policy.time.calendar import Calendar

METRICS = ("first_response", "next_response", "update", "resolution")
EVENTS = {
    "customer_reply": (Happening.WROTE, "customer"),
    "agent_reply": (Happening.ANSWERED, "agent"),
    "closed": (Happening.RESOLVED, "agent"),
    "reopened": (Happening.REOPENED, "agent"),
}
OTHER_EVENTS = ("created", "paused", "resumed", "targets_changed", "calendar_changed", "sla_removed")
UPDATE_CLOCKS = ("next_response", "last_agent_reply")
POLICIES = ("pause_affects", "pause_excludes_time", "update_clock", "closed_excludes_time", "pause_clock")


@dataclass(frozen=True, slots=True)
class Moment:
    """A ticket at the instant of a check: what had happened, and the policy of the record."""

    fact: Fact
    at: datetime
    told: Sequence[tuple[datetime, Mapping[str, Any]]]
    policy: Mapping[str, Any]

    def first(self, *types: str) -> tuple[datetime, Mapping[str, Any]] | None:
        return next(((at, event) for at, event in self.told if event["type"] in types), None)

    @property
    def calendar(self) -> Calendar:
        changes = [event for _, event in self.told if event["type"] == "calendar_changed"]
        return self.fact.calendar(changes[-1]["weekly"] if changes else None)

    @property
    def pauses(self) -> list[Pause]:
        """Every wait for the customer, until it is resumed or closed; told twice, the first start counts."""
        waits: list[Pause] = []
        since: datetime | None = None
        for at, event in self.told:
            if event["type"] == "paused":
                since = since or at
            elif event["type"] in {"resumed", "closed"} and since is not None:
                waits.append(Pause(since, at))
                since = None
        return [*waits, Pause(since, None)] if since is not None else waits


def judge_scenario(fact: Fact) -> Iterator[tuple[str, str, str]]:
    """Where the checks of a scenario differ: what was asked, expected, ours. Raises Unreadable."""
    policy = _policy(fact)
    told = [(fact.read_instant(event.get("at"), key="at"), event) for event in _objects(fact, "events")]
    for event_type in [str(event.get("type")) for _, event in told]:
        if event_type not in EVENTS and event_type not in OTHER_EVENTS:
            raise fact.unreadable(f"event {event_type!r} is not known")
    if not any(event["type"] == "created" for _, event in told):
        raise fact.unreadable("no event 'created'")
    for check in _objects(fact, "checks"):
        at = fact.read_instant(check.get("at"), key="at")
        moment = Moment(fact, at, [(when, event) for when, event in told if when <= at], policy)
        for key in check:
            if key == "at":
                continue
            expected = check[key]
            if key.endswith("_due") and expected is not None:
                expected = fact.read_instant(expected, key=key)
            ours = _answer(moment, key)
            if ours != expected:
                yield f"{key} at {check['at']}", str(expected), str(ours)


def _answer(moment: Moment, key: str) -> object:
    if key == "paused_seconds":
        joined = joined_pauses(moment.pauses, started_at=moment.told[0][0], now=moment.at)
        calendar = moment.calendar
        return sum(calendar.open_seconds(pause.starts_at, pause.ends_at or moment.at) for pause in joined)
    metric = next((name for name in METRICS if key.startswith(f"{name}_")), None)
    asked = key.removeprefix(f"{metric}_")
    if metric is None or asked not in {"due", "seconds", "remaining_seconds", "worst_seconds", "breached"}:
        raise moment.fact.unreadable(f"check {key!r} is not known")
    readings = _readings(moment, metric)
    if asked == "worst_seconds":
        longest = worst([reading for reading in readings if reading.ended_at is not None])
        return longest.used_seconds if longest else None
    reading = readings[-1] if readings else None
    if asked == "due":
        return _due(moment, metric, reading)
    if reading is None:
        return None
    if asked == "breached":
        return _is_breached(reading)
    return reading.used_seconds if asked == "seconds" else reading.remaining_seconds


def _is_breached(reading: Reading) -> bool:
    remaining = reading.remaining_seconds
    return reading.breached_at is not None if remaining is None else remaining < 0


def _due(moment: Moment, metric: str, reading: Reading | None) -> datetime | None:
    """Shown while the clock runs, and under the terms in force also when earlier ones were missed."""
    pauses = moment.pauses if metric in moment.policy["pause_affects"] else []
    is_paused = any(pause.ends_at is None for pause in pauses)
    if reading is None or reading.ended_at is not None or is_paused:
        return None
    held = [promise.terms for promise in reading.run.promises if promise.from_at <= moment.at]
    joined = joined_pauses(reading.run.pauses, started_at=reading.run.started_at, now=moment.at)
    return due_at(held[-1] if held else None, started_at=reading.run.started_at, pauses=joined)


def _readings(moment: Moment, metric: str) -> tuple[Reading, ...]:
    created = moment.first("created")
    if created is None:
        return ()
    created_at, opening = created
    is_by_customer = opening.get("by", "customer") == "customer"
    if metric == "first_response" and not is_by_customer:
        return ()
    is_since_agent = metric == "update" and moment.policy["update_clock"] == "last_agent_reply"
    clock = Metric.UPDATE if is_since_agent else Metric.NEXT_RESPONSE
    counts = metric in moment.policy["pause_affects"] and moment.policy["pause_excludes_time"]
    events = [
        Event(at=at, what=EVENTS[event["type"]][0], by=EVENTS[event["type"]][1])
        for at, event in moment.told
        if event["type"] in EVENTS
    ]
    if not is_by_customer:
        events.insert(0, Event(at=created_at, what=Happening.ANSWERED))
    return fold_clock(
        {"first_response": Metric.FIRST_RESPONSE, "resolution": Metric.RESOLUTION}.get(metric, clock),
        started_at=created_at,
        events=events,
        promises=_promises(moment, metric),
        pauses=moment.pauses if counts else (),
        at=moment.at,
        is_opening_a_message=is_by_customer,
    )


def _promises(moment: Moment, metric: str) -> list[Promise]:
    calendar = moment.calendar
    promises: list[Promise] = []
    for at, event in moment.told:
        if event["type"] not in {"created", "targets_changed", "sla_removed"}:
            continue
        stated = {} if event["type"] == "sla_removed" else moment.fact.record
        stated = event if event["type"] == "targets_changed" else stated
        budget = _budget(moment.fact, stated, metric)
        promises.append(Promise(at, TargetTerms(budget=budget, calendar=calendar) if budget else None))
    return promises


def _budget(fact: Fact, stated: Mapping[str, Any], metric: str) -> Budget | None:
    minutes = (stated.get("targets_minutes") or {}).get(metric)
    days = (stated.get("targets_business_days") or {}).get(metric)
    try:
        return Within(minutes * 60) if minutes else BusinessDays(days) if days else None
    except (TypeError, ValueError) as error:
        raise fact.unreadable(f"the target of {metric} cannot be read: {error}") from error


def _policy(fact: Fact) -> Mapping[str, Any]:
    stated = fact.record.get("policy") or {}
    if not isinstance(stated, dict) or not set(stated) <= set(POLICIES):
        raise fact.unreadable(f"'policy' is not known: {stated!r}")
    policy = {
        "pause_affects": METRICS,
        "pause_excludes_time": True,
        "update_clock": "next_response",
        "closed_excludes_time": True,
        "pause_clock": "business",
    } | stated
    is_ours = policy["closed_excludes_time"] is True and policy["pause_clock"] == "business"
    if policy["update_clock"] not in UPDATE_CLOCKS or not is_ours:
        raise fact.unreadable(f"this policy cannot be followed: {stated!r}")
    return policy


def _objects(fact: Fact, key: str) -> list[Mapping[str, Any]]:
    values = fact.part(key)
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise fact.unreadable(f"'{key}' is not a list of objects")
    return values
