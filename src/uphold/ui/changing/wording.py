"""Words for kinds and states of service changes, and the facts of one."""

from collections.abc import Iterator

from django.utils.translation import gettext, gettext_lazy

from uphold.service_changes.asking import subject_of
from uphold.service_changes.models import ServiceChange
from uphold.ui.components.fact import Fact
from uphold.ui.components.status import Status
from uphold.ui.installed.wording import day_words

State = ServiceChange.State
STATES = {
    State.ASKED.value: gettext_lazy("waits for approval"),
    State.APPROVED.value: gettext_lazy("approved"),
    State.REFUSED.value: gettext_lazy("not approved"),
    State.IN_WORK.value: gettext_lazy("in work"),
    State.DONE.value: gettext_lazy("done"),
    State.WITHDRAWN.value: gettext_lazy("withdrawn"),
}
CODES = {State.ASKED: "waiting", State.APPROVED: "new", State.IN_WORK: "open", State.DONE: "resolved"}


def status_of(change: ServiceChange) -> Status:
    return Status(code=CODES.get(State(change.state), "closed"), words=str(STATES[change.state]))


def title_of(change: ServiceChange) -> str:
    return subject_of(change)


def facts_of(change: ServiceChange, *, ticket_href: str) -> Iterator[Fact]:
    if change.unit is not None and change.product is not None:
        yield Fact(gettext("Becomes"), change.product.name)
    if change.wanted_on:
        yield Fact(gettext("Wanted on"), day_words(change.wanted_on))
    yield Fact(gettext("Asked for by"), f"{change.asked_by.name}, {day_words(change.asked_at.date())}")
    if change.decided_by and change.decided_at:
        label = gettext("Not approved by") if change.state == State.REFUSED else gettext("Approved by")
        yield Fact(label, f"{change.decided_by.name}, {day_words(change.decided_at.date())}")
    if change.answer:
        yield Fact(gettext("Because"), change.answer)
    if change.ticket:
        yield Fact(gettext("Ticket"), change.ticket.number, href=ticket_href)
    if change.taken_by:
        yield Fact(gettext("Taken up by"), change.taken_by.name)
    if change.outcome:
        yield Fact(gettext("What was changed"), change.outcome)
