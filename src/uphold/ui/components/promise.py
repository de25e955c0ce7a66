"""A promise in words, with an icon and a colour: never colour alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, pgettext

from uphold.ui import words
from uphold.ui.components.when import When


class PromiseState(StrEnum):
    RUNNING = "running"
    SOON = "soon"
    MISSED = "missed"
    PAUSED = "paused"
    MET = "met"
    ENDED = "ended"
    NONE = "none"


ICONS = {
    PromiseState.RUNNING: "clock",
    PromiseState.SOON: "alarm-clock",
    PromiseState.MISSED: "circle-alert",
    PromiseState.PAUSED: "circle-pause",
    PromiseState.MET: "circle-check",
    PromiseState.ENDED: "circle-slash",
    PromiseState.NONE: "circle-dashed",
}


@dataclass(frozen=True, slots=True)
class Promise:
    """The words of now; `before` and `after` are what a script says as time goes on, `{span}` left open."""

    state: PromiseState
    words: str
    due: When | None = None
    before: str = ""
    after: str = ""

    @property
    def icon(self) -> str:
        return ICONS[self.state]


def running(
    act: str,
    *,
    due_at: datetime,
    now: datetime,
    zone: ZoneInfo,
    agreement_zone: ZoneInfo | None = None,
    is_soon: bool = False,
) -> Promise:
    """Say how long is left for an act ("answer", "update", "repair"); past the instant it says missed."""
    due = When(due_at, now, zone, agreement_zone)
    left = words.elapsed(now, due_at)
    if left <= timedelta():
        return missed(by=left, due=due, still_open=True)
    before = gettext("%(act)s due soon, %(span)s") if is_soon else gettext("%(act)s in %(span)s")
    return Promise(
        state=PromiseState.SOON if is_soon else PromiseState.RUNNING,
        words=before % {"act": act, "span": words.span(left)},
        due=due,
        before=before % {"act": act, "span": "{span}"},
        after=_missed_by("{span}"),
    )


def missed(*, by: timedelta, due: When | None = None, still_open: bool = False) -> Promise:
    """Say by how much a promise was missed; one still open goes on counting on the page."""
    return Promise(
        state=PromiseState.MISSED,
        words=_missed_by(words.span(by)),
        due=due,
        after=_missed_by("{span}") if still_open else "",
    )


def paused(waiting_for: str) -> Promise:
    """Say that no time counts, and for whom we wait ("the customer")."""
    if not waiting_for:
        return Promise(state=PromiseState.PAUSED, words=gettext("paused"))
    return Promise(
        state=PromiseState.PAUSED,
        words=gettext("paused, waiting for %(whom)s") % {"whom": waiting_for},
    )


def met(*, within: timedelta) -> Promise:
    """Say that a promise was kept, and how long it took of the agreement's time."""
    return Promise(state=PromiseState.MET, words=gettext("met in %(span)s") % {"span": words.span(within)})


def ended() -> Promise:
    """Say that a promise ended before it was due."""
    return Promise(state=PromiseState.ENDED, words=gettext("no longer promised"))


def none_promised() -> Promise:
    """Say that the agreement promises nothing here."""
    return Promise(state=PromiseState.NONE, words=gettext("none promised"))


def unlogged() -> Promise:
    """Say that an imported log cannot tell whether the promise was kept."""
    return Promise(state=PromiseState.NONE, words=gettext("not in the log"))


def _missed_by(length: str) -> str:
    return pgettext("promise", "missed by %(span)s") % {"span": length}
