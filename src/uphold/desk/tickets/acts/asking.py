"""What a customer asks for within the ticket, told to the staff: work at an hour; and waiving a promise."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.tickets.acts.act import Act, ActForm
from uphold.desk.tickets.acts.fields import choice_field, fill, instant_field, words_field
from uphold.desk.tickets.sheet import Sheet
from uphold.desk.tickets.wording import metric_words
from uphold.tickets.actions import ask_for, waive
from uphold.tickets.models import Ticket


class WishForm(ActForm):
    subject = choice_field(gettext_lazy("Wanted"))
    wanted_at = instant_field(gettext_lazy("At"), is_required=False)

    def prepare(self, sheet: Sheet) -> None:  # noqa: ARG002 - every form is prepared alike
        wishes = [
            ("work", gettext("work at an hour")),
            ("priority handling", gettext("priority handling")),
            ("appointment", gettext("an appointment")),
        ]
        fill(self, "subject", wishes)


class WaiverForm(ActForm):
    metric = choice_field(gettext_lazy("Promise"))
    reason = words_field(gettext_lazy("Reason, kept as a note"))

    def prepare(self, sheet: Sheet) -> None:
        metrics = dict.fromkeys(target.metric for target in sheet.answer.targets)
        fill(self, "metric", [(metric, metric_words(metric)) for metric in metrics])


def wish(actor: Actor, ticket: Ticket, stated: Mapping[str, Any], at: datetime) -> object:
    return ask_for(
        actor=actor, ticket=ticket, subject=stated["subject"], wanted_at=stated["wanted_at"], at=at
    )


WISH = Act(
    name="wishes",
    label=gettext_lazy("The customer wants work at an hour"),
    button=gettext_lazy("Ask the agreement"),
    icon="calendar-clock",
    need=Permission.TICKET_ESCALATE,
    form=WishForm,
    perform=wish,
    said=gettext_lazy("What the customer wants is recorded."),
)

WAIVER = Act(
    name="waiver",
    label=gettext_lazy("Waive a promise"),
    button=gettext_lazy("Waive it"),
    icon="circle-slash",
    need=Permission.TICKET_DECIDE,
    words=gettext_lazy("Nothing that happened is undone by it; what was missed stays missed."),
    form=WaiverForm,
    is_danger=True,
    perform=lambda actor, ticket, stated, at: waive(
        actor=actor, ticket=ticket, metric=stated["metric"], reason=stated["reason"], at=at
    ),
    said=gettext_lazy("The promise is waived."),
)
