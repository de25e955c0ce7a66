"""What the worker calls: metering after a finding, going on when credits came, hearing silence. Safe to run twice."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from uphold.access import Actor
from uphold.credits.models import CreditAccount
from uphold.journal.queries import entry as entry_of
from uphold.kit.one_by_one import one_by_one
from uphold.kit.transaction import atomic
from uphold.metering.actions.consent import let_run_out
from uphold.metering.actions.fault import take_silence
from uphold.metering.actions.settle import FOR_CREDITS, meter_ticket
from uphold.metering.crediting import seen_by
from uphold.metering.models import ConsentRequest, FaultFile
from uphold.metering.queries import has_work
from uphold.policy.scenario.missed import owes_for_misses
from uphold.tickets.actions import resume
from uphold.tickets.locking import lock_ticket, with_terms
from uphold.tickets.models import Ticket
from uphold.tickets.retiming import agreement_of

METERED = frozenset(
    {
        "ticket.agreed",
        "ticket.closed",
        "ticket.found",
        "ticket.handed_over",
        "ticket.outcome",
        "ticket.released",
        "ticket.reopened",
        "ticket.resolved",
        "ticket.taken",
        "ticket.unit_named",
        "ticket.waived",
    }
)
"""Kinds of entry after which work may come to something else, or be known at last."""

ENDS_A_MISS = frozenset({"ticket.answered", "ticket.breached", "ticket.restored"})
"""Kinds, beside those, after which it may be known what a missed target brings, whether anybody worked or not."""


def meter(entry_id: int, *, at: datetime) -> None:
    """The reaction to all of METERED: the work on the ticket is metered again."""
    ticket = with_terms(Ticket.objects.all()).get(pk=entry_of(entry_id).about_id)
    if has_work(ticket) or owes_for_misses(agreement_of(ticket)):
        meter_ticket(ticket=ticket, by=Actor.system(), at=at)


def meter_misses(entry_id: int, *, at: datetime) -> None:
    """The reaction to all of ENDS_A_MISS: asked for nothing where the agreement owes nothing for a missed target."""
    ticket = with_terms(Ticket.objects.all()).get(pk=entry_of(entry_id).about_id)
    if owes_for_misses(agreement_of(ticket)):
        meter_ticket(ticket=ticket, by=Actor.system(), at=at)


def go_on(entry_id: int, *, at: datetime) -> int:
    """The reaction to credits that came in: tickets that waited for them go on. Returns how many did."""
    account = CreditAccount.objects.get(pk=entry_of(entry_id).about_id)
    return go_on_all([account], at=at)


def go_on_waiting(at: datetime) -> int:
    """The same by the clock: a lot that was granted ahead opens, and what was set aside comes free, without a word."""
    waits = waiting().filter(organisation=OuterRef("organisation"), provider=OuterRef("provider"))
    return go_on_all(CreditAccount.objects.filter(Exists(waits)).order_by("pk"), at=at)


def go_on_all(accounts: Iterable[CreditAccount], *, at: datetime) -> int:
    pairs = [
        (ticket, account)
        for account in accounts
        for ticket in waiting()
        .filter(organisation=account.organisation_id, provider=account.provider_id)
        .order_by("pk")
    ]
    return one_by_one(
        pairs,
        lambda pair: go_on_with(*pair, at=at),
        name=lambda pair: f"ticket {pair[0].pk}",
        failed="tickets that could not go on",
    )


def waiting() -> QuerySet[Ticket]:
    return Ticket.objects.filter(status=Ticket.Status.WAITING, waiting_for=FOR_CREDITS)


@atomic
def go_on_with(ticket: Ticket, account: CreditAccount, *, at: datetime) -> bool:
    """Unless it waits no more, or the credits that came are not for it."""
    ticket = lock_ticket(ticket)
    if ticket.waiting_for != FOR_CREDITS or seen_by(ticket, account).ledger.available(at) <= 0:
        return False
    resume(actor=Actor.system(), ticket=ticket, at=at)
    return True


def let_requests_run_out(at: datetime) -> int:
    """Links that asked for a consent and were not answered in time, each in a transaction of its own."""
    late = ConsentRequest.objects.filter(answered_at=None, ran_out_at=None, expires_at__lte=at)
    return one_by_one(
        late.select_related("ticket").order_by("expires_at"),
        lambda request: let_run_out(request=request, at=at),
        name=lambda request: f"consent request {request.pk}",
        failed="requests for consent that could not run out",
    )


def hear_silence(at: datetime) -> int:
    """Proposals that nobody answered in time; each file in a transaction of its own. Returns how many there were."""
    proposed = FaultFile.objects.filter(state=FaultFile.State.PROPOSED, answer_by_at__lte=at)
    silent = proposed.exclude(silence_means="")
    return one_by_one(
        silent.select_related("ticket").order_by("answer_by_at"),
        lambda file: take_silence(file=file, at=at).state != FaultFile.State.PROPOSED,
        name=lambda file: f"fault file {file.pk}",
        failed="fault files whose silence could not be heard",
    )
