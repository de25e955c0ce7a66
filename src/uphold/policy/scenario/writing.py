"""Writing: an answer as JSON, in the format of `uphold agreement ask`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.decision import Passed
from uphold.policy.decide.rule import Citation
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
    Option,
    Possibility,
    PriorityAnswer,
    PriorityStep,
    RefundAnswer,
    ReleaseAnswer,
    Ruling,
    StandingAnswer,
    TargetAnswer,
    WarrantyAnswer,
)
from uphold.policy.scenario.cells import amount_of
from uphold.policy.scenario.stamps import stamp_of

Json = dict[str, object]


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


def instant(at: datetime | None) -> str | None:
    """An instant, or None."""
    return None if at is None else stamp_of(at)


def money(amount: Decimal | None) -> str | None:
    """An amount, or None."""
    return None if amount is None else amount_of(amount)


def value_of(value: FactValue) -> object:
    """A fact as a word, a list of words or a number."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    names = sorted(value)
    return names[0] if len(names) == 1 else names


@dataclass(slots=True)
class Writer:
    """Writes answers; a place that is cited often is written once."""

    citations: dict[int, Json] = field(default_factory=dict)

    def ruling(self, ruling: Ruling) -> Json:
        """What every decision shares."""
        shared: Json = {
            "said": ruling.said,
            "cite": self.cite(ruling.citation),
            "because": {name: value_of(value) for name, value in ruling.because.items()},
            "passed": [self.passed(each) for each in ruling.passed],
        }
        if ruling.possibilities:
            shared["if"] = [self.possibility(each) for each in ruling.possibilities]
        if ruling.nearer:
            shared["would"] = [self.possibility(each) for each in ruling.nearer]
        if ruling.options:
            shared["options"] = [self.option(each) for each in ruling.options]
        return shared

    def cite(self, citation: Citation | None) -> Json | None:
        """The place of a row."""
        if citation is None:
            return None
        written = self.citations.get(id(citation))
        if written is None:
            written = self.citations[id(citation)] = {
                "document": citation.document,
                "version": citation.version,
                "clause": citation.clause,
                "anchor": citation.anchor,
                "row": citation.row,
                "line": citation.line,
                "quote": citation.quote,
                "readings": [reading.text for reading in citation.readings],
            }
        return written

    def passed(self, passed: Passed) -> Json:
        """A row that did not decide."""
        return {"cite": self.cite(passed.rule.citation), "fact": passed.fact}

    def possibility(self, possibility: Possibility) -> Json:
        """The outcome if facts were found."""
        return {
            "facts": dict(possibility.facts),
            **possibility.outcome,
            "cite": self.cite(possibility.citation),
        }

    def option(self, option: Option) -> Json:
        """What a person may choose."""
        return {
            "by": bare(option.by),
            "answer": option.answer,
            "subject": one_or_all(option.subjects) or option.subject,
            "cite": self.cite(option.citation),
            "charge": option.charge,
            "taken": option.is_taken,
        }

    def priority(self, answer: PriorityAnswer) -> Json:
        """The priority and its history."""
        history = [
            {"at": stamp_of(step.at), "value": step.value, **self.ruling(step.ruling)}
            for step in answer.history
        ]
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


def bare(role: str) -> str:
    """The role without its article.

    >>> bare("a manager")
    'manager'
    """
    first, _, rest = role.partition(" ")
    return rest if first in {"a", "an", "the"} and rest else role


def one_or_all(names: tuple[str, ...]) -> str | list[str] | None:
    """One name by itself, several as a list, none as None."""
    return None if not names else names[0] if len(names) == 1 else list(names)
