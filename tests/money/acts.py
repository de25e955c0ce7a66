"""The acts of a story: each calls the verbs as a face would, and tells the books what came about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from tests.money.books import Books
from tests.money.house import NOW, SYSTEM, Party, moment
from uphold.billing.actions import (
    invoice_now,
    prepare_run,
    raise_dispute,
    record_payment,
    repay,
    reverse_payment,
    start_run,
    work_run,
)
from uphold.billing.actions.dispute import answer_dispute
from uphold.billing.actions.invoice import NothingToInvoice
from uphold.billing.actions.order import withdraw_order
from uphold.billing.models import Dispute, InvoiceLine, Payment
from uphold.credits.actions import grant_goodwill, order_package
from uphold.credits.actions.expiry import expire_lot
from uphold.credits.models import CreditOrder
from uphold.kit.transaction import atomic
from uphold.metering.actions import correct_work, log_work, reverse_work
from uphold.metering.actions.settle import meter_ticket
from uphold.metering.actions.waiver import waive_charge
from uphold.metering.models import WorkEntry
from uphold.problems.actions import release_bug
from uphold.problems.models import Bug
from uphold.tickets.actions import close_ticket, find
from uphold.tickets.models import Ticket

DAY_OF_EXPIRY = 14
GIVEN_UP = "given_up"
Tell = Callable[[Books, object], None]
Judge = Callable[[Books], bool]


@dataclass(frozen=True, slots=True)
class Act:
    """What is done, and what the books are told when it came about. `name` is how a failing story prints it.

    It is refused by a code of `refusals` when the books say so, and only then; `excuses` are codes that may refuse it
    for what is not in the books.
    """

    name: str
    perform: Callable[[], object]
    tell: Tell = lambda _books, _outcome: None
    refusals: Mapping[str, Judge] = field(default_factory=dict)
    excuses: frozenset[str] = frozenset()

    def due_refusals(self, books: Books) -> frozenset[str]:
        return frozenset(code for code, is_due in self.refusals.items() if is_due(books))


def log(party: Party, number: int, *, agent: int, ticket: str, minutes: int, day: int) -> Act:
    staff, actor = party.agents[agent]
    starts = moment(day)

    def perform() -> WorkEntry:
        return log_work(
            actor=actor,
            ticket=party.tickets[ticket],
            staff=staff,
            started_at=starts,
            ended_at=starts + timedelta(minutes=minutes),
            at=NOW,
        )

    def tell(books: Books, outcome: object) -> None:
        books.log(number, ticket=ticket, minutes=minutes, day=day, agent=agent)

    refusals: dict[str, Judge] = {"work_overlaps": lambda books: books.is_busy(agent, day=day)}
    name = f"log {number}: {minutes} min on {ticket}, June {day + 1}, agent {agent}"
    return Act(name, perform, tell, refusals)


def log_for_neighbour(party: Party, *, agent: int, minutes: int, day: int) -> Act:
    """The same person, the same hour, for another customer with an account of his own."""
    staff, actor = party.agents[agent]
    starts = moment(day)

    def perform() -> WorkEntry:
        assert party.neighbour is not None
        return log_work(
            actor=actor,
            ticket=Ticket.objects.get(organisation=party.neighbour),
            staff=staff,
            started_at=starts,
            ended_at=starts + timedelta(minutes=minutes),
            at=NOW,
        )

    return Act(
        f"log for a neighbour: {minutes} min, June {day + 1}, agent {agent}",
        perform,
        lambda books, _: books.elsewhere.add((agent, day)),
        {"work_overlaps": lambda books: books.is_busy(agent, day=day)},
    )


def reverse(party: Party, number: int, entry: WorkEntry, *, agent: int) -> Act:
    _, actor = party.agents[agent]
    return Act(
        f"reverse {number}",
        lambda: reverse_work(actor=actor, entry=entry, at=NOW),
        lambda books, _: books.reverse(number),
        {"already_reversed": lambda books: number not in books.entries},
    )


def correct(party: Party, number: int, entry: WorkEntry, *, into: int, minutes: int, agent: int) -> Act:
    _, actor = party.agents[agent]

    def perform() -> WorkEntry:
        return correct_work(
            actor=actor,
            entry=entry,
            started_at=entry.started_at,
            ended_at=entry.started_at + timedelta(minutes=minutes),
            reason="Mistyped",
            at=NOW,
        )

    def tell(books: Books, outcome: object) -> None:
        books.correct(number, into=into, minutes=minutes)

    refusals: dict[str, Judge] = {"already_reversed": lambda books: number not in books.entries}
    return Act(f"correct {number} into {into}: {minutes} min", perform, tell, refusals)


def find_fault(party: Party, ticket: str, fault: str, *, agent: int) -> Act:
    """The finding alone; metering follows it as an act of its own."""
    _, actor = party.agents[agent]
    row = party.tickets[ticket]

    def perform() -> object:
        return find(actor=actor, ticket=row, facts={"fault": fault}, at=NOW)

    return Act(f"find of {ticket}: {fault}", perform, lambda books, _: books.find(ticket, fault))


def meter(party: Party, ticket: str) -> Act:
    """The reaction to news about a ticket; told as often as one likes."""
    row = party.tickets[ticket]
    return Act(
        f"meter {ticket}",
        lambda: meter_ticket(ticket=row, by=SYSTEM, at=NOW),
        lambda books, _: books.meter(ticket),
    )


def goodwill(party: Party, key: str, amount: int, *, agent: int) -> Act:
    _, actor = party.agents[agent]
    named = f"{party.organisation.name}:{key}"

    def perform() -> object:
        return grant_goodwill(
            actor=actor, account=party.account, credits=amount, reason="Sorry", key=named, at=moment(1)
        )

    return Act(f"goodwill {key}: {amount}", perform, lambda books, _: books.give(key, amount, day=1))


def buy(party: Party, key: str, *, is_credited: bool) -> Act:
    named = f"{party.organisation.name}:{key}"

    def perform() -> object:
        return order_package(
            actor=party.manager, account=party.account, package="Small", key=named, at=moment(1)
        )

    return Act(f"buy {key}", perform, lambda books, _: books.order(key, is_credited=is_credited, day=1))


def withdraw(party: Party, key: str, order: CreditOrder, *, is_credited: bool, agent: int) -> Act:
    """What a payment credited meanwhile is not in the books."""
    _, actor = party.agents[agent]
    return Act(
        f"withdraw order {key}",
        lambda: withdraw_order(actor=actor, order=order, at=NOW),
        lambda books, _: books.withdrawn.add(key),
        {"order_is_credited": lambda _: is_credited},
        frozenset({"order_is_credited"}),
    )


def waive(party: Party, ticket: str, *, agent: int) -> Act:
    _, actor = party.agents[agent]
    row = party.tickets[ticket]
    return Act(
        f"let {ticket} go",
        lambda: waive_charge(actor=actor, ticket=row, reason="Our own mistake", at=NOW),
        lambda books, _: books.waive(ticket),
        {"charge_is_waived": lambda books: ticket in books.waived},
    )


def expire(party: Party, place: int) -> Act:
    lot = party.lots[place]
    return Act(
        f"expire lot {place}",
        lambda: expire_lot(account=party.account, lot_id=lot.pk, at=NOW),
        lambda books, _: books.expire(place),
    )


def invoice(party: Party, *, agent: int, at: datetime = NOW) -> Act:
    _, actor = party.agents[agent]

    def perform() -> object:
        try:
            return invoice_now(actor=actor, organisation=party.organisation, provider=party.provider, at=at)
        except NothingToInvoice:
            return []

    return Act("invoice", perform)


def run_invoices(party: Party, *, agent: int) -> Act:
    """A whole run of the provider, all of its customers, as a worker does it."""
    _, actor = party.agents[agent]
    until = NOW.date()

    def perform() -> object:
        prepared = prepare_run(
            actor=actor, provider=party.provider, from_on=until - timedelta(days=30), until_on=until, at=NOW
        )
        return work_run(start_run(actor=actor, run=prepared, at=NOW).pk, at=NOW)

    return Act("run invoices", perform)


class GivenUp(Exception):
    """Whoever issued it changes his mind before it is written for good."""

    code = GIVEN_UP


def invoice_neighbour(party: Party, *, agent: int, gives_up: bool = False) -> Act:
    """Another customer's invoice, from the same series of numbers."""
    _, actor = party.agents[agent]

    @atomic
    def perform() -> object:
        assert party.neighbour is not None
        issued = invoice_now(actor=actor, organisation=party.neighbour, provider=party.provider, at=NOW)
        if gives_up:
            raise GivenUp
        return issued

    refusals: dict[str, Judge] = {"nothing_to_invoice": lambda books: books.is_neighbour_invoiced}
    if gives_up:
        refusals[GIVEN_UP] = lambda books: not books.is_neighbour_invoiced
    return Act(
        "invoice a neighbour" + (", and give up" if gives_up else ""),
        perform,
        lambda books, _: books.invoice_neighbour(),
        refusals,
    )


