"""Waiting, and going on. The agreement says which promises stand still meanwhile."""

from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.tickets.acts.act import Act, ActForm
from uphold.desk.tickets.acts.fields import choice_field, fill
from uphold.desk.tickets.sheet import Sheet
from uphold.desk.tickets.wording import metric_words
from uphold.tickets.actions import resume, wait
from uphold.tickets.actions.waiting import WAITING_FOR
from uphold.ui.reader import waiting_words


class WaitingForm(ActForm):
    waiting_for = choice_field(gettext_lazy("Waiting for"))

    def prepare(self, sheet: Sheet) -> None:
        fill(self, "waiting_for", [(name, waiting_words(name)) for name in WAITING_FOR])
        self.helps["waiting_for"] = {name: stands_still(sheet, name) for name in WAITING_FOR}


def stands_still(sheet: Sheet, waiting_for: str) -> str:
    """Which promises the agreement stops for this wait; nothing where all run on."""
    answer = sheet.what_if("ticket.waiting", {"for": waiting_for})
    paused = [target for target in answer.targets if target.state == "paused"]
    if not paused:
        return ""
    names = ", ".join(dict.fromkeys(metric_words(target.metric) for target in paused))
    return gettext("stands still: %(metrics)s") % {"metrics": names}


WAITING = Act(
    name="waiting",
    label=gettext_lazy("Wait"),
    button=gettext_lazy("Let it wait"),
    icon="circle-pause",
    key="w",
    need=Permission.TICKET_WORK,
    words=gettext_lazy("Where nothing stands beside a choice, every clock runs on."),
    form=WaitingForm,
    fits=lambda ticket: not ticket.is_over and not ticket.is_waiting,
    perform=lambda actor, ticket, stated, at: wait(
        actor=actor, ticket=ticket, waiting_for=stated["waiting_for"], at=at
    ),
    said=gettext_lazy("Ticket %(number)s waits."),
)

RESUMPTION = Act(
    name="resumption",
    label=gettext_lazy("Go on"),
    button=gettext_lazy("Go on"),
    icon="circle-play",
    key="w",
    need=Permission.TICKET_WORK,
    words=gettext_lazy("The wait ends now, and every clock runs on."),
    fits=lambda ticket: ticket.is_waiting,
    perform=lambda actor, ticket, _, at: resume(actor=actor, ticket=ticket, at=at),
    said=gettext_lazy("Ticket %(number)s goes on."),
)
