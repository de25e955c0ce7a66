"""The fault file: evidence of both sides, a proposal, the answer to it, and the finding that comes of it.

It opens by itself as soon as a charge for work that was done hangs on whose fault the matter was.
"""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy

from uphold.access import Actor, NotAllowed, NotThere, Permission, require
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.transaction import atomic
from uphold.metering.models import FaultEvidence, FaultFile
from uphold.metering.queries import case_work
from uphold.policy.scenario.metered import Metered
from uphold.policy.scenario.silence import answer_by
from uphold.tickets.actions import find
from uphold.tickets.locking import begin_with_any, lock_ticket
from uphold.tickets.models import Ticket
from uphold.tickets.naming import require_facts
from uphold.tickets.refusals import WordsMissing, WordsTooLong
from uphold.tickets.retiming import agreement_of
from uphold.tickets.timeline import record

State = FaultFile.State
WHOSE = frozenset({"fault", "cause"})
"""The findings that a fault file is about."""
AGREED, BY_SILENCE, BY_A_PERSON, FOUND = "agreed", "by silence", "by a person", "found"
"""How a file came to its end; found: the finding was made without it."""
AGREEMENT = "agreement"
"""What silence may mean; else it means an objection, or nothing is said of it."""
LONGEST_WORDS = 10_000


class FaultIsDecided(Refused):
    code, kind, text = "fault_is_decided", CONFLICT, gettext_lazy("This fault file is closed.")


class NothingProposed(Refused):
    code, kind, text = (
        "nothing_proposed",
        CONFLICT,
        gettext_lazy("Nothing is proposed that could be answered."),
    )


class AnotherProposal(Refused):
    code, kind, text = (
        "another_proposal",
        CONFLICT,
        gettext_lazy("What is proposed has changed since you read it. Read it again, then answer."),
    )


class ObjectionNeedsWords(Refused):
    code, kind, text = "objection_needs_words", INVALID, gettext_lazy("Say why you do not agree.")


class AnswerIsAwaited(Refused):
    code, kind, text = (
        "answer_is_awaited",
        CONFLICT,
        gettext_lazy("The customer may still answer; the agreement says what silence means."),
    )


def keep_fault_files(ticket: Ticket, metered: Metered, *, at: datetime) -> None:
    """Opens a file for each problem whose charge hangs on the fault; closes those on which nothing hangs any more."""
    if not asks_whose(ticket):
        return
    hanging = {part.problem or "" for part in metered.parts if WHOSE & set(part.open_on)}
    files = {file.problem: file for file in FaultFile.objects.filter(ticket=ticket)}
    for problem in sorted(hanging - set(files)):
        open_file(ticket, problem=problem, at=at)
    for problem, file in files.items():
        if problem not in hanging and file.state != State.DECIDED:
            close_found(file, ticket=ticket, at=at)
        elif problem in hanging and file.state == State.DECIDED:
            open_again(file, ticket=ticket, at=at)


def asks_whose(ticket: Ticket) -> bool:
    """Whether a row of Charge asks about the fault at all."""
    rules = agreement_of(ticket).rules.get("charge", ())
    return any(name in WHOSE for rule in rules for name, _ in rule.conditions)


def open_file(ticket: Ticket, *, problem: str, at: datetime) -> FaultFile:
    file = FaultFile.objects.create(ticket=ticket, problem=problem, opened_at=at)
    record(ticket, "fault.opened", by=Actor.system(), at=at, detail=detail_of(file))
    return file


def open_again(file: FaultFile, *, ticket: Ticket, at: datetime) -> None:
    """What hung on it was taken back, so it was closed without a finding; now there is work again."""
    file.state, file.decided_how, file.decided_at = State.OPEN, "", None
    file.save()
    record(ticket, "fault.opened", by=Actor.system(), at=at, detail=detail_of(file))