def pay(party: Party, key: str, amount: Decimal, *, agent: int) -> Act:
    _, actor = party.agents[agent]
    named = f"{party.organisation.name}:{key}"

    def perform() -> Payment:
        return record_payment(
            actor=actor,
            organisation=party.organisation,
            provider=party.provider,
            amount=amount,
            currency="EUR",
            received_on=NOW.date(),
            key=named,
            at=NOW,
        )

    return Act(f"pay {key}: {amount}", perform, lambda books, _: books.pay(key, amount))


def take_payment_back(party: Party, key: str, payment: Payment, *, agent: int) -> Act:
    _, actor = party.agents[agent]
    return Act(
        f"take back payment {key}",
        lambda: reverse_payment(actor=actor, payment=payment, reason="Bounced", at=NOW),
        lambda books, _: books.take_payment_back(key),
        {
            "payment_already_reversed": lambda books: not books.paid[key],
            "payment_was_repaid": lambda books: books.repaid_of(key) > 0,
        },
    )


def pay_back(party: Party, key: str, payment: Payment, amount: Decimal, *, name: str, agent: int) -> Act:
    """Of one payment; what pays invoices by now is not in the books, and cannot go back either."""
    _, actor = party.agents[agent]

    def perform() -> object:
        return repay(
            actor=actor,
            organisation=party.organisation,
            provider=party.provider,
            amount=amount,
            currency="EUR",
            repaid_on=NOW.date(),
            reason="Overpaid",
            key=f"{party.organisation.name}:{name}",
            payments=[payment],
            at=NOW,
        )

    return Act(
        f"pay back {name}: {amount} of payment {key}",
        perform,
        lambda books, _: books.pay_back(key, name, amount),
        {"repayment_exceeds_credit": lambda books: books.paid[key] - books.repaid_of(key) < amount},
        frozenset({"repayment_exceeds_credit"}),
    )


