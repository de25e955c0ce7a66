"""A price that the agreement leaves open: named after the work, by a lead, with the contact who agreed to it."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction

from tests.cast.people import Cast
from tests.cast.shipped import open_shipped
from uphold.access import NotAllowed, NotThere
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.metering.actions import log_work, name_price, note_consent_by_telephone
from uphold.metering.models import Charge, NamedPrice
from uphold.metering.queries import sums_of
from uphold.tickets.actions import ask_for, close_ticket
from uphold.tickets.models import Ticket

NEW_YORK = ZoneInfo("America/New_York")
MONDAY = datetime(2026, 9, 14, 11, tzinfo=NEW_YORK)
LATER = MONDAY + timedelta(minutes=40)
SATURDAY = datetime(2026, 9, 19, 11, tzinfo=NEW_YORK)
AFTER = SATURDAY + timedelta(hours=2)


def arranged_work(cast: Cast) -> Ticket:
    """Ninety minutes on a Saturday to which Max agreed in words that name no price."""
    ticket = open_shipped(customer=cast.ada, opened_at=MONDAY, request="Setup")
    ask_for(actor=cast.ada.actor, ticket=ticket, subject="work", wanted_at=SATURDAY, at=LATER)
    note_consent_by_telephone(
        actor=cast.ben.actor, ticket=ticket, contact=cast.max.contact, price="as we always do", at=LATER
    )
    until = SATURDAY + timedelta(minutes=90)
    log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=SATURDAY,
        ended_at=until,
        at=until,
    )
    return ticket


def priced(cast: Cast, ticket: Ticket, *, price: str = "$80.00 per hour", problem: str = "") -> NamedPrice:
    return name_price(
        actor=cast.lea.actor,
        ticket=ticket,
        contact=cast.max.contact,
        price=price,
        reason="Said on the telephone after the visit",
        problem=problem,
        at=AFTER,
    )


def test_the_work_settles_at_the_price_with_everybody_by_name(hosted: Cast) -> None:
    ticket = arranged_work(hosted)
    before = Charge.objects.count()

    named = priced(hosted, ticket)

    charge = Charge.objects.get()
    assert before == 0
    assert (charge.amount, charge.price, charge.row) == (
        Decimal("120.00"),
        "80.00 per hour",
        "Arranged off-hours work",
    )
    assert (named.named_by, named.agreed_by, named.reason) == (
        hosted.lea.staff,
        hosted.max.contact,
        "Said on the telephone after the visit",
    )
    detail = entries_about(ticket).get(kind="ticket.priced").detail
    assert detail == {"price": "$80.00 per hour", "named": named.pk, "contact": hosted.max.contact.pk}


def test_a_closed_ticket_is_priced_too(hosted: Cast) -> None:
    ticket = arranged_work(hosted)
    close_ticket(actor=hosted.ben.actor, ticket=ticket, at=SATURDAY + timedelta(minutes=95))

    priced(hosted, ticket, price="$300.00")

    assert sums_of(ticket).amount == Decimal("300.00")


def test_once_it_is_settled_no_other_price_is_named(hosted: Cast) -> None:
    ticket = arranged_work(hosted)
    priced(hosted, ticket)

    with pytest.raises(Refused) as refusal:
        priced(hosted, ticket, price="$90.00 per hour")

    assert refusal.value.code == "nothing_waits_for_price"
    assert (NamedPrice.objects.count(), sums_of(ticket).amount) == (1, Decimal("120.00"))


@pytest.mark.parametrize("price", ["as we always do", "80.00 per fortnight", ""])
def test_what_is_no_price_names_none(price: str, hosted: Cast) -> None:
    ticket = arranged_work(hosted)

    with pytest.raises(Refused) as refusal:
        priced(hosted, ticket, price=price)

    assert refusal.value.code == "price_not_read"
    assert (NamedPrice.objects.count(), Charge.objects.count()) == (0, 0)


def test_a_price_for_a_problem_that_nobody_worked_on_is_refused(hosted: Cast) -> None:
    ticket = arranged_work(hosted)

    with pytest.raises(Refused) as refusal:
        priced(hosted, ticket, problem="P1")

    assert refusal.value.code == "nothing_waits_for_price"
    assert not NamedPrice.objects.exists()


def test_only_the_customers_own_people_agree(hosted: Cast) -> None:
    ticket = arranged_work(hosted)

    with pytest.raises(NotThere):
        name_price(
            actor=hosted.lea.actor,
            ticket=ticket,
            contact=hosted.eve.contact,
            price="$80.00 per hour",
            reason="Said so",
            at=AFTER,
        )

    assert not NamedPrice.objects.exists()


@pytest.mark.parametrize("who", ["ben", "ada", "max"])
def test_neither_agents_nor_customers_name_it(who: str, hosted: Cast) -> None:
    ticket = arranged_work(hosted)

    with pytest.raises(NotAllowed):
        name_price(
            actor=getattr(hosted, who).actor,
            ticket=ticket,
            contact=hosted.max.contact,
            price="$80.00 per hour",
            reason="Said so",
            at=AFTER,
        )

    assert (NamedPrice.objects.count(), Charge.objects.count()) == (0, 0)


def test_strangers_do_not_find_the_ticket(hosted: Cast) -> None:
    ticket = arranged_work(hosted)

    with pytest.raises(NotThere):
        name_price(
            actor=hosted.tom.actor,
            ticket=ticket,
            contact=hosted.max.contact,
            price="$80.00 per hour",
            reason="Said so",
            at=AFTER,
        )

    assert not NamedPrice.objects.exists()


def test_a_price_that_was_named_is_never_changed(hosted: Cast) -> None:
    priced(hosted, arranged_work(hosted))

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        NamedPrice.objects.update(price="$1.00")

    assert NamedPrice.objects.get().price == "$80.00 per hour"
