"""Assessing the priority, with the agreement's own definitions beside the choice."""

from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.tickets.acts.act import Act, ActForm
from uphold.desk.tickets.acts.fields import choice_field, fill
from uphold.desk.tickets.sheet import Sheet
from uphold.desk.tickets.wording import metric_words
from uphold.policy.decide.rule import Entry
from uphold.policy.scenario.cells import words_of
from uphold.tickets.actions import assess_priority
from uphold.ui import words
from uphold.ui.decided.target import commitment_words


class AssessmentForm(ActForm):
    priority = choice_field(gettext_lazy("Priority"))

    def prepare(self, sheet: Sheet) -> None:
        entries = {entry.name: entry for entry in sheet.agreement.entries.get("priority", ())}
        fill(self, "priority", [(name, name) for name in entries], initial=sheet.ticket.current_priority)
        self.helps["priority"] = {name: definition(entry, sheet=sheet) for name, entry in entries.items()}


def definition(entry: Entry, *, sheet: Sheet) -> str:
    """The meaning as agreed, and what would be promised from the same start."""
    meaning = words_of(entry.cells.get("meaning")) or ""
    answer = sheet.what_if("ticket.assessed", {"priority": entry.name})
    zone = sheet.reader.zone_beside(sheet.zone)
    promised = []
    for target in answer.targets:
        if target.cycle > 1 or not target.within:
            continue
        due = words.instant(target.due_at, zone, now=sheet.reader.now) if target.due_at else ""
        said = f"{metric_words(target.metric)} {commitment_words(target)}"
        promised.append(gettext("%(promise)s, due %(due)s") % {"promise": said, "due": due} if due else said)
    return " · ".join([part for part in (meaning, *promised) if part])


ASSESSMENT = Act(
    name="assessment",
    label=gettext_lazy("Assess the priority"),
    button=gettext_lazy("Assess"),
    icon="gauge",
    key="p",
    need=Permission.TICKET_ASSESS,
    words=gettext_lazy("Targets are set anew from the same start; time already used stays used."),
    form=AssessmentForm,
    perform=lambda actor, ticket, stated, at: assess_priority(
        actor=actor, ticket=ticket, priority=stated["priority"], at=at
    ),
    said=gettext_lazy("Ticket %(number)s is assessed."),
)
