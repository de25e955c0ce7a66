"""The fault file in the portal: what is proposed and why, what both sides brought, and by when to answer."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from uphold.metering.actions.fault import mark_of
from uphold.metering.models import FaultEvidence, FaultFile
from uphold.metering.queries import fault_files_of
from uphold.policy.scenario.silence import answer_by
from uphold.portal.agreements.pages import citation_href
from uphold.portal.tickets.sheet import Sheet
from uphold.ui.components.clause import Clause
from uphold.ui.components.when import When
from uphold.ui.decided.clause import clause_of
from uphold.ui.decided.possible import amount_words

State = FaultFile.State
FAULTS = {
    "provider": gettext_lazy("the provider's doing"),
    "customer": gettext_lazy("your side's doing"),
    "third party": gettext_lazy("a third party's doing"),
    "not found": gettext_lazy("not determined"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one side brought, in its own words."""

    by: str
    words: str
    at: When


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """`silence` says what follows when nobody answers, with its row; `follows` what an answer brings.

    `seen` is the mark of the proposal, which an answer sends back.
    """

    id: int
    seen: str
    problem: str
    state: str
    words: str
    proposal: str
    reasons: str
    by: str
    objection: str
    answer_by: When | None
    silence: str
    silence_clause: Clause | None
    evidence: tuple[Evidence, ...]
    follows: str
    may_answer: bool
    is_decided: bool


def files_of(sheet: Sheet) -> list[File]:
    return [shown_file(file, sheet=sheet) for file in fault_files_of(sheet.ticket)]


def shown_file(file: FaultFile, *, sheet: Sheet) -> File:
    is_asked = file.state == State.PROPOSED
    return File(
        id=file.pk,
        seen=mark_of(file),
        problem=file.problem,
        state=file.state,
        words=state_words(file),
        proposal=finding_words(file.proposed_fault, file.proposed_cause),
        reasons=file.proposed_words,
        by=file.proposed_by.name if file.proposed_by else sheet.ticket.provider.name,
        objection=file.answered_words,
        answer_by=sheet.reader.when(file.answer_by_at, sheet.zone)
        if is_asked and file.answer_by_at
        else None,
        silence=silence_words(file) if is_asked else "",
        silence_clause=silence_clause(file, sheet=sheet) if is_asked else None,
        evidence=tuple(evidence_of(each, sheet=sheet) for each in file.evidence.all()),
        follows=follows_words(file, sheet=sheet) if is_asked else "",
        may_answer=is_asked,
        is_decided=file.state == State.DECIDED,
    )


def follows_words(file: FaultFile, *, sheet: Sheet) -> str:
    """What it comes to by the finding that is proposed, said before the customer answers."""
    charge = sheet.answer.charge
    prices = {
        amount_words(each, currency=charge.currency)
        for each in charge.ruling.possibilities
        if each.facts.get("fault") == file.proposed_fault
    }
    if len(prices) != 1:
        return ""
    said = gettext("If you agree, it comes to %(price)s. If not, a manager looks at both sides and decides.")
    return said % {"price": prices.pop()}


def state_words(file: FaultFile) -> str:
    said = {
        State.OPEN: gettext("Whose doing it was is not determined yet. Until then nothing is charged."),
        State.PROPOSED: gettext("This is what we take it for. Do you agree?"),
        State.OBJECTED: gettext("You objected. A manager looks at both sides and decides."),
    }
    if file.state in said:
        return said[State(file.state)]
    found = finding_words(file.fault, file.cause)
    return gettext("Decided: %(what)s.") % {"what": found} if found else gettext("This file is closed.")


def finding_words(fault: str, cause: str) -> str:
    """Whose doing, and the cause in the agreement's word."""
    return ", ".join(part for part in (str(FAULTS.get(fault, fault)), cause) if part)


def silence_words(file: FaultFile) -> str:
    said = {
        "agreement": gettext("If you do not answer by then, the agreement takes it as your yes."),
        "objection": gettext("If you do not answer by then, the agreement takes it as an objection."),
    }
    return said.get(
        file.silence_means,
        gettext("The agreement does not say what silence means; a person decides."),
    )


def silence_clause(file: FaultFile, *, sheet: Sheet) -> Clause | None:
    if file.proposed_at is None:
        return None
    asked = answer_by(sheet.agreement, proposed_at=file.proposed_at)
    cited = asked.silence_citation or asked.within_citation
    return clause_of(cited, href=citation_href) if cited else None


def evidence_of(evidence: FaultEvidence, *, sheet: Sheet) -> Evidence:
    """The customer's people by name; whoever works for the provider speaks for it."""
    by = evidence.contact.name if evidence.contact else sheet.ticket.provider.name
    return Evidence(by=by, words=evidence.words, at=sheet.reader.when(evidence.at, sheet.zone))
