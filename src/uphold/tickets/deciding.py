"""Keeping the decision behind an act, under the version that governs the ticket."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from uphold.agreements.decisions import decision_of
from uphold.agreements.models import DecisionRecord
from uphold.journal.models import Entry
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.match import decide
from uphold.policy.scenario.answer import Answer, LifecycleAnswer, Ruling, TargetAnswer
from uphold.policy.scenario.clocked import Clocked
from uphold.policy.scenario.ruling import ruling_of
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of


def keep(ticket: Ticket, kind: str, ruling: Ruling, *, entry: Entry, outcome: Mapping[str, Any]) -> None:
    decision_on(ticket, kind, ruling, entry=entry, outcome=outcome).save(force_insert=True)


def decision_on(
    ticket: Ticket, kind: str, ruling: Ruling, *, entry: Entry, outcome: Mapping[str, Any]
) -> DecisionRecord:
    """The row, to be written."""
    return decision_of(
        kind=kind,
        ruling=ruling,
        outcome=outcome,
        version_id=ticket.version_id,
        about=ticket,
        organisation_id=ticket.organisation_id,
        entry=entry,
        at=entry.at,
    )


def decisions_behind(ticket: Ticket, answered: Clocked, *, acts: Iterable[Entry]) -> Iterator[DecisionRecord]:
    """What `keep_step` and `keep_met` keep, for acts on many tickets: once an instant, beside its last act."""
    for entry in {act.at: act for act in acts}.values():
        for step in answered.lifecycle:
            if step.at == entry.at:
                yield decision_on(
                    ticket, "lifecycle", step.ruling, entry=entry, outcome=outcome_of_step(step)
                )
        for target in answered.targets:
            if target.met_at == entry.at:
                yield decision_on(ticket, "target", target.ruling, entry=entry, outcome=outcome_of(target))


def keep_priority(ticket: Ticket, answered: Answer, *, entry: Entry) -> None:
    keep(
        ticket, "triage", answered.priority.ruling, entry=entry, outcome={"priority": answered.priority.value}
    )


def keep_admission(
    ticket: Ticket, answered: Answer, *, entry: Entry, asked_at: datetime | None = None
) -> None:
    """The admission that this act asked for, if it asked for one; or an earlier one that it answered anew."""
    for admission in answered.admission:
        if admission.at == (asked_at or entry.at):
            outcome = {
                "answer": admission.answer,
                "to": list(admission.to),
                "earliest": text_of(admission.earliest),
                "missing": list(admission.missing),
            }
            keep(ticket, "admission", admission.ruling, entry=entry, outcome=outcome)


def keep_targets(ticket: Ticket, answered: Answer, *, entry: Entry) -> None:
    """What was promised, each metric with its row."""
    for target in answered.targets:
        keep(ticket, "target", target.ruling, entry=entry, outcome=outcome_of(target))


def keep_met(ticket: Ticket, answered: Answer, *, entry: Entry) -> None:
    """The promises that this act kept, or kept too late."""
    for target in answered.targets:
        if target.met_at == entry.at:
            keep(ticket, "target", target.ruling, entry=entry, outcome=outcome_of(target))


def keep_step(ticket: Ticket, answered: Answer, *, entry: Entry) -> None:
    """The step in the life of the ticket that this act was."""
    for step in answered.lifecycle:
        if step.at == entry.at:
            keep(ticket, "lifecycle", step.ruling, entry=entry, outcome=outcome_of_step(step))


def keep_pause(ticket: Ticket, answered: Answer, *, entry: Entry, waiting_for: str) -> None:
    """Which metrics stand still while the ticket waits, by which row."""
    paused = [target.metric for target in answered.targets if target.state == "paused"]
    metric = paused[0] if paused else next((target.metric for target in answered.targets), "")
    facts = Facts(
        {
            "waiting for": frozenset({waiting_for}),
            "metric": frozenset({metric}),
            "priority": frozenset({ticket.current_priority}),
        }
    )
    decision = decide(agreement_of(ticket).rules.get("pause", ()), facts=facts)
    keep(ticket, "pause", ruling_of(decision), entry=entry, outcome={"paused": paused})


def keep_escalation(ticket: Ticket, answered: Answer, *, entry: Entry) -> None:
    for step in answered.escalation:
        if step.at == entry.at:
            outcome = {
                "allowed": step.allowed,
                "contact": step.contact,
                "step": step.step,
                "used_up": step.is_used_up,
            }
            keep(ticket, "escalation", step.ruling, entry=entry, outcome=outcome)


def keep_charge(ticket: Ticket, answered: Answer, *, entry: Entry) -> None:
    charge = answered.charge
    outcome = {"state": charge.state, "amount": None if charge.amount is None else str(charge.amount)}
    keep(ticket, "charge", charge.ruling, entry=entry, outcome=outcome)


def keep_warranty(ticket: Ticket, answered: Answer, *, entry: Entry) -> None:
    if answered.warranty is not None:
        outcome = {"answer": answered.warranty.answer, "fault_analysis": answered.warranty.fault_analysis}
        keep(ticket, "warranty", answered.warranty.ruling, entry=entry, outcome=outcome)


def outcome_of_step(step: LifecycleAnswer) -> dict[str, Any]:
    return {
        "step": step.step,
        "priority": step.new_priority,
        "status": step.status,
        "targets": step.targets,
        "duty": step.duty,
    }


def outcome_of(target: TargetAnswer) -> dict[str, Any]:
    return {
        "metric": target.metric,
        "cycle": target.cycle,
        "state": target.state,
        "due": text_of(target.due_at),
        "met_at": text_of(target.met_at),
    }


def text_of(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
