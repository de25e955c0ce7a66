"""Steps in the life of a ticket: handed over, restored, solved, closed, opened again."""

from collections.abc import Sequence

from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.tickets.acts.act import Act, ActForm, Preview
from uphold.desk.tickets.acts.fields import choice_field, fill
from uphold.desk.tickets.acts.previews import step_preview, step_words
from uphold.desk.tickets.chips import chip_of
from uphold.desk.tickets.sheet import Sheet
from uphold.desk.tickets.wording import metric_words
from uphold.tickets.actions import close_ticket, hand_over, reopen_ticket, resolve_ticket, restore_service
from uphold.tickets.models import Ticket


class HandoverForm(ActForm):
    to = choice_field(gettext_lazy("To"))

    def prepare(self, sheet: Sheet) -> None:
        parties = [
            ("development", gettext("development")),
            ("vendor", gettext("the vendor")),
            ("nobody", gettext("back to the desk")),
        ]
        fill(self, "to", parties)
        self.helps["to"] = {
            to: " ".join(preview.words for preview in step_preview(sheet, "ticket.handed_over", {"to": to}))
            for to in ("development", "vendor")
        }


def resolution_previews(sheet: Sheet) -> Sequence[Preview]:
    """Which promises this keeps or misses, by which row."""
    answer = sheet.what_if("ticket.resolved", {})
    ended = [target for target in answer.targets if target.met_at == sheet.reader.now]
    words = {"met": gettext("keeps the promise: %(metric)s"), "missed": gettext("comes too late: %(metric)s")}
    return [
        Preview(words[target.state] % {"metric": metric_words(target.metric)}, chip_of(target.ruling))
        for target in ended
        if target.state in words
    ]


def closure_previews(sheet: Sheet) -> Sequence[Preview]:
    """What the agreement wants before closing, and what is not found yet."""
    before = step_preview(sheet, "ticket.closing", {})
    open_questions = sorted(
        {name for possibility in sheet.answer.charge.ruling.possibilities for name in possibility.facts}
    )
    if not open_questions:
        return before
    named = ", ".join(open_questions)
    sentence = gettext("The charge stays open until it is found: %(facts)s") % {"facts": named}
    return [*before, Preview(sentence, chip_of(sheet.answer.charge.ruling))]


def restoration_previews(sheet: Sheet) -> Sequence[Preview]:
    answer = sheet.what_if("ticket.restored", {})
    steps = [step for step in answer.lifecycle if step.at == sheet.reader.now]
    return [Preview(step_words(step), chip_of(step.ruling)) for step in steps]


def is_at_rest(ticket: Ticket) -> bool:
    return ticket.status in Ticket.AT_REST


HANDOVER = Act(
    name="handover",
    label=gettext_lazy("Hand over"),
    button=gettext_lazy("Hand over"),
    icon="arrow-right-left",
    key="h",
    need=Permission.TICKET_WORK,
    form=HandoverForm,
    perform=lambda actor, ticket, stated, at: hand_over(actor=actor, ticket=ticket, to=stated["to"], at=at),
    said=gettext_lazy("Ticket %(number)s is handed over."),
)

RESTORATION = Act(
    name="restoration",
    label=gettext_lazy("Service is restored"),
    button=gettext_lazy("It works again"),
    icon="zap",
    key="s",
    need=Permission.TICKET_WORK,
    fits=lambda ticket: ticket.status not in Ticket.AT_REST and ticket.restored_at is None,
    previews=restoration_previews,
    perform=lambda actor, ticket, _, at: restore_service(actor=actor, ticket=ticket, at=at),
    said=gettext_lazy("The service of ticket %(number)s works again."),
)

RESOLUTION = Act(
    name="resolution",
    label=gettext_lazy("Resolve"),
    button=gettext_lazy("It is resolved"),
    icon="check",
    key="e",
    need=Permission.TICKET_WORK,
    words=gettext_lazy("The customer is told, and can open it again by answering."),
    fits=lambda ticket: not is_at_rest(ticket),
    previews=resolution_previews,
    perform=lambda actor, ticket, _, at: resolve_ticket(actor=actor, ticket=ticket, at=at),
    said=gettext_lazy("Ticket %(number)s is resolved."),
)

CLOSURE = Act(
    name="closure",
    label=gettext_lazy("Close"),
    button=gettext_lazy("Close it"),
    icon="archive",
    key="z",
    need=Permission.TICKET_CLOSE,
    words=gettext_lazy("Nothing more is owed after this. It can be opened again."),
    previews=closure_previews,
    perform=lambda actor, ticket, _, at: close_ticket(actor=actor, ticket=ticket, at=at),
    said=gettext_lazy("Ticket %(number)s is closed."),
)

REOPENING = Act(
    name="reopening",
    label=gettext_lazy("Open again"),
    button=gettext_lazy("Open it again"),
    icon="rotate-ccw",
    key="o",
    need=Permission.TICKET_REOPEN,
    words=gettext_lazy("Nothing is reset: what was used stays used, what was missed stays missed."),
    fits=is_at_rest,
    perform=lambda actor, ticket, _, at: reopen_ticket(actor=actor, ticket=ticket, at=at),
    said=gettext_lazy("Ticket %(number)s is open again."),
)
