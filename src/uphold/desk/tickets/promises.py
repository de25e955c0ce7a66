"""The clock panel: every promise with its commitment, time left, ribbon and clause."""

from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse

from uphold.desk.agreements.place import citation_href
from uphold.desk.tickets.sheet import Sheet
from uphold.policy.scenario.answer import TargetAnswer
from uphold.ui.components.target import Target
from uphold.ui.decided.target import target_of
from uphold.ui.reader import waiting_words

ORDER = ("running", "missed", "paused", "met", "ended", "superseded", "none", "unlogged")


def promises_of(sheet: Sheet) -> list[Target]:
    """The latest cycle of each metric: what runs first, what is over last."""
    return [panel_of(target, sheet=sheet) for target in sorted(latest(sheet.answer.targets), key=place_of)]


def latest(targets: Iterable[TargetAnswer]) -> list[TargetAnswer]:
    by_metric: dict[str, TargetAnswer] = {}
    for target in targets:
        known = by_metric.get(target.metric)
        if known is None or target.cycle > known.cycle:
            by_metric[target.metric] = target
    return list(by_metric.values())


def place_of(target: TargetAnswer) -> tuple[int, float]:
    is_owed = target.state == "missed" and target.met_at is None
    return (
        0 if is_owed else ORDER.index(target.state),
        target.due_at.timestamp() if target.due_at else 0.0,
    )


def panel_of(target: TargetAnswer, *, sheet: Sheet) -> Target:
    why = reverse(
        "desk:ticket-why", args=[sheet.ticket.number, target.metric.replace(" ", "-"), target.cycle]
    )
    shown = target_of(
        target,
        now=sheet.reader.now,
        zone=sheet.reader.zone_beside(sheet.zone),
        href=citation_href,
        agreement_zone=sheet.zone,
        waiting_for=waiting_words(sheet.ticket.waiting_for),
        why_href=why if target.state != "none" else "",
    )
    return shown if has_instants(target) else replace(shown, ribbon=None)


def has_instants(target: TargetAnswer) -> bool:
    """Whether there is something to draw: a clock without an instant runs nowhere."""
    return any((target.due_at, target.breached_at, target.met_at, target.state == "paused"))
