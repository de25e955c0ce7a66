"""Asking what the work of a ticket comes to: the same question for settling it and for showing it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from uphold.credits.models import CreditAccount
from uphold.journal.models import Entry
from uphold.metering.bridge import work_of
from uphold.metering.crediting import seen_by
from uphold.metering.locking import charges_credits
from uphold.metering.models import WorkEntry
from uphold.policy.credits.ledger import Ledger
from uphold.policy.scenario.metered import Metered
from uphold.policy.scenario.metering import meter
from uphold.tickets.bridge import case_of
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of


def metered_of(
    ticket: Ticket,
    *,
    account: CreditAccount | None,
    entries: Iterable[Entry],
    work: Sequence[WorkEntry],
    at: datetime,
) -> Metered:
    """Writes nothing. `work` is what stands, each with its settlement."""
    return metered_with(seen_by(ticket, account).ledger, ticket, entries=entries, work=work, at=at)


def metered_with(
    ledger: Ledger, ticket: Ticket, *, entries: Iterable[Entry], work: Sequence[WorkEntry], at: datetime
) -> Metered:
    """The same with what the ticket sees of the account."""
    case = case_of(ticket, entries=entries, at=at, work=[work_of(entry) for entry in work])
    return meter(agreement_of(ticket), case, ledger=ledger)


def account_behind(ticket: Ticket) -> CreditAccount | None:
    """The account that work on the ticket draws from; None where no row charges credits, or none was made yet."""
    if not charges_credits(agreement_of(ticket)):
        return None
    accounts = CreditAccount.objects.filter(organisation_id=ticket.organisation_id)
    return accounts.filter(provider_id=ticket.provider_id).first()
