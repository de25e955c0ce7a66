"""Rows to policy values: what a customer owes and what is suspended, as the case of a ticket takes it in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from uphold.agreements.bridge import compiled
from uphold.agreements.models import Agreement, Version
from uphold.agreements.queries import version_in_force
from uphold.policy.clocks.events import Event, Happening
from uphold.policy.decide.rule import Citation
from uphold.policy.scenario.case import Account, Invoice
from uphold.policy.scenario.standing import DAYS, LIFT, SUSPEND
from uphold.standing.models import Receivable, Suspension

STANDING = "standing"


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the tickets of one customer: amounts that were open, and suspensions, since an instant."""

    receivables: Sequence[Receivable] = ()
    suspensions: Sequence[Suspension] = ()

    def account(self, *, opened_at: datetime) -> Account:
        """The amounts that were open at some time since a ticket was opened."""
        return Account(
            invoices=tuple(
                invoice_of(each) for each in self.receivables if is_since(each.settled_at, opened_at)
            )
        )

    def events(self, *, opened_at: datetime) -> tuple[Event, ...]:
        """Payments, and what was decided for the whole account, as if it had been decided for this ticket."""
        return (*self._payments(opened_at), *self._decisions(opened_at))

    def _payments(self, opened_at: datetime) -> Iterator[Event]:
        for each in self.receivables:
            if each.settled_at is not None and each.settled_at > opened_at:
                yield Event(at=each.settled_at, what=Happening.PAID, by="system", invoice=each.number)

    def _decisions(self, opened_at: datetime) -> Iterator[Event]:
        """What the agreement suspends by itself it suspends for each ticket by itself: nobody took it."""
        for each in self.suspensions:
            if not is_since(each.ends_at, opened_at):
                continue
            if each.decided_by_id is not None:
                yield choice_of(each, SUSPEND, at=max(each.starts_at, opened_at))
            if each.ends_at is not None:
                yield choice_of(each, LIFT, at=each.ends_at)


NOTHING = Behind()


def is_since(ended_at: datetime | None, opened_at: datetime) -> bool:
    return ended_at is None or ended_at > opened_at


def choice_of(suspension: Suspension, answer: str, *, at: datetime) -> Event:
    return Event(
        at=at,
        what=Happening.TAKEN,
        by="manager",
        kind=STANDING,
        answer=answer,
        subject=suspension.capability,
        facts={DAYS: Decimal(suspension.days_past_due)},
    )


def invoice_of(receivable: Receivable) -> Invoice:
    """What is disputed as a whole counts as settled since then, so no invoice of a case is disputed."""
    return Invoice(
        number=receivable.number,
        due_on=receivable.due_on,
        amount=receivable.open_amount - receivable.disputed_amount,
    )


def citation_of(suspension: Suspension) -> Citation:
    """The row that allows it, with its words and readings as they were published."""
    found = row_of(suspension) or row_of(suspension, annexes=annexes_of(suspension))
    return found or Citation(
        document=suspension.document,
        version=suspension.version.version,
        clause=suspension.clause,
        anchor=suspension.anchor,
        row=suspension.row,
        line=suspension.line,
        quote="",
    )


def row_of(suspension: Suspension, *, annexes: Sequence[Version] = ()) -> Citation | None:
    cited = (rule.citation for rule in compiled(suspension.version, annexes).rules.get(STANDING, ()))
    wanted = (suspension.document, suspension.line)
    return next((each for each in cited if (each.document, each.line) == wanted), None)


def annexes_of(suspension: Suspension) -> tuple[Version, ...]:
    """The annex whose row it is, as it was in force when the suspension began."""
    annexes = Agreement.objects.filter(
        provider=suspension.provider_id, slug=suspension.document, is_annex=True
    )
    in_force = (version_in_force(annex, at=suspension.starts_at) for annex in annexes)
    return tuple(version for version in in_force if version is not None)