def close_found(file: FaultFile, *, ticket: Ticket, at: datetime) -> None:
    """The work may be gone, or somebody recorded the finding as such: nothing hangs on the file any more."""
    file.state, file.decided_how, file.decided_at = State.DECIDED, FOUND, at
    file.save()
    record(ticket, "fault.closed", by=Actor.system(), at=at, detail=detail_of(file))


@atomic
def add_evidence(*, actor: Actor, file: FaultFile, words: str, at: datetime) -> FaultEvidence:
    """One side brings something, in its own words. It is never changed."""
    need = Permission.FAULT_ANSWER if actor.is_contact else Permission.TICKET_WORK
    file = begin(actor, file, need=need)
    if actor.id is None:
        raise NotAllowed(need)
    evidence = FaultEvidence.objects.create(
        file=file,
        side=FaultEvidence.Side.CUSTOMER if actor.is_contact else FaultEvidence.Side.PROVIDER,
        contact_id=actor.id if actor.is_contact else None,
        staff_id=actor.id if actor.is_staff else None,
        words=worded(words),
        at=at,
    )
    detail = detail_of(file) | {"evidence": evidence.pk, "side": str(evidence.side)}
    record(file.ticket, "fault.evidence_added", by=actor, at=at, detail=detail)
    return evidence


@atomic
def propose_fault(
    *, actor: Actor, file: FaultFile, fault: str, cause: str = "", words: str, at: datetime
) -> FaultFile:
    """What the provider takes for the fault, with reasons that the customer reads. A new proposal takes its place."""
    file = begin(actor, file, need=Permission.FAULT_PROPOSE)
    if not actor.is_staff or actor.id is None:
        raise NotAllowed(Permission.FAULT_PROPOSE)
    agreement = agreement_of(file.ticket)
    require_facts(agreement, finding_of(fault, cause))
    silence = answer_by(agreement, proposed_at=at)
    file.state = State.PROPOSED
    file.proposed_fault, file.proposed_cause, file.proposed_words = fault, cause, worded(words)
    file.proposed_by_id, file.proposed_at = actor.id, at
    file.answer_by_at, file.silence_means = silence.at, silence.silence_means or ""
    file.answered_by, file.answered_words, file.answered_at = None, "", None
    file.save()
    until = file.answer_by_at.isoformat() if file.answer_by_at else None
    detail = detail_of(file) | {"facts": finding_of(fault, cause), "answer_by": until}
    record(file.ticket, "fault.proposed", by=actor, at=at, detail=detail)
    return file


@atomic
def accept_fault(*, actor: Actor, file: FaultFile, seen: str, at: datetime) -> FaultFile:
    """The customer agrees: the proposal becomes the finding. `seen` is the mark of the one that he read."""
    file = begin_answer(actor, file, seen=seen)
    file.answered_by_id, file.answered_at = actor.id, at
    file.decided_how = AGREED
    record(file.ticket, "fault.accepted", by=actor, at=at, detail=detail_of(file))
    return decide(file, fault=file.proposed_fault, cause=file.proposed_cause, by=actor, at=at)


@atomic
def object_to_fault(*, actor: Actor, file: FaultFile, words: str, seen: str, at: datetime) -> FaultFile:
    """The customer does not agree, and says why: a manager decides."""
    file = begin_answer(actor, file, seen=seen)
    if not words.strip():
        raise ObjectionNeedsWords
    file.state = State.OBJECTED
    file.answered_by_id, file.answered_at, file.answered_words = actor.id, at, worded(words)
    file.save()
    record(file.ticket, "fault.objected", by=actor, at=at, detail=detail_of(file))
    return file


