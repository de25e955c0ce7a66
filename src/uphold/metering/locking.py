"""Locking for metering: the account of credits first, then the ticket, because credits stand below tickets."""

from dataclasses import dataclass

from uphold.access import Actor, Permission
from uphold.credits.actions import account_of, lock_account
from uphold.credits.models import CreditAccount
from uphold.policy.decide.terms import CreditRate
from uphold.policy.document.agreement import Agreement as Compiled
from uphold.tickets.locking import lock_under_its_terms, require_door
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of


@dataclass(frozen=True, slots=True)
class Locked:
    """A ticket that is ours, and the account behind it where its agreement charges in credits."""

    ticket: Ticket
    account: CreditAccount | None


def begin_metered(actor: Actor, ticket: Ticket, *, need: Permission) -> Locked:
    """The first step of a verb that changes what work comes to: the locks, then the door of the ticket."""
    account = lock_account_behind(ticket)
    require_door(actor, ticket, need=need)
    return Locked(lock_under_its_terms(ticket), account)


def lock_for_metering(ticket: Ticket) -> Locked:
    account = lock_account_behind(ticket)
    return Locked(lock_under_its_terms(ticket), account)


def lock_account_behind(ticket: Ticket) -> CreditAccount | None:
    """None, and no account is made, where no row charges credits."""
    if not charges_credits(agreement_of(ticket)):
        return None
    key = {"organisation_id": ticket.organisation_id, "provider_id": ticket.provider_id}
    known = CreditAccount.objects.select_for_update(no_key=True).filter(**key).first()
    return known or lock_account(account_of(**key))


def charges_credits(agreement: Compiled) -> bool:
    return any(isinstance(rule.terms.get("rate"), CreditRate) for rule in agreement.rules.get("charge", ()))
