"""Fault files on the page: the evidence of both sides, the proposal and its answer, and what can be done next."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.tickets.sheet import Sheet
from uphold.metering.models import FaultEvidence, FaultFile
from uphold.metering.queries import fault_files_of
from uphold.ui.components.navigation import Link
from uphold.ui.components.when import When

State = FaultFile.State
FAULTS = {
    "provider": gettext_lazy("our side"),
    "customer": gettext_lazy("the customer's side"),
    "third party": gettext_lazy("a third party"),
    "not found": gettext_lazy("not found"),
}
STATES = {
    State.OPEN: gettext_lazy("Open: nothing is proposed yet"),
    State.PROPOSED: gettext_lazy("Proposed, the customer may answer"),
    State.OBJECTED: gettext_lazy("The customer objected, a manager decides"),
    State.DECIDED: gettext_lazy("Decided"),
}
HOW = {
    "agreed": gettext_lazy("the customer agreed"),
    "by silence": gettext_lazy("nobody objected in time"),
    "by a person": gettext_lazy("a manager decided"),
    "found": gettext_lazy("closed without a proposal"),
}


@dataclass(frozen=True, slots=True)
class Brought:
    """A piece of evidence, by name and side."""

    who: str
    side: str
    words: str
    when: When


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file in words. `acts` lead to what the reader may do now."""

    title: str
    state: str
    finding: str
    reasons: str
    proposed_by: str
    answer: str
    answer_by: When | None
    silence: str
    outcome: str
    evidence: Sequence[Brought]
    acts: Sequence[Link]


def files_of(sheet: Sheet) -> list[File]:
    return [file_of(each, sheet=sheet) for each in fault_files_of(sheet.ticket)]


def file_of(file: FaultFile, *, sheet: Sheet) -> File:
    return File(
        title=gettext("Whose fault was it? %(problem)s") % {"problem": file.problem},
        state=str(STATES[State(file.state)]),
        finding=finding_words(file.proposed_fault, file.proposed_cause),
        reasons=file.proposed_words,
        proposed_by=file.proposed_by.name if file.proposed_by else "",
        answer=answer_words(file),
        answer_by=answer_by_of(file, sheet=sheet),
        silence=silence_words(file),
        outcome=outcome_words(file),
        evidence=[brought_of(each, sheet=sheet) for each in file.evidence.all()],
        acts=list(acts_on(file, sheet=sheet)),
    )


def answer_by_of(file: FaultFile, *, sheet: Sheet) -> When | None:
    if file.state != State.PROPOSED or file.answer_by_at is None:
        return None
    return sheet.reader.when(file.answer_by_at, sheet.zone)


def finding_words(fault: str, cause: str) -> str:
    return ", ".join(part for part in (cause, str(FAULTS.get(fault, fault))) if part)


def answer_words(file: FaultFile) -> str:
    if file.answered_by is None:
        return ""
    if file.answered_words:
        return gettext("%(name)s objected: %(words)s") % {
            "name": file.answered_by.name,
            "words": file.answered_words,
        }
    return gettext("%(name)s agreed") % {"name": file.answered_by.name}


def silence_words(file: FaultFile) -> str:
    if file.state != State.PROPOSED:
        return ""
    return {
        "agreement": gettext("Silence until then counts as agreed."),
        "objection": gettext("Silence until then counts as an objection."),
    }.get(file.silence_means, gettext("The agreement does not say what silence means: a manager decides."))


def outcome_words(file: FaultFile) -> str:
    if file.state != State.DECIDED:
        return ""
    how = str(HOW.get(file.decided_how, file.decided_how))
    by = f" ({file.decided_by.name})" if file.decided_by else ""
    finding = finding_words(file.fault, file.cause)
    return f"{finding}: {how}{by}" if finding else how


def brought_of(evidence: FaultEvidence, *, sheet: Sheet) -> Brought:
    is_ours = evidence.side == FaultEvidence.Side.PROVIDER
    person = evidence.staff if is_ours else evidence.contact
    return Brought(
        who=person.name if person else "",
        side=sheet.ticket.provider.name if is_ours else sheet.ticket.organisation.name,
        words=evidence.words,
        when=sheet.reader.when(evidence.at, sheet.zone),
    )


def acts_on(file: FaultFile, *, sheet: Sheet) -> Sequence[Link]:
    if file.state == State.DECIDED:
        return []
    may_propose, may_decide = sheet.may(Permission.FAULT_PROPOSE), sheet.may(Permission.TICKET_DECIDE)
    is_decidable = file.state == State.OBJECTED or (file.state == State.PROPOSED and not file.silence_means)
    known = [
        (sheet.may(Permission.TICKET_WORK), "evidence", gettext("Add evidence"), "paperclip"),
        (may_propose, "proposal", gettext("Propose a finding"), "scale"),
        (may_propose and may_decide and is_decidable, "decision", gettext("Decide"), "check"),
    ]
    address = [sheet.ticket.number, file.pk]
    return [
        Link(label, reverse(f"desk:ticket-fault-{name}", args=address), icon)
        for is_fit, name, label, icon in known
        if is_fit
    ]
