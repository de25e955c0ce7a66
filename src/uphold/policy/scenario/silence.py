"""Silence: by when a customer may object to what was proposed, and what it means when he does not answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from uphold.policy.decide.rule import Citation
from uphold.policy.decide.terms import Duration, Unit
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.cells import name_in, words_of
from uphold.policy.scenario.instants import after, calendar_of
from uphold.policy.scenario.matter import Matter, matter_of
from uphold.policy.time.days import end_of_business_day
from uphold.policy.time.timeline import NeverOpens

WITHIN, MEANS = "objection within", "silence means"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerBy:
    """Until when a customer may object, and what follows when he is silent.

    `at` is the first instant at which it is too late, None where the agreement does not say; `within` are its words.
    `silence_means` is "agreement" or "objection"; None where it is not said, or no time is: a person decides then.
    Each citation is the row of its Setting.
    """

    at: datetime | None
    within: str | None
    within_citation: Citation | None
    silence_means: str | None
    silence_citation: Citation | None


def answer_by(agreement: Agreement, *, proposed_at: datetime) -> AnswerBy:
    r"""When the time to object to a proposal ends, and what silence means then, by the two Settings.

    Business days end when the last of them closes, and the day of the proposal does not count: whoever has five days
    has all of the fifth. Hours and days count on their own clock.

    >>> from datetime import UTC
    >>> from uphold.policy.document import read
    >>> front = "agreement: small\ntitle: Small\nversion: 1\neffective: 2026-01-01\nprovider: We\ntimezone: UTC"
    >>> rows = "| Objection within | 48 hours |\n| Silence means | agreement |"
    >>> text = f"---\n{front}\ncurrency: EUR\n---\n# Support\n\n| Setting | Value |\n|---|---|\n{rows}\n"
    >>> small = read(text, path="small.md").agreement
    >>> found = answer_by(small, proposed_at=datetime(2026, 8, 17, 12, tzinfo=UTC))
    >>> found.at.isoformat(), found.silence_means
    ('2026-08-19T12:00:00+00:00', 'agreement')
    """
    matter = matter_of(agreement, case=Case(opened_at=proposed_at, at=proposed_at))
    term = matter.setting(WITHIN)
    at = ends_at(matter, term, since=proposed_at) if isinstance(term, Duration) else None
    return AnswerBy(
        at=at,
        within=words_of(term),
        within_citation=citation_of(agreement, WITHIN),
        silence_means=name_in(matter.setting(MEANS)) if at is not None else None,
        silence_citation=citation_of(agreement, MEANS),
    )


def ends_at(matter: Matter, duration: Duration, *, since: datetime) -> datetime | None:
    """The end of a stretch in which somebody may act; None where the hours it counts on are not named or never open."""
    if duration.unit is not Unit.BUSINESS_DAY:
        return after(matter, duration, since=since)
    calendar = calendar_of(matter, duration, clock=None)
    try:
        return end_of_business_day(calendar, at=since, days_ahead=int(duration.count)) if calendar else None
    except NeverOpens:
        return None


def citation_of(agreement: Agreement, setting: str) -> Citation | None:
    """The row of a Setting."""
    entry = agreement.settings.get(setting)
    return entry.citation if entry is not None else None
