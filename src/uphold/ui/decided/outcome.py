"""Decisions about money, admission and the rest, said in one line each, with what would make them different."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, ngettext

from uphold.policy.scenario.answer import (
    AdmissionAnswer,
    Answer,
    ChargeAnswer,
    Option,
    Possibility,
    Ruling,
    StandingAnswer,
)
from uphold.ui import words
from uphold.ui.components.clause import Clause
from uphold.ui.decided.clause import Href, clause_of, clause_of_ruling


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, its answer in words, the clause, and what else is possible."""

    question: str
    words: str
    clause: Clause | None
    otherwise: tuple[str, ...] = ()
    options: tuple[tuple[str, Clause], ...] = ()
    passed: tuple[tuple[str, str], ...] = ()


def outcomes_of(answer: Answer, *, zone: ZoneInfo, href: Href) -> tuple[Outcome, ...]:
    """Say every decision of an answer except its targets, which are shown as promises."""
    told = [
        _outcome(gettext("Priority"), answer.priority.value or _unsaid(), answer.priority.ruling, href=href),
        _outcome(gettext("Service"), answer.service.value or _unsaid(), answer.service.ruling, href=href),
        *(
            _outcome(
                gettext("Admission at %(when)s") % {"when": words.instant(admission.at, zone)},
                admission_words(admission, zone=zone),
                admission.ruling,
                href=href,
            )
            for admission in answer.admission
        ),
        _outcome(gettext("Charge"), charge_words(answer.charge), answer.charge.ruling, href=href),
        *_credits(answer, href=href),
        *(
            _outcome(
                gettext("Overdue account, %(capability)s") % {"capability": standing.capability},
                standing_words(standing),
                standing.ruling,
                href=href,
            )
            for standing in answer.standing
        ),
        *_steps(answer, zone=zone, href=href),
        *_hardware(answer, href=href),
    ]
    return tuple(told)


def admission_words(admission: AdmissionAnswer, *, zone: ZoneInfo) -> str:
    """Say whether and from when a request is taken in, and what it still has to bring."""
    parts = [admission.answer]
    if admission.to:
        parts.append(gettext("to %(where)s") % {"where": ", ".join(admission.to)})
    if admission.earliest:
        earliest = words.instant(admission.earliest, zone)
        parts.append(gettext("earliest %(when)s") % {"when": earliest})
    if admission.missing:
        parts.append(gettext("missing: %(names)s") % {"names": ", ".join(admission.missing)})
    return " · ".join(parts)


def charge_words(charge: ChargeAnswer) -> str:
    """Say what the work costs as far as it is known."""
    if charge.state == "pending":
        return gettext("not decided yet; nothing is issued meanwhile")
    if charge.amount:
        return words.money(charge.amount, charge.currency)
    return gettext("no charge")


def standing_words(standing: StandingAnswer) -> str:
    """Say how long the account is overdue and what that stops."""
    if standing.is_suspended:
        return gettext("suspended until %(until)s") % {"until": standing.until or gettext("paid")}
    if not standing.days_past_due:
        return gettext("in good standing")
    days = ngettext("%d day overdue", "%d days overdue", standing.days_past_due) % standing.days_past_due
    return gettext("%(days)s, not suspended") % {"days": days}


def option_words(option: Option) -> str:
    """Say what a person may choose: who, what, and at what price."""
    what = " ".join(part for part in (option.answer, option.subject) if part)
    said = gettext("%(who)s may choose: %(what)s") % {"who": option.by, "what": what}
    return f"{said} ({option.charge})" if option.charge else said


def possibility_words(possibility: Possibility, *, currency: str = "USD") -> str:
    """Say what would follow from a finding: "$125.00 if fault is customer"."""
    found = ", ".join(
        gettext("%(fact)s is %(value)s") % {"fact": name, "value": value}
        for name, value in possibility.facts.items()
    )
    amount = possibility.outcome.get("amount")
    credits_drawn = possibility.outcome.get("credits")
    if amount is not None and Decimal(str(amount)):
        outcome = words.money(Decimal(str(amount)), currency)
    elif credits_drawn:
        outcome = gettext("%(count)s credits") % {"count": credits_drawn}
    elif "answer" in possibility.outcome:
        outcome = str(possibility.outcome["answer"])
    else:
        outcome = gettext("no charge")
    return gettext("%(outcome)s if %(found)s") % {"outcome": outcome, "found": found}


def _outcome(question: str, said: str, ruling: Ruling, *, href: Href) -> Outcome:
    return Outcome(
        question=question,
        words=said,
        clause=clause_of_ruling(ruling, href=href),
        otherwise=tuple(possibility_words(possibility) for possibility in ruling.possibilities),
        options=tuple(
            (option_words(option), clause_of(option.citation, href=href)) for option in ruling.options
        ),
        passed=tuple((passed.rule.label, passed.fact) for passed in ruling.passed),
    )


def _credits(answer: Answer, *, href: Href) -> list[Outcome]:
    account = answer.credits
    if account.before is None and not account.drawn:
        return []
    said = gettext("%(drawn)s drawn, balance %(balance)s") % {
        "drawn": account.drawn,
        "balance": account.balance,
    }
    if account.paused_after_seconds is not None:
        span = words.minutes(account.paused_after_seconds // 60)
        said = gettext("%(said)s; work pauses after %(span)s") % {"said": said, "span": span}
    told = [_outcome(gettext("Support credits"), said, answer.charge.ruling, href=href)]
    for refund in answer.refunds:
        back = gettext("%(count)s credits come back") % {"count": refund.credits}
        told.append(_outcome(gettext("Refund"), back, refund.ruling, href=href))
    return told


def _steps(answer: Answer, *, zone: ZoneInfo, href: Href) -> list[Outcome]:
    told = []
    for escalation in answer.escalation:
        said = escalation.contact or (
            gettext("the path is used up") if escalation.is_used_up else escalation.allowed
        )
        question = gettext("Escalation at %(when)s") % {"when": words.instant(escalation.at, zone)}
        told.append(_outcome(question, said or _unsaid(), escalation.ruling, href=href))
    for step in answer.lifecycle:
        parts = [step.new_priority, step.status, step.duty]
        said = " · ".join(part for part in parts if part) or gettext("nothing changes")
        told.append(_outcome(step.step.capitalize(), said, step.ruling, href=href))
    return told


def _hardware(answer: Answer, *, href: Href) -> list[Outcome]:
    told = []
    if answer.warranty:
        said = answer.warranty.answer or gettext("not decided yet")
        told.append(_outcome(gettext("Warranty"), said, answer.warranty.ruling, href=href))
    if answer.release:
        said = answer.release.entitled or _unsaid()
        told.append(_outcome(gettext("Right to the release"), said, answer.release.ruling, href=href))
    return told


def _unsaid() -> str:
    return gettext("not said")


def latest_admission(answer: Answer, at: datetime) -> AdmissionAnswer | None:
    """The admission that holds at an instant: the last one asked by then."""
    asked = [admission for admission in answer.admission if admission.at <= at]
    return asked[-1] if asked else None
