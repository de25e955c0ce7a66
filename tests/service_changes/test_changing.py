"""Services are changed as the customer's manager agrees, while the account allows it; the installed base follows."""

from datetime import date

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.products import make_product, make_unit
from tests.cast.service_changes import ask_for_lines, close_changes, make_line
from tests.standing.overdue import make_receivable
from uphold.access import NotAllowed, NotThere
from uphold.journal.models import Entry
from uphold.products.models import Unit
from uphold.service_changes.actions import (
    approve_change,
    ask_for_change,
    finish_change,
    refuse_change,
    take_up_change,
    withdraw_change,
)
from uphold.service_changes.models import ServiceChange
from uphold.service_changes.refusals import NamesDoNotFit, SaleHasEnded, StateDoesNotFit
from uphold.standing.access import CapabilityRests
from uphold.tickets.models import Ticket

NINE, TEN, NOON = at("2026-06-16 09:00"), at("2026-06-16 10:00"), at("2026-06-16 12:00")


def kinds() -> list[str]:
    return list(
        Entry.objects.filter(kind__startswith="service_change.").order_by("pk").values_list("kind", flat=True)
    )


def test_what_a_member_asks_for_becomes_a_ticket_when_his_manager_approves(cast: Cast) -> None:
    change = ask_for_lines(cast, at=NINE)
    before = Ticket.objects.count()

    change = approve_change(actor=cast.max.actor, change=change, at=TEN)

    assert (before, change.state, change.decided_by) == (0, "approved", cast.max.contact)
    ticket = Ticket.objects.get()
    assert (ticket.request, ticket.subject, ticket.opened_by) == ("Change", "Add Line (2)", cast.ada.contact)
    assert change.ticket == ticket


def test_what_a_manager_asks_for_is_approved_at_once(cast: Cast) -> None:
    change = ask_for_lines(cast, at=NINE, by=cast.max)

    assert (change.state, change.decided_by, change.decided_at) == ("approved", cast.max.contact, NINE)
    assert kinds() == ["service_change.asked", "service_change.approved"]


def test_a_form_that_is_sent_twice_is_one_wish(cast: Cast) -> None:
    line = make_line(cast)
    first = ask_for_lines(cast, at=NINE, by=cast.max, product=line)

    second = ask_for_lines(cast, at=NINE, by=cast.max, product=line)

    assert second == first
    assert (ServiceChange.objects.count(), Ticket.objects.count(), len(kinds())) == (1, 1, 2)


def test_the_installed_base_has_what_was_added(cast: Cast) -> None:
    change = ask_for_lines(cast, at=NINE, by=cast.max)
    change = take_up_change(actor=cast.ben.actor, change=change, at=TEN)

    change = finish_change(
        actor=cast.ben.actor, change=change, outcome="Two lines.", names=["L-7", "L-8"], at=NOON
    )

    assert (change.state, change.outcome, change.over_at) == ("done", "Two lines.", NOON)
    added = Unit.objects.order_by("name").values_list("name", "kind", "product__name", "state")
    assert list(added) == [("L-7", "service", "Line", "in use"), ("L-8", "service", "Line", "in use")]


def test_as_many_names_are_given_as_were_asked_for(cast: Cast) -> None:
    change = ask_for_lines(cast, at=NINE, by=cast.max)
    change = take_up_change(actor=cast.ben.actor, change=change, at=TEN)

    with pytest.raises(NamesDoNotFit):
        finish_change(actor=cast.ben.actor, change=change, outcome="One line.", names=["L-7", "L-7"], at=NOON)

    change.refresh_from_db()
    assert (change.state, Unit.objects.count()) == ("in work", 0)


