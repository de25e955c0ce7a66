"""Scenes: the moments in which money goes wrong most easily, each told in many interleavings."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from random import Random

from tests.money import acts
from tests.money.acts import Act
from tests.money.house import House, make_neighbour, make_party
from tests.money.story import (
    AGENTS,
    CLERK,
    DAYS,
    FIRST_DAY,
    Story,
    Told,
    act_at_once,
    disputed_line,
    fall_behind,
    invoice_before,
    log_before,
    meet_bug,
    ordered,
)
from uphold.billing.models import Payment

Scripts = Sequence[Sequence[Act]]
Scene = Callable[[Story], Scripts]


def tell_scene(scene: Scene, seed: int, house: House) -> Told:
    random = Random(seed)  # noqa: S311 - a story keeps no secret
    name = f"{house.provider.name}, {scene.__name__} {seed}"
    tickets = ("setup", "bug", "question", "fault", "doubt")
    party = make_party(house, name=name, tickets=tickets, lots=[(50, False)])
    story = Story(seed, party, random)
    story.days = {agent: random.sample(range(FIRST_DAY, FIRST_DAY + DAYS), DAYS) for agent in range(AGENTS)}
    story.books.account.open(50, opened_on=0, ends_on=None)
    return act_at_once(story, scene(story))


def spend_the_last_credits(story: Story) -> Scripts:
    return [[log(story, 0, "setup", 40)], [log(story, 1, "bug", 40)]]


def work_on_one_ticket(story: Story) -> Scripts:
    return [[log(story, 0, "setup", 20)], [log(story, 1, "setup", 15)], [log(story, 2, "setup", 10)]]


def work_for_money(story: Story) -> Scripts:
    """Each ten minutes are 10.17 by themselves, and 30.50 together."""
    return [[log(story, agent, "question", 10)] for agent in range(AGENTS)]


def one_person_is_logged_twice(story: Story) -> Scripts:
    """For two customers, of whom each has an account."""
    day = story.day_of(0)
    story.party.neighbour = make_neighbour(
        story.party.house, name=f"Neighbour {story.party.organisation.name}"
    )
    return [
        [acts.log(story.party, story.number(), agent=0, ticket="question", minutes=20, day=day)],
        [acts.log_for_neighbour(story.party, agent=0, minutes=20, day=day)],
    ]


def settle_one_finding(story: Story) -> Scripts:
    """The reaction is told twice at once, and somebody logs meanwhile."""
    for ticket in ("fault", "doubt", "fault"):
        log_before(story, ticket)
    story.perform(acts.find_fault(story.party, "fault", "customer", agent=0))
    return [
        [acts.meter(story.party, "fault")],
        [acts.meter(story.party, "fault")],
        [log(story, 1, "fault", 9)],
    ]


def patch_comes_out(story: Story) -> Scripts:
    """And the reaction to it is told twice, while the work is taken back."""
    meet_bug(story)
    assert story.bug is not None
    number, entry = max(story.past.items())
    return [
        [acts.release(story.party, story.bug, agent=0), acts.meter(story.party, "bug")],
        [acts.meter(story.party, "bug"), acts.meter(story.party, "bug")],
        [acts.reverse(story.party, number, entry, agent=1)],
    ]


def patch_is_heard_twice(story: Story) -> Scripts:
    meet_bug(story)
    assert story.bug is not None
    story.perform(acts.release(story.party, story.bug, agent=0))
    return [[acts.meter(story.party, "bug")], [acts.meter(story.party, "bug")]]


def two_invoices(story: Story) -> Scripts:
    log_before(story, "question")
    story.party.neighbour = make_neighbour(
        story.party.house, name=f"Neighbour {story.party.organisation.name}"
    )
    return [[acts.invoice(story.party, agent=0)], [acts.invoice_neighbour(story.party, agent=1)]]


def an_invoice_that_is_given_up(story: Story) -> Scripts:
    log_before(story, "question")
    story.party.neighbour = make_neighbour(
        story.party.house, name=f"Neighbour {story.party.organisation.name}"
    )
    given_up = acts.invoice_neighbour(story.party, agent=1, gives_up=True)
    return [[given_up], [acts.invoice(story.party, agent=0)]]


def one_payment_told_twice(story: Story) -> Scripts:
    invoice_before(story)
    return [[pay(story, "x", 30, agent=0)], [pay(story, "x", 30, agent=1)]]


def two_payments_of_one_invoice(story: Story) -> Scripts:
    invoice_before(story)
    return [
        [pay(story, "x", 70, agent=0)],
        [pay(story, "y", 70, agent=1)],
        [acts.invoice(story.party, agent=2)],
    ]


def the_same_money_goes_back_twice(story: Story) -> Scripts:
    """And did not stay, as the bank says meanwhile."""
    paid = story.perform(pay(story, "x", 100, agent=CLERK))
    assert isinstance(paid, Payment)
    return [
        [acts.pay_back(story.party, "x", paid, Decimal(60), name="a", agent=0)],
        [acts.pay_back(story.party, "x", paid, Decimal(60), name="b", agent=1)],
        [acts.take_payment_back(story.party, "x", paid, agent=2)],
    ]


def a_bill_long_overdue_is_paid_in_halves(story: Story) -> Scripts:
    """40 minutes are 40.67, and 48.80 with the tax; sometimes the halves are too small."""
    fall_behind(story, minutes=40)
    half = story.random.choice((20, 25))
    return [
        [pay(story, "x", half, agent=0)],
        [pay(story, "y", half, agent=1)],
        [acts.invoice(story.party, agent=2)],
    ]


def work_is_taken_back_and_invoiced(story: Story) -> Scripts:
    log_before(story, "question")
    number, entry = max(story.past.items())
    story.perform(acts.invoice(story.party, agent=CLERK))
    return [
        [acts.reverse(story.party, number, entry, agent=0), acts.invoice(story.party, agent=0)],
        [acts.invoice(story.party, agent=1)],
        [pay(story, "x", 30, agent=2)],
    ]


def one_order_sent_twice(story: Story) -> Scripts:
    return [[acts.buy(story.party, "a", is_credited=False)], [acts.buy(story.party, "a", is_credited=False)]]


def one_dispute_is_answered_twice(story: Story) -> Scripts:
    """Accepted by one and rejected by the other, while the customer pays."""
    raised = disputed_line(story)
    return [
        [acts.accept(story.party, raised, agent=0)],
        [acts.reject(story.party, raised, agent=1)],
        [pay(story, "x", 70, agent=2), acts.invoice(story.party, agent=2)],
    ]


def an_order_is_withdrawn_and_paid(story: Story) -> Scripts:
    """It stands on an invoice already, or comes there at once."""
    order = ordered(story, "w")
    if story.random.random() < 0.5:
        story.perform(acts.invoice(story.party, agent=CLERK))
    return [
        [acts.withdraw(story.party, "w", order, is_credited=False, agent=0)],
        [acts.invoice(story.party, agent=1)],
        [pay(story, "x", 48, agent=2)],
    ]


def one_charge_is_let_go_twice(story: Story) -> Scripts:
    """And somebody works on, and takes back what he did."""
    log_before(story, "setup")
    number, entry = max(story.past.items())
    return [
        [acts.waive(story.party, "setup", agent=0)],
        [acts.waive(story.party, "setup", agent=1)],
        [log(story, 2, "setup", 15), acts.reverse(story.party, number, entry, agent=2)],
    ]


def one_entry_taken_back_twice(story: Story) -> Scripts:
    log_before(story, "setup")
    number, entry = max(story.past.items())
    return [
        [acts.reverse(story.party, number, entry, agent=0)],
        [acts.correct(story.party, number, entry, into=story.number(), minutes=12, agent=1)],
    ]


def spend_refund_and_close(story: Story) -> Scripts:
    """Everything at once on the last credits."""
    meet_bug(story)
    assert story.bug is not None
    return [
        [log(story, 0, "setup", 45)],
        [acts.release(story.party, story.bug, agent=1), acts.meter(story.party, "bug")],
        [acts.close(story.party, "bug", agent=2), acts.goodwill(story.party, "a", 20, agent=2)],
    ]


SCENES: tuple[Scene, ...] = (
    spend_the_last_credits,
    work_on_one_ticket,
    work_for_money,
    one_person_is_logged_twice,
    settle_one_finding,
    patch_comes_out,
    patch_is_heard_twice,
    two_invoices,
    an_invoice_that_is_given_up,
    one_payment_told_twice,
    two_payments_of_one_invoice,
    the_same_money_goes_back_twice,
    a_bill_long_overdue_is_paid_in_halves,
    work_is_taken_back_and_invoiced,
    one_order_sent_twice,
    one_dispute_is_answered_twice,
    an_order_is_withdrawn_and_paid,
    one_charge_is_let_go_twice,
    one_entry_taken_back_twice,
    spend_refund_and_close,
)


def log(story: Story, agent: int, ticket: str, minutes: int) -> Act:
    day = story.day_of(agent)
    return acts.log(story.party, story.number(), agent=agent, ticket=ticket, minutes=minutes, day=day)


def pay(story: Story, key: str, amount: int, *, agent: int) -> Act:
    return acts.pay(story.party, key, Decimal(amount), agent=agent)
