"""Rule 15 of the house, verb by verb: people, agreements, credits, (bug), tickets, metering, billing.

Every test of the house is watched for it; here stands what the watch sees, and that it sees what is wrong.
"""

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import cast
from unittest.mock import patch

import pytest

from tests.lock_order import watched_locks
from tests.money import acts
from tests.money.acts import Act
from tests.money.conftest import houses
from tests.money.house import make_house, make_party
from tests.money.scenes import SCENES, Scene
from tests.money.story import AGENTS, DAYS, FIRST_DAY, Story, invoice_before, log_before, meet_bug
from uphold.access import Actor, Permission
from uphold.billing.models import Dispute, InvoiceLine, Payment
from uphold.kit import Refused
from uphold.metering.actions import work
from uphold.metering.locking import Locked, lock_account_behind
from uphold.problems.models import Bug
from uphold.tickets.locking import lock_ticket
from uphold.tickets.models import Ticket

TICKETS = ("setup", "bug", "question", "fault", "doubt")
STAFF, CUSTOMER, ACCOUNT = "people_staff", "people_customership", "credits_creditaccount"
BUG, TICKET, FILE, SELLER = "problems_bug", "tickets_ticket", "metering_faultfile", "billing_seller"
Maker = Callable[[Story], Act]


@pytest.fixture
def story(db: None) -> Story:
    """Nobody acts at once here, so a transaction of the test will do."""
    party = make_party(make_house(next(houses)), name="Locks", tickets=TICKETS, lots=[(500, False)])
    story = Story(1, party, Random(1))  # noqa: S311 - a story keeps no secret
    story.days = {agent: list(range(FIRST_DAY, FIRST_DAY + DAYS)) for agent in range(AGENTS)}
    story.books.account.open(500, opened_on=0, ends_on=None)
    return story


def log(story: Story) -> Act:
    return acts.log(story.party, story.number(), agent=0, ticket="setup", minutes=5, day=1)


def correct(story: Story) -> Act:
    log_before(story, "setup")
    number, entry = max(story.past.items())
    return acts.correct(story.party, number, entry, into=story.number(), minutes=12, agent=1)


def find(story: Story) -> Act:
    log_before(story, "fault")
    return acts.find_fault(story.party, "fault", "customer", agent=0)


def meter(story: Story) -> Act:
    story.perform(find(story))
    return acts.meter(story.party, "fault")


def release(story: Story) -> Act:
    meet_bug(story)
    return acts.release(story.party, cast("Bug", story.bug), agent=0)


def close(story: Story) -> Act:
    return acts.close(story.party, "setup", agent=0)


def give(story: Story) -> Act:
    return acts.goodwill(story.party, "a", 5, agent=0)


def buy(story: Story) -> Act:
    return acts.buy(story.party, "a", is_credited=False)


def invoice(story: Story) -> Act:
    log_before(story, "question")
    return acts.invoice(story.party, agent=0)


def pay(story: Story) -> Act:
    invoice_before(story)
    return acts.pay(story.party, "x", Decimal(70), agent=0)


def take_payment_back(story: Story) -> Act:
    payment = cast("Payment", story.perform(pay(story)))
    return acts.take_payment_back(story.party, "x", payment, agent=0)


def dispute(story: Story) -> Act:
    invoice_before(story)
    lines = InvoiceLine.objects.filter(invoice__organisation=story.party.organisation)
    return acts.dispute(story.party, lines.exclude(net_amount=0)[0])


def reject(story: Story) -> Act:
    return acts.reject(story.party, cast("Dispute", story.perform(dispute(story))), agent=0)


@pytest.mark.parametrize(
    ("act", "locks"),
    [
        (log, [STAFF, ACCOUNT, TICKET]),
        (correct, [STAFF, ACCOUNT, TICKET]),
        (find, [TICKET]),
        (meter, [ACCOUNT, TICKET, FILE]),
        (release, [BUG, TICKET]),
        (close, [TICKET]),
        (give, [ACCOUNT]),
        (buy, [ACCOUNT]),
        (invoice, [CUSTOMER, ACCOUNT, SELLER]),
        (pay, [CUSTOMER, ACCOUNT]),
        (take_payment_back, [CUSTOMER, ACCOUNT]),
        (dispute, [CUSTOMER, ACCOUNT]),
        (reject, [CUSTOMER, ACCOUNT]),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_an_act_locks_from_the_ground_up(act: Maker, locks: list[str], story: Story) -> None:
    done = act(story)

    with watched_locks() as watch:
        done.perform()

    assert [verb for verb in watch.verbs if verb] == [locks]
    assert watch.wrong == []


@pytest.mark.parametrize("scene", SCENES, ids=[scene.__name__ for scene in SCENES])
def test_every_scene_told_one_after_the_other_locks_from_the_ground_up(scene: Scene, story: Story) -> None:
    with watched_locks() as watch:
        for act in [act for script in scene(story) for act in script]:
            try:
                act.perform()
            except (Refused, acts.GivenUp):
                continue

    assert watch.wrong == []


@pytest.mark.out_of_order
def test_a_ticket_that_is_locked_before_its_account_is_seen(story: Story) -> None:
    done = log(story)

    with patch.object(work, "begin_metered", ticket_first), watched_locks() as watch:
        done.perform()

    assert watch.wrong == ["credits_creditaccount after tickets_ticket"]


def ticket_first(_: Actor, ticket: Ticket, *, need: Permission) -> Locked:
    locked = lock_ticket(ticket)
    return Locked(locked, lock_account_behind(ticket))