@pytest.mark.parametrize(("kind", "left"), [("remove", ("Line", "retired")), ("change", ("Trunk", "in use"))])
def test_a_unit_is_retired_or_becomes_another_product(cast: Cast, kind: str, left: tuple[str, str]) -> None:
    line = make_line(cast)
    trunk = make_product(cast.northwind, "Trunk", kind="service")
    unit = make_unit(cast.harbour, line, "L-1", kind="service")
    change = ask_for_change(
        actor=cast.max.actor,
        provider=cast.northwind,
        organisation=cast.harbour,
        kind=kind,
        unit=unit,
        product=trunk,
        key="k2",
        at=NINE,
    )
    change = take_up_change(actor=cast.ben.actor, change=change, at=TEN)

    finish_change(actor=cast.ben.actor, change=change, outcome="As asked.", at=NOON)

    unit.refresh_from_db()
    assert (unit.product.name, unit.state) == left


def test_a_product_that_is_not_sold_any_more_is_refused_with_its_day(cast: Cast) -> None:
    line = make_line(cast, sale_ends_on=date(2026, 6, 15))

    with pytest.raises(SaleHasEnded) as refusal:
        ask_for_lines(cast, at=NINE, product=line)

    assert refusal.value.sentence == "Line was sold until 2026-06-15; it cannot be added any more."
    assert (ServiceChange.objects.count(), kinds()) == (0, [])


def test_while_changes_are_suspended_nothing_is_asked(cast: Cast) -> None:
    close_changes(cast, at=NINE)

    with pytest.raises(CapabilityRests) as refusal:
        ask_for_lines(cast, at=TEN)

    assert (refusal.value.since, refusal.value.until) == (date(2026, 6, 16), "paid in full")
    assert ServiceChange.objects.count() == 0


def test_what_was_asked_before_waits_until_the_bill_is_paid(cast: Cast) -> None:
    change = ask_for_lines(cast, at=NINE)
    close_changes(cast, at=NINE)

    with pytest.raises(CapabilityRests):
        approve_change(actor=cast.max.actor, change=change, at=TEN)
    change.refresh_from_db()
    waited = (change.state, Ticket.objects.count())
    make_receivable(cast, at=NOON, open_amount="0.00")
    change = approve_change(actor=cast.max.actor, change=change, at=NOON)

    assert (waited, change.state) == (("asked", 0), "approved")


def test_a_refusal_ends_it_with_the_manager_s_words(cast: Cast) -> None:
    change = refuse_change(
        actor=cast.max.actor, change=ask_for_lines(cast, at=NINE), answer="Not this year.", at=TEN
    )

    with pytest.raises(StateDoesNotFit):
        approve_change(actor=cast.max.actor, change=change, at=NOON)

    change.refresh_from_db()
    assert (change.state, change.answer, Ticket.objects.count()) == ("refused", "Not this year.", 0)


def test_whoever_asked_takes_it_back_until_somebody_works_on_it(cast: Cast) -> None:
    change = withdraw_change(actor=cast.ada.actor, change=ask_for_lines(cast, at=NINE), at=TEN)
    begun = ask_for_lines(cast, at=NINE, by=cast.max, product=change.product, key="k3")
    begun = take_up_change(actor=cast.ben.actor, change=begun, at=TEN)

    with pytest.raises(StateDoesNotFit):
        withdraw_change(actor=cast.max.actor, change=begun, at=NOON)

    assert (change.state, ServiceChange.objects.get(pk=begun.pk).state) == ("withdrawn", "in work")


def test_nobody_but_the_customer_s_manager_approves(cast: Cast) -> None:
    change = ask_for_lines(cast, at=NINE)
    refused = []

    for actor in (cast.ada, cast.ben, cast.lea, cast.olga):
        with pytest.raises(NotAllowed):
            approve_change(actor=actor.actor, change=change, at=TEN)
        refused.append(actor)
    for stranger in (cast.eve, cast.tom):
        with pytest.raises(NotThere):
            approve_change(actor=stranger.actor, change=change, at=TEN)

    change.refresh_from_db()
    assert (len(refused), change.state, Ticket.objects.count()) == (4, "asked", 0)