@atomic
def decide_fault(*, actor: Actor, file: FaultFile, fault: str, cause: str = "", at: datetime) -> FaultFile:
    """A manager decides after an objection, and where the agreement does not say what silence means."""
    require(actor, Permission.TICKET_DECIDE, provider_id=file.ticket.provider_id)
    file = begin(actor, file, need=Permission.FAULT_PROPOSE)
    if file.state == State.OPEN:
        raise NothingProposed
    if file.state == State.PROPOSED and file.silence_means:
        raise AnswerIsAwaited
    require_facts(agreement_of(file.ticket), finding_of(fault, cause))
    file.decided_how, file.decided_by_id = BY_A_PERSON, actor.id
    return decide(file, fault=fault, cause=cause, by=actor, at=at)


@atomic
def take_silence(*, file: FaultFile, at: datetime) -> FaultFile:
    """Nobody answered in time: it means what the agreement says. Safe to run twice."""
    ticket = lock_ticket(file.ticket)
    file = lock_file(file, ticket=ticket)
    is_over = file.state != State.PROPOSED or file.answer_by_at is None or file.answer_by_at > at
    if is_over or not file.silence_means:
        return file
    if file.silence_means == AGREEMENT:
        file.decided_how = BY_SILENCE
        return decide(file, fault=file.proposed_fault, cause=file.proposed_cause, by=Actor.system(), at=at)
    file.state = State.OBJECTED
    file.save(update_fields=["state"])
    detail = detail_of(file) | {"by_silence": True}
    record(ticket, "fault.objected", by=Actor.system(), at=at, detail=detail)
    return file


def decide(file: FaultFile, *, fault: str, cause: str, by: Actor, at: datetime) -> FaultFile:
    """The outcome stands in the file by name, and becomes a finding of the ticket, which charges read.

    The finding is the system's: it carries out what both sides, or the agreement, have settled here.
    """
    file.fault, file.cause = fault, cause
    file.state, file.decided_at = State.DECIDED, at
    file.save()
    detail = detail_of(file) | {"facts": finding_of(fault, cause), "how": file.decided_how}
    record(file.ticket, "fault.decided", by=by, at=at, detail=detail)
    find(
        actor=Actor.system(),
        ticket=file.ticket,
        facts=finding_of(fault, cause),
        problem=file.problem,
        work=case_work(file.ticket),
        at=at,
    )
    return file


def begin(actor: Actor, file: FaultFile, *, need: Permission) -> FaultFile:
    """The door and the lock of the ticket, then the file as it is now; one that is decided stays so."""
    ticket = begin_with_any(actor, file.ticket, need=need)
    locked = lock_file(file, ticket=ticket)
    if locked.state == State.DECIDED:
        raise FaultIsDecided
    return locked


def begin_answer(actor: Actor, file: FaultFile, *, seen: str) -> FaultFile:
    if not actor.is_contact or actor.id is None:
        raise NotAllowed(Permission.FAULT_ANSWER)
    file = begin(actor, file, need=Permission.FAULT_ANSWER)
    if file.state != State.PROPOSED:
        raise NothingProposed
    if seen != mark_of(file):
        raise AnotherProposal
    return file


def mark_of(file: FaultFile) -> str:
    """Tells one proposal from the next in the same file."""
    return file.proposed_at.isoformat() if file.proposed_at else ""


def lock_file(file: FaultFile, *, ticket: Ticket) -> FaultFile:
    found = FaultFile.objects.select_for_update(no_key=True, of=("self",)).filter(pk=file.pk, ticket=ticket)
    locked = found.first()
    if locked is None:
        raise NotThere("fault file")
    locked.ticket = ticket
    return locked


def finding_of(fault: str, cause: str) -> Mapping[str, str]:
    """What was said of the two; a fault that is named wins over the one that the cause brings."""
    return {name: value for name, value in (("fault", fault), ("cause", cause)) if value}


def worded(words: str) -> str:
    kept = words.replace("\0", "").strip()
    if not kept:
        raise WordsMissing
    if len(kept) > LONGEST_WORDS:
        raise WordsTooLong(LONGEST_WORDS)
    return kept


def detail_of(file: FaultFile) -> dict[str, object]:
    return {"file": file.pk} | ({"problem": file.problem} if file.problem else {})
