"""Evidence: asking for what is missing, and taking in what came."""

from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.tickets.acts.act import Act, ActForm, Preview
from uphold.desk.tickets.acts.fields import fill, names_field, words_field
from uphold.desk.tickets.chips import chip_of
from uphold.desk.tickets.sheet import Sheet
from uphold.policy.scenario.cells import words_of
from uphold.tickets.actions import ask_for_evidence, provide_evidence
from uphold.tickets.naming import names_of


class EvidenceForm(ActForm):
    names = names_field(gettext_lazy("Evidence"))

    def prepare(self, sheet: Sheet) -> None:
        known = names_of(sheet.agreement, "evidence")
        meanings = {
            entry.name: words_of(entry.cells.get("meaning")) or ""
            for entry in sheet.agreement.entries.get("evidence", ())
        }
        fill(self, "names", [(name, name) for name in known])
        self.fields["names"].help_text = "" if known else gettext("The agreement names no evidence.")
        self.helps["names"] = meanings


class EvidenceRequestForm(EvidenceForm):
    body = words_field()

    def prepare(self, sheet: Sheet) -> None:
        super().prepare(sheet)
        admission = sheet.answer.admission[-1] if sheet.answer.admission else None
        self.fields["names"].initial = list(admission.missing) if admission else []


def asked_by(sheet: Sheet) -> list[Preview]:
    """What the agreement asks for, by which row."""
    admission = sheet.answer.admission[-1] if sheet.answer.admission else None
    if admission is None or not admission.missing:
        return []
    missing = ", ".join(admission.missing)
    return [Preview(gettext("Missing: %(names)s") % {"names": missing}, chip_of(admission.ruling))]


EVIDENCE_REQUEST = Act(
    name="evidence-request",
    label=gettext_lazy("Ask for evidence"),
    button=gettext_lazy("Ask and wait"),
    icon="file-text",
    key="v",
    need=Permission.TICKET_WORK,
    words=gettext_lazy("Asking is an answer too; the ticket then waits for the evidence."),
    form=EvidenceRequestForm,
    previews=asked_by,
    perform=lambda actor, ticket, stated, at: ask_for_evidence(
        actor=actor, ticket=ticket, names=stated["names"], body=stated["body"], at=at
    ),
    said=gettext_lazy("Ticket %(number)s waits for evidence."),
)

EVIDENCE = Act(
    name="evidence",
    label=gettext_lazy("Evidence came in"),
    button=gettext_lazy("Take it in"),
    icon="file-check",
    key="b",
    need=Permission.TICKET_REPLY,
    form=EvidenceForm,
    perform=lambda actor, ticket, stated, at: provide_evidence(
        actor=actor, ticket=ticket, names=stated["names"], at=at
    ),
    said=gettext_lazy("The evidence of ticket %(number)s is taken in."),
)