def dispute(party: Party, line: InvoiceLine) -> Act:
    def tell(books: Books, outcome: object) -> None:
        assert isinstance(outcome, Dispute)
        books.disputed[line.pk] = outcome.pk

    return Act(
        f"dispute line {line.position}",
        lambda: raise_dispute(actor=party.manager, line=line, words="Not ours", at=NOW),
        tell,
        {"already_disputed": lambda books: line.pk in books.disputed},
        frozenset({"nothing_to_dispute"}),
    )


def reject(party: Party, raised: Dispute, *, agent: int) -> Act:
    _, actor = party.agents[agent]
    return Act(
        "reject the dispute",
        lambda: answer_dispute(actor=actor, dispute=raised, answer="rejected", words="It is yours", at=NOW),
        lambda books, _: books.settle_dispute(raised.line_id),
        {"already_answered": lambda books: books.disputed.get(raised.line_id) != raised.pk},
    )


def accept(party: Party, raised: Dispute, *, agent: int) -> Act:
    """The line is taken back; where its work was taken back before, the dispute is over already."""
    _, actor = party.agents[agent]
    return Act(
        "accept the dispute",
        lambda: answer_dispute(actor=actor, dispute=raised, answer="accepted", at=NOW),
        lambda books, _: books.accept_dispute(raised.line_id),
        {"already_answered": lambda books: books.disputed.get(raised.line_id) != raised.pk},
        frozenset({"already_answered"}),
    )


def close(party: Party, ticket: str, *, agent: int) -> Act:
    _, actor = party.agents[agent]
    row = party.tickets[ticket]
    return Act(
        f"close {ticket}",
        lambda: close_ticket(actor=actor, ticket=row, at=NOW),
        lambda books, _: books.closed.add(ticket),
        {"ticket_is_over": lambda books: ticket in books.closed},
    )


def release(party: Party, bug: Bug, *, agent: int) -> Act:
    _, actor = party.agents[agent]
    return Act(
        "release the patch",
        lambda: release_bug(actor=actor, bug=bug, version="2.1", at=NOW),
        lambda books, _: books.release(),
        {"bug_is_released": lambda books: books.is_released},
    )
