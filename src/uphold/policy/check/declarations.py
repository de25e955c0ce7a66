"""Declarations: priorities that promise nothing, holidays nobody named, settings left unset."""

from __future__ import annotations

from collections.abc import Iterator

from uphold.policy.check.places import named, notes_on, problem_at
from uphold.policy.check.settings import unset_settings
from uphold.policy.check.space import labels_of
from uphold.policy.decide.rule import Entry, Reading, Rule
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.problem import Problem
from uphold.policy.time.hours import AlwaysHours, Hours, OtherHours, WeeklyHours


def declared(agreement: Agreement) -> Iterator[Problem]:
    """All findings about what is declared, without those of single cells."""
    yield from untimed_priorities(agreement)
    yield from missing_holidays(agreement)
    yield from unset_settings(agreement)


def untimed_priorities(agreement: Agreement) -> Iterator[Problem]:
    """A finding for each priority that some promise leaves out, where another priority has it."""
    rules = agreement.rules.get("target", ())
    metrics = list(dict.fromkeys(metric for rule in rules for metric in sorted(labels_of(rule))))
    for entry in agreement.entries.get("priority", ()):
        missing = [
            metric for metric in metrics if not any(promises(rule, metric, entry.name) for rule in rules)
        ]
        if missing or not rules:
            what = ", ".join(missing) or "any metric"
            yield problem_at(
                agreement,
                entry.citation,
                code="priority.untimed",
                text=f"Priority {named(entry)} has no target for {what}; write one, or 'not said'.",
                answered_by=notes_of(agreement, entry),
            )


def promises(rule: Rule, metric: str, priority: str) -> bool:
    """Whether a row states the metric for some case of the priority."""
    labels = labels_of(rule)
    if labels and metric not in labels:
        return False
    asked = [condition for name, condition in rule.conditions if name == "priority"]
    return all(condition.admits(frozenset({priority})) for condition in asked)


def notes_of(agreement: Agreement, entry: Entry) -> list[Reading]:
    """The notes on a declared row: those of its citation and those that name it below its table."""
    kind = entry.kind.casefold()
    about = [note for note in notes_on(agreement, kind=kind) if entry.name in note.rows]
    return [*entry.citation.readings, *about]


def missing_holidays(agreement: Agreement) -> Iterator[Problem]:
    """A finding when weekdays are named and holidays are not; any note below a table of Hours answers it."""
    entries = agreement.entries.get("hours", ())
    if (
        not entries
        or agreement.entries.get("holiday")
        or not any(map(has_weekdays, agreement.hours.values()))
    ):
        return
    yield problem_at(
        agreement,
        entries[0].citation,
        code="holidays.missing",
        text="No holidays are named, so a holiday on a weekday is a day like any other; name them, or say so.",
        answered_by=notes_on(agreement, kind="hours"),
    )


def has_weekdays(hours: Hours) -> bool:
    """Whether holidays would make a difference to the hours."""
    if isinstance(hours, WeeklyHours):
        return any(not rule.is_on_holidays for rule in hours.rules) or bool(hours.windows)
    if isinstance(hours, OtherHours):
        return any(map(has_weekdays, hours.than))
    return not isinstance(hours, AlwaysHours)
