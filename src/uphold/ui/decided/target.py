"""An answered target as a promise with its ribbon."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, gettext_lazy

from uphold.policy.scenario.answer import Stretch as AnsweredStretch
from uphold.policy.scenario.answer import TargetAnswer
from uphold.ui.components import promise as promises
from uphold.ui.components.promise import Promise
from uphold.ui.components.ribbon import Ribbon, RibbonSize, Stretch, StretchKind, ribbon
from uphold.ui.components.target import Target
from uphold.ui.decided.clause import Href, clause_of_ruling

ACTS = {
    "first response": gettext_lazy("answer"),
    "next response": gettext_lazy("next answer"),
    "update": gettext_lazy("update"),
    "restoration": gettext_lazy("service back"),
    "workaround": gettext_lazy("workaround"),
    "resolution": gettext_lazy("solution"),
    "arrival": gettext_lazy("arrival"),
    "delivery": gettext_lazy("delivery"),
}
"""What a metric owes, as a promise says it: "answer in 42 min"."""

NAMES = {
    "first response": gettext_lazy("First response"),
    "next response": gettext_lazy("Next response"),
    "update": gettext_lazy("Update"),
    "restoration": gettext_lazy("Restoration"),
    "workaround": gettext_lazy("Workaround"),
    "resolution": gettext_lazy("Resolution"),
    "arrival": gettext_lazy("Arrival"),
    "delivery": gettext_lazy("Delivery"),
}

KINDS = {
    "open": StretchKind.COUNTED,
    "closed": StretchKind.CLOSED,
    "holiday": StretchKind.CLOSED,
    "paused": StretchKind.PAUSED,
    "ended": StretchKind.OPEN,
}

WHY = {
    "open": "",
    "closed": gettext_lazy("outside the hours of this clock"),
    "holiday": gettext_lazy("a holiday of the agreement"),
    "paused": gettext_lazy("the clock stood still"),
    "ended": gettext_lazy("after its end"),
}


class Clocked(Protocol):
    """What a promise is said from: an answered target, or one as last stored."""

    @property
    def metric(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def due_at(self) -> datetime | None: ...
    @property
    def warn_at(self) -> datetime | None: ...
    @property
    def met_at(self) -> datetime | None: ...
    @property
    def breached_at(self) -> datetime | None: ...
    @property
    def used_seconds(self) -> int: ...


def promise_of(
    target: Clocked,
    *,
    now: datetime,
    zone: ZoneInfo,
    agreement_zone: ZoneInfo | None = None,
    waiting_for: str = "",
) -> Promise:
    """Say the state of a target in the words of promises."""
    used = timedelta(seconds=target.used_seconds)
    if target.state == "met":
        return promises.met(within=used)
    if target.state == "missed":
        return _missed(target, now=now)
    if target.state == "paused":
        return promises.paused(waiting_for)
    if target.state in {"ended", "superseded"}:
        return promises.ended()
    if target.state == "unlogged":
        return promises.unlogged()
    if target.state == "running" and target.due_at:
        is_soon = target.warn_at is not None and target.warn_at <= now
        act = str(ACTS.get(target.metric, target.metric))
        return promises.running(
            act, due_at=target.due_at, now=now, zone=zone, agreement_zone=agreement_zone, is_soon=is_soon
        )
    return promises.none_promised()


def ribbon_of(
    target: TargetAnswer, *, now: datetime, zone: ZoneInfo, size: RibbonSize = RibbonSize.PANEL
) -> Ribbon | None:
    """Draw the life of a target's clock; none where no time ran or will run."""
    stretches = stretches_of(target.stretches)
    if not stretches:
        return None
    return ribbon(stretches, now=now, zone=zone, due_at=target.due_at or target.breached_at, size=size)


def target_of(
    target: TargetAnswer,
    *,
    now: datetime,
    zone: ZoneInfo,
    href: Href,
    agreement_zone: ZoneInfo | None = None,
    waiting_for: str = "",
    why_href: str = "",
) -> Target:
    """Prepare one promise of the clock panel."""
    return Target(
        name=str(NAMES.get(target.metric, target.metric)),
        promise=promise_of(
            target, now=now, zone=zone, agreement_zone=agreement_zone, waiting_for=waiting_for
        ),
        clause=clause_of_ruling(target.ruling, href=href),
        ribbon=None if target.state == "none" else ribbon_of(target, now=now, zone=zone),
        commitment=commitment_words(target),
        why_href=why_href,
    )


def commitment_words(target: TargetAnswer) -> str:
    """Say what was agreed: the time, the hours it counts on, and how firmly."""
    if target.within is None:
        return ""
    if target.within_seconds is None or target.clock is None or "business" in target.within:
        return target.within
    time, comma, firmness = target.within.partition(",")
    if target.clock == "always":
        return gettext("%(time)s around the clock") % {"time": time} + comma + firmness
    return gettext("%(time)s in %(hours)s") % {"time": time, "hours": target.clock} + comma + firmness


def stretches_of(stretches: Sequence[AnsweredStretch]) -> tuple[Stretch, ...]:
    """Turn the stretches of a clock into those of a ribbon, each with its reason."""
    return tuple(
        Stretch(
            starts_at=stretch.starts_at,
            ends_at=stretch.ends_at,
            kind=KINDS[stretch.kind],
            why=str(WHY[stretch.kind]),
        )
        for stretch in stretches
        if stretch.ends_at > stretch.starts_at
    )


def _missed(target: Clocked, *, now: datetime) -> Promise:
    due_at = target.breached_at or target.due_at
    late_until = target.met_at or now
    by = late_until - due_at if due_at else timedelta()
    return promises.missed(by=by, still_open=target.met_at is None)
