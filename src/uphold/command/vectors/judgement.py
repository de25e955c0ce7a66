"""Judgement of a fact: what our calendar says to the same question, beside what the record expects."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from uphold.command.vectors.fact import Fact
from uphold.command.vectors.scenario import judge_scenario
from uphold.policy.clocks.clock import Pause, due_at, joined_pauses, used_seconds
from uphold.policy.clocks.terms import TargetTerms, Within
from uphold.policy.time.days import nth_business_day
from uphold.policy.time.timeline import NeverOpens

NEVER = "never"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fact, and the differences: (what was asked, expected, ours). No difference is agreement."""

    fact: Fact
    differences: tuple[tuple[str, str, str], ...]

    @property
    def is_agreed(self) -> bool:
        return not self.differences


def judge(fact: Fact) -> Verdict:
    """Compares a fact with our calendar. Raises Unreadable."""
    if fact.fault:
        raise fact.unreadable(fact.fault)
    kind = str(fact.part("kind"))
    if kind == "sla_scenario":
        return Verdict(fact, tuple(judge_scenario(fact)))
    if kind not in ANSWERS:
        raise fact.unreadable(
            f"kind {kind!r} is not known; known are {', '.join((*ANSWERS, 'sla_scenario'))}"
        )
    expected = _expected(fact, kind)
    try:
        answer = ANSWERS[kind](fact)
        ours = NEVER if answer is None else answer
    except NeverOpens:
        ours = NEVER
    return Verdict(fact, () if ours == expected else ((kind, _shown(expected), _shown(ours)),))


def _expected(fact: Fact, kind: str) -> object:
    value = fact.part("expected")
    if value is None:
        return NEVER
    if kind == "open_at":
        return value
    if kind == "elapsed":
        return fact.whole("expected")
    if kind == "add_days":
        return _day_or_moment(fact, _local(fact, "expected"))
    return fact.instant("expected")


def _added(fact: Fact) -> object:
    start, seconds = fact.instant("start"), fact.whole("amount_seconds")
    pauses = _pauses(fact)
    if not pauses or seconds <= 0:
        return _moved(fact, seconds)
    terms = TargetTerms(budget=Within(seconds), calendar=fact.calendar())
    joined = joined_pauses(pauses, started_at=start, now=max(pause.ends_at or start for pause in pauses))
    return due_at(terms, started_at=start, pauses=joined)


def _moved(fact: Fact, seconds: int) -> datetime:
    """Policy of the facts: a negative amount is one to be taken back; ours refuses it."""
    calendar, start = fact.calendar(), fact.instant("start")
    return (
        calendar.add(start, seconds=seconds) if seconds >= 0 else calendar.subtract(start, seconds=-seconds)
    )


def _elapsed(fact: Fact) -> object:
    start, end = fact.instant("start"), fact.instant("end")
    if not _pauses(fact):
        return fact.calendar().open_seconds(start, end)
    terms = TargetTerms(budget=Within(1), calendar=fact.calendar())
    joined = joined_pauses(_pauses(fact), started_at=start, now=end)
    return used_seconds(terms, started_at=start, now=end, pauses=joined)


def _days_added(fact: Fact) -> object:
    """Policy of the facts: the time of day is kept as it is, also outside the hours of the day arrived at."""
    start, days = _local(fact, "start"), fact.whole("amount_days")
    if days == 0:
        return _day_or_moment(fact, start)
    day = nth_business_day(fact.calendar(), on=start.date(), days=days)
    return _day_or_moment(fact, datetime.combine(day.on, start.time()))


def _day_or_moment(fact: Fact, moment: datetime) -> date | datetime:
    return moment.date() if fact.record.get("unit") == "date" else moment


def _local(fact: Fact, key: str) -> datetime:
    try:
        return datetime.fromisoformat(str(fact.part(key))).replace(tzinfo=None)
    except ValueError:
        raise fact.unreadable(f"'{key}' is not a local date and time") from None


def _pauses(fact: Fact) -> list[Pause]:
    try:
        pairs = [(start, end) for start, end in fact.record.get("pauses") or ()]
    except (TypeError, ValueError):
        raise fact.unreadable("'pauses' are not pairs of instants") from None
    return [
        Pause(fact.read_instant(start, key="pauses"), fact.read_instant(end, key="pauses"))
        for start, end in pairs
    ]


def _shown(value: object) -> str:
    if isinstance(value, datetime) and value.tzinfo is UTC:
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, (date, timedelta)):
        return value.isoformat() if isinstance(value, date) else str(value)
    return str(value)


ANSWERS: dict[str, Callable[[Fact], object]] = {
    "add": _added,
    "subtract": lambda fact: _moved(fact, -fact.whole("amount_seconds")),
    "elapsed": _elapsed,
    "open_at": lambda fact: fact.calendar().is_open(fact.instant("start")),
    "roll_forward": lambda fact: fact.calendar().roll_forward(fact.instant("start")),
    "roll_back": lambda fact: fact.calendar().roll_back(fact.instant("start")),
    "next_close": lambda fact: fact.calendar().next_close(fact.instant("start")),
    "add_days": _days_added,
}
