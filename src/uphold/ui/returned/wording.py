"""Words for kinds and states of returns, and the way that one has gone so far."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext, gettext_lazy

from uphold.hardware.models import EvaluationStep, ReturnAuthorization
from uphold.hardware.queries import is_overdue
from uphold.ui.components.clause import Clause
from uphold.ui.components.status import Status
from uphold.ui.installed.wording import day_words

State, Kind, Result = ReturnAuthorization.State, ReturnAuthorization.Kind, EvaluationStep.Result
STATES = {
    State.AUTHORISED.value: gettext_lazy("authorized"),
    State.AWAITING.value: gettext_lazy("waits for the unit"),
    State.RECEIVED.value: gettext_lazy("the unit is here"),
    State.REPAIRED.value: gettext_lazy("repaired"),
    State.REPLACED.value: gettext_lazy("replaced"),
    State.RETURNED.value: gettext_lazy("sent back as it came"),
    State.CLOSED.value: gettext_lazy("closed"),
    State.WITHDRAWN.value: gettext_lazy("withdrawn"),
}
KINDS = {
    Kind.REPAIR.value: gettext_lazy("Repair"),
    Kind.REPLACEMENT.value: gettext_lazy("Replacement"),
    Kind.ADVANCE.value: gettext_lazy("Advance replacement"),
    Kind.DEAD_ON_ARRIVAL.value: gettext_lazy("Dead on arrival"),
}
RESULTS = {
    "": gettext_lazy("not done yet"),
    Result.PASSED.value: gettext_lazy("passed"),
    Result.FAILED.value: gettext_lazy("failed"),
    Result.NOT_APPLICABLE.value: gettext_lazy("not applicable"),
}
CODES = {State.AUTHORISED: "new", State.AWAITING: "waiting", State.RECEIVED: "open"}


@dataclass(frozen=True, slots=True)
class Stop:
    """A step of its way: what, and on which day; no day yet is ahead."""

    words: str
    day: str


def status_of(row: ReturnAuthorization, *, at: datetime) -> Status:
    if is_overdue(row, at=at):
        return Status(
            code="waiting", words=gettext("overdue since %(day)s") % {"day": day_words(row.return_by_on)}
        )
    code = CODES.get(State(row.state), "closed" if row.is_over else "resolved")
    return Status(code=code, words=str(STATES[row.state]))


def way_of(row: ReturnAuthorization) -> list[Stop]:
    """In the order in which it is gone; what went out ahead stands before what comes in."""
    return [Stop(words, day_words(at.date()) if at else "") for words, at in stops(row)]


def stops(row: ReturnAuthorization) -> Iterator[tuple[str, datetime | None]]:
    is_ahead = row.kind == Kind.ADVANCE
    yield gettext("Authorized"), row.authorised_at
    if is_ahead:
        yield gettext("Replacement sent"), row.sent_at
    if row.state == State.WITHDRAWN:
        yield gettext("Withdrawn"), row.over_at
        return
    yield gettext("Sent for"), row.awaited_at
    yield gettext("Received"), row.received_at
    if not is_ahead:
        yield done_words(row), row.done_at
    yield gettext("Closed"), row.over_at


def done_words(row: ReturnAuthorization) -> str:
    if row.replacement_id is not None:
        return gettext("Replaced")
    if row.state == State.RETURNED:
        return gettext("Sent back as it came")
    return gettext("Repaired") if row.kind == Kind.REPAIR else gettext("Repaired or replaced")


def chip_of(row: ReturnAuthorization, *, href: str) -> Clause | None:
    """The row that decided when it was authorized."""
    if row.version is None or not row.row:
        return None
    return Clause(
        number=row.anchor, label=row.row, href=href, source=f"{row.document}, {row.version.version}"
    )
