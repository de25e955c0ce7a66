"""The answer: every decision about a case, each with its ruling (citation, reasons, options, alternatives)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.decision import Passed
from uphold.policy.decide.rule import Citation
from uphold.policy.decide.terms import Duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What a person may choose beside the decision, with the price it would have.

    `subject` is what the answer goes on to name, in words; `subjects` the same, one by one.
    """

    by: str
    answer: str
    subject: str | None
    citation: Citation
    charge: str | None
    is_taken: bool
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Possibility:
    """The outcome if these facts were found: the keys of the same answer, as written in JSON."""

    facts: Mapping[str, str]
    outcome: Mapping[str, object]
    citation: Citation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """The part that every decision shares.

    `nearer` are the smallest changes, of facts that the asker can change, which would turn a refusal into a yes or make
    a charge smaller: each with what it would bring.
    """

    said: str
    citation: Citation | None
    because: Mapping[str, FactValue]
    passed: tuple[Passed, ...] = ()
    possibilities: tuple[Possibility, ...] = ()
    options: tuple[Option, ...] = ()
    nearer: tuple[Possibility, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityStep:
    """A priority and the instant from which it holds."""

    at: datetime
    value: str
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityAnswer:
    """The current priority, and how it came to be."""

    value: str | None
    history: tuple[PriorityStep, ...]
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceAnswer:
    """The service the request falls under."""

    value: str | None
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionAnswer:
    """Whether, how and from when the request is taken in, asked at opening, at each contact and for wanted work."""

    at: datetime
    answer: str
    to: tuple[str, ...]
    earliest: datetime | None
    missing: tuple[str, ...]
    words: str | None
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a clock's life: why it counted or not (`open`, `closed`, `holiday`, `paused`, `ended`)."""

    starts_at: datetime
    ends_at: datetime
    kind: str
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetAnswer:
    """One promise and its clock.

    state: running, met, missed, paused, ended, superseded or none. `due_at` is None when no instant is promised and
    while paused. `since` is the instant of the last change of state. `within` is the cell as written, `clock` the name
    of the Hours it counts on ("always" around the clock), `commitment` "target", "best effort" or "as agreed".
    `breached_at` is the due instant once passed unmet. `cycle` numbers repeated clocks (next response) from 1.
    `pause` is the decision by which a paused clock stands still.
    """

    metric: str
    within: str | None
    within_seconds: int | None
    clock: str | None
    commitment: str | None
    due_at: datetime | None
    due_local: str | None
    used_seconds: int
    met_at: datetime | None
    since: datetime | None
    state: str
    breached_at: datetime | None
    warn_at: datetime | None
    cycle: int
    stretches: tuple[Stretch, ...]
    ruling: Ruling
    pause: Ruling | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeLine:
    """A rated segment: raw seconds, the clause that rated it, and what it came to (before minimums)."""

    starts_at: datetime
    ends_at: datetime
    seconds: int
    citation: Citation | None
    amount: Decimal | None
    credits: int | None
    tariff: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeAnswer:
    """Money for the work: state none, pending (a finding or an agreed price is missing), due or waived.

    `amount` is None while pending. `consent` is recorded or missing where a row needs it; without it work is free.
    """

    state: str
    amount: Decimal | None
    currency: str
    lines: tuple[ChargeLine, ...]
    minimum_seconds: int | None
    consent: str | None
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """Credits that can be bought; price and expiry as written, None when not said."""

    name: str
    credits: int
    price: str | None
    expires: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditsAnswer:
    """What the case did to the balance of support credits."""

    before: int | None
    drawn: int
    refunded: int
    bought: int
    balance: int | None
    paused_after_seconds: int | None
    packages: tuple[Package, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundAnswer:
    """Credits that came back, or money the provider owes, and for which problem.

    `amount` is None where it is a share of a fee that nobody stated.
    """

    at: datetime
    problem: str | None
    credits: int
    amount: Decimal | None
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingAnswer:
    """What late payment suspends, per capability."""

    capability: str
    days_past_due: int
    is_suspended: bool
    until: str | None
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationAnswer:
    """One occasion to escalate: whether allowed, whom it goes to, and whether the path is used up.

    `trigger` is what asked for it ("customer asks", "target missed", "time since"), of which `metric`; `key` names the
    occasion within its case. `notify` are the words of who else is told.
    """

    at: datetime
    trigger: str
    metric: str | None
    key: str
    notify: str | None
    allowed: str | None
    contact: str | None
    step: int | None
    is_used_up: bool
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class LifecycleAnswer:
    """What a step in the life of the ticket brings with it."""

    at: datetime
    step: str
    new_priority: str | None
    status: str | None
    targets: str | None
    after: str | None
    duty: str | None
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class WarrantyAnswer:
    """What happens to a hardware claim, who pays for it, and what holds where a unit does not come back.

    `return_within` is the time that the customer has to send the old unit back, `otherwise` the words about what
    follows when it does not come; None where the agreement says nothing.
    """

    answer: str | None
    fault_analysis: str | None
    customer_pays: str | None
    return_within: Duration | None
    otherwise: str | None
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseAnswer:
    """Whether a release is owed, and at what charge."""

    entitled: str | None
    charge: str | None
    ruling: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeAnswer:
    """The notice owed for a planned change.

    `earliest` is when a change announced at the moment of the question may begin; None where no lead time is said.
    """

    change: str
    starts_at: datetime
    ends_at: datetime
    seconds: int
    lead: str | None
    audience: str | None
    channel: str | None
    reminders: str | None
    earliest: datetime | None
    ruling: Ruling

    @property
    def is_short(self) -> bool:
        """Whether the lead time is not kept any more."""
        return self.earliest is not None and self.starts_at < self.earliest


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """All decisions about one case at one moment."""

    at: datetime
    effective_on: date
    priority: PriorityAnswer
    service: ServiceAnswer
    admission: tuple[AdmissionAnswer, ...]
    targets: tuple[TargetAnswer, ...]
    charge: ChargeAnswer
    credits: CreditsAnswer
    refunds: tuple[RefundAnswer, ...]
    standing: tuple[StandingAnswer, ...]
    escalation: tuple[EscalationAnswer, ...]
    lifecycle: tuple[LifecycleAnswer, ...]
    warranty: WarrantyAnswer | None
    release: ReleaseAnswer | None
    notice: tuple[NoticeAnswer, ...]
