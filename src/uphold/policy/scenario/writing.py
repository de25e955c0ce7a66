"""Writing: an answer as JSON, in the format of `uphold agreement ask`."""

from __future__ import annotations

from dataclasses import dataclass

from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.answer import (
    AdmissionAnswer,
    Answer,
    ChargeAnswer,
    ChargeLine,
    CreditsAnswer,
    EscalationAnswer,
    LifecycleAnswer,
    NoticeAnswer,
    PriorityAnswer,
    PriorityStep,
    RefundAnswer,
    ReleaseAnswer,
    StandingAnswer,
    TargetAnswer,
    WarrantyAnswer,
)
from uphold.policy.scenario.stamps import stamp_of
from uphold.policy.scenario.written import Json, RulingWriter, instant, money, one_or_all


def write_answer(agreement: Agreement, answer: Answer) -> Json:
    """The answer as plain values, ready for `json.dumps`: money in two decimals, seconds whole, instants in UTC.

    What is not said is None.
    """
    writer = Writer()
    return {
        "agreement": write_agreement(agreement),
        "at": stamp_of(answer.at),
        "priority": writer.priority(answer.priority),
        "service": {"value": answer.service.value, **writer.ruling(answer.service.ruling)},
        "admission": [writer.admission(each) for each in answer.admission],
        "targets": [writer.target(each) for each in answer.targets],
        "charge": writer.charge(answer.charge),
        "credits": write_credits(answer.credits),
        "refunds": [writer.refund(each) for each in answer.refunds],
        "standing": [writer.standing(each) for each in answer.standing],
        "escalation": [writer.escalation(each) for each in answer.escalation],
        "lifecycle": [writer.lifecycle(each) for each in answer.lifecycle],
        "warranty": writer.warranty(answer.warranty) if answer.warranty else None,
        "release": writer.release(answer.release) if answer.release else None,
        "notice": [writer.notice(each) for each in answer.notice],
    }


def write_agreement(agreement: Agreement) -> Json:
    """Which version answered, bound with which annexes."""
    return {
        "slug": agreement.slug,
        "version": agreement.version,
        "hash": agreement.sha256,
        "annexes": [annex.slug for annex in agreement.annexes],
    }


def write_credits(answer: CreditsAnswer) -> Json:
    """What the case did to the balance."""
    packages = [
        {"name": each.name, "credits": each.credits, "price": each.price, "expires": each.expires}
        for each in answer.packages
    ]
    return {
        "before": answer.before,
        "drawn": answer.drawn,
        "refunded": answer.refunded,
        "bought": answer.bought,
        "balance": answer.balance,
        "paused_after_seconds": answer.paused_after_seconds,
        "packages": packages,
    }


@dataclass(slots=True)
class Writer(RulingWriter):
    """Writes each decision of an answer under the keys of the format."""

    def priority(self, answer: PriorityAnswer) -> Json:
        """The priority and its history."""
        history = [self.priority_step(step) for step in answer.history]
        return {"value": answer.value, "history": history, **self.ruling(answer.ruling)}

    def priority_step(self, step: PriorityStep) -> Json:
        """A priority and since when."""
        return {"at": stamp_of(step.at), "value": step.value, **self.ruling(step.ruling)}

    def admission(self, answer: AdmissionAnswer) -> Json:
        """One answer to a request."""
        return {
            "at": stamp_of(answer.at),
            "answer": answer.answer,
            "to": one_or_all(answer.to),
            "earliest": instant(answer.earliest),
            "missing": list(answer.missing),
            "words": answer.words,
            **self.ruling(answer.ruling),
        }

    def target(self, answer: TargetAnswer) -> Json:
        """One promise and its clock."""
        return {
            "metric": answer.metric,
            "within": answer.within,
            "clock": answer.clock,
            "commitment": answer.commitment,
            "due": instant(answer.due_at),
            "due_local": answer.due_local,
            "used_seconds": answer.used_seconds,
            "met_at": instant(answer.met_at),
            "since": instant(answer.since),
            "state": answer.state,
            "cycle": answer.cycle,
            **({"pause": self.ruling(answer.pause)} if answer.pause is not None else {}),
            **self.ruling(answer.ruling),
        }

    def charge(self, answer: ChargeAnswer) -> Json:
        """Money for the work."""
        return {
            "state": answer.state,
            "amount": money(answer.amount),
            "currency": answer.currency,
            "lines": [self.line(line) for line in answer.lines],
            "minimum_seconds": answer.minimum_seconds,
            "consent": answer.consent,
            **self.ruling(answer.ruling),
        }

    def line(self, line: ChargeLine) -> Json:
        """A rated segment."""
        return {
            "from": stamp_of(line.starts_at),
            "to": stamp_of(line.ends_at),
            "seconds": line.seconds,
            "cite": self.cite(line.citation),
            "amount": money(line.amount),
            "credits": line.credits,
        }

    def refund(self, answer: RefundAnswer) -> Json:
        """What came back."""
        return {
            "at": stamp_of(answer.at),
            "problem": answer.problem,
            "credits": answer.credits,
            "amount": money(answer.amount),
            **self.ruling(answer.ruling),
        }

    def standing(self, answer: StandingAnswer) -> Json:
        """What late payment suspends."""
        return {
            "capability": answer.capability,
            "days_past_due": answer.days_past_due,
            "suspended": answer.is_suspended,
            "until": answer.until,
            **self.ruling(answer.ruling),
        }

    def escalation(self, answer: EscalationAnswer) -> Json:
        """One step of escalation."""
        return {
            "at": stamp_of(answer.at),
            "allowed": answer.allowed,
            "contact": answer.contact,
            "step": answer.step,
            "used_up": answer.is_used_up,
            **self.ruling(answer.ruling),
        }

    def lifecycle(self, answer: LifecycleAnswer) -> Json:
        """A step in the life of a ticket."""
        return {
            "at": stamp_of(answer.at),
            "step": answer.step,
            "new_priority": answer.new_priority,
            "status": answer.status,
            "targets": answer.targets,
            "after": answer.after,
            "duty": answer.duty,
            **self.ruling(answer.ruling),
        }

    def warranty(self, answer: WarrantyAnswer) -> Json:
        """A claim for hardware."""
        return {
            "answer": answer.answer,
            "fault_analysis": answer.fault_analysis,
            **self.ruling(answer.ruling),
        }

    def release(self, answer: ReleaseAnswer) -> Json:
        """A release."""
        return {"entitled": answer.entitled, "charge": answer.charge, **self.ruling(answer.ruling)}

    def notice(self, answer: NoticeAnswer) -> Json:
        """A planned change."""
        return {
            "change": answer.change,
            "from": stamp_of(answer.starts_at),
            "to": stamp_of(answer.ends_at),
            "seconds": answer.seconds,
            "lead": answer.lead,
            "audience": answer.audience,
            "channel": answer.channel,
            **self.ruling(answer.ruling),
        }
