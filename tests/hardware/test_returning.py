"""Returns: who may authorize one, the way of the unit, the warranty that goes over, the day it has to be back."""

from datetime import date

import pytest

from tests.cast.hardware import evaluate, make_phone, make_return, open_about
from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.access import NotAllowed, NotThere
from uphold.hardware.actions import (
    authorise_return,
    await_unit,
    close_return,
    note_manufacturer,
    receive_unit,
    repair_unit,
    send_replacement,
    withdraw_return,
)
from uphold.hardware.jobs import tell_overdue
from uphold.hardware.models import ReturnAuthorization
from uphold.hardware.queries import is_overdue, return_list
from uphold.hardware.refusals import NeedsPerson, ReasonMissing, ReturnIsOpen, StateDoesNotFit
from uphold.journal.queries import entries_about
from uphold.products.models import Unit

OCTOBER, NOVEMBER, DECEMBER = at("2026-10-15 10:00"), at("2026-11-15 10:00"), at("2026-12-20 10:00")
DOCK = "Northwind returns, Dock 3"


def test_an_evaluation_that_the_warranty_answers_gives_a_return(equipped: Cast) -> None:
    row = make_return(equipped, at=OCTOBER)

    assert (row.number, row.state, row.answer, row.row, row.reason) == (
        "NW-R1",
        "authorised",
        "return authorization",
        "Valid claim",
        "",
    )


def test_without_an_evaluation_a_named_person_gives_a_reason(equipped: Cast) -> None:
    ticket = open_about(equipped, make_phone(equipped), at=OCTOBER)

    with pytest.raises(NeedsPerson):
        authorise_return(actor=equipped.ben.actor, ticket=ticket, kind="repair", reason="Please", at=OCTOBER)
    with pytest.raises(ReasonMissing):
        authorise_return(actor=equipped.lea.actor, ticket=ticket, kind="repair", at=OCTOBER)
    assert not ReturnAuthorization.objects.exists()
    row = authorise_return(
        actor=equipped.lea.actor, ticket=ticket, kind="repair", reason="Seen on the photograph", at=OCTOBER
    )

    assert (row.number, row.evaluation, row.reason) == ("NW-R1", None, "Seen on the photograph")
    assert row.authorised_by == equipped.lea.staff


def test_what_the_agreement_declines_only_a_named_person_gives(equipped: Cast) -> None:
    ticket = open_about(equipped, make_phone(equipped), at=OCTOBER)
    evaluate(equipped, ticket, use="outside it", at=OCTOBER)

    with pytest.raises(NeedsPerson):
        authorise_return(actor=equipped.ben.actor, ticket=ticket, kind="repair", at=OCTOBER)
    row = authorise_return(
        actor=equipped.lea.actor, ticket=ticket, kind="repair", reason="A good customer", at=OCTOBER
    )

    assert (row.answer, row.row, row.reason) == ("decline", "Used otherwise than it asks", "A good customer")


def test_a_unit_has_one_return_at_a_time(equipped: Cast) -> None:
    row = make_return(equipped, at=OCTOBER)

    with pytest.raises(ReturnIsOpen, match="NW-R1"):
        authorise_return(actor=equipped.ben.actor, ticket=row.ticket, kind="repair", at=NOVEMBER)

    assert ReturnAuthorization.objects.count() == 1


def test_a_replacement_has_the_rest_of_the_warranty(equipped: Cast) -> None:
    ben, row = equipped.ben.actor, make_return(equipped, at=OCTOBER)
    make_phone(equipped, "DP-2002", until=None)

    row = await_unit(actor=ben, row=row, send_to=DOCK, at=OCTOBER)
    row = receive_unit(actor=ben, row=row, at=NOVEMBER)
    row = send_replacement(actor=ben, row=row, serial="DP-2002", at=NOVEMBER)
    row = close_return(actor=ben, row=row, at=DECEMBER)

    old, new = Unit.objects.get(name="DP-1001"), Unit.objects.get(name="DP-2002")
    assert (row.state, row.replacement, row.return_by_on) == ("closed", new, None)
    assert (old.state, old.replaced_by, new.warranty_ends_on) == ("replaced", new, date(2026, 12, 31))
    kinds = entries_about(row.ticket).filter(kind__startswith="return.").values_list("kind", flat=True)
    assert list(kinds) == [
        "return.authorised",
        "return.awaited",
        "return.received",
        "return.replaced",
        "return.closed",
    ]


def test_only_an_advance_replacement_goes_out_before_the_unit_is_here(equipped: Cast) -> None:
    row = make_return(equipped, at=OCTOBER)
    make_phone(equipped, "DP-2002", until=None)

    with pytest.raises(StateDoesNotFit, match="NW-R1"):
        send_replacement(actor=equipped.ben.actor, row=row, serial="DP-2002", at=NOVEMBER)

    assert Unit.objects.get(name="DP-1001").replaced_by is None


def test_what_was_replaced_ahead_is_overdue_after_its_day_and_that_is_said_once(ahead: Cast) -> None:
    ben, row = ahead.ben.actor, make_return(ahead, kind="advance replacement", at=OCTOBER)
    make_phone(ahead, "DP-2002", until=None)
    row = send_replacement(actor=ben, row=row, serial="DP-2002", at=OCTOBER)
    last = at("2026-11-14 23:00")

    on_the_day = tell_overdue(last)
    after = [tell_overdue(DECEMBER), tell_overdue(DECEMBER)]

    row.refresh_from_db()
    assert (row.return_by_on, row.otherwise) == (date(2026, 11, 14), "the list price of the unit")
    assert (on_the_day, after) == (0, [1, 0])
    assert (is_overdue(row, at=last), is_overdue(row, at=DECEMBER)) == (False, True)
    assert entries_about(row.ticket).filter(kind="return.overdue").count() == 1


def test_a_unit_that_was_replaced_ahead_is_replaced_when_it_comes(ahead: Cast) -> None:
    ben, row = ahead.ben.actor, make_return(ahead, kind="advance replacement", at=OCTOBER)
    make_phone(ahead, "DP-2002", until=None)
    row = send_replacement(actor=ben, row=row, serial="DP-2002", at=OCTOBER)

    row = receive_unit(actor=ben, row=row, at=DECEMBER)

    assert (row.state, row.done_at, is_overdue(row, at=DECEMBER)) == ("replaced", DECEMBER, False)


def test_acts_that_do_not_fit_the_state_change_nothing(equipped: Cast) -> None:
    ben, row = equipped.ben.actor, make_return(equipped, at=OCTOBER)

    with pytest.raises(StateDoesNotFit):
        repair_unit(actor=ben, row=row, at=NOVEMBER)
    with pytest.raises(StateDoesNotFit):
        close_return(actor=ben, row=row, at=NOVEMBER)

    row.refresh_from_db()
    assert (row.state, row.done_at, row.over_at) == ("authorised", None, None)


def test_a_withdrawn_return_keeps_its_number_and_the_unit_may_have_another(equipped: Cast) -> None:
    row = make_return(equipped, at=OCTOBER)

    withdraw_return(actor=equipped.ben.actor, row=row, reason="It works again", at=NOVEMBER)
    other = authorise_return(actor=equipped.ben.actor, ticket=row.ticket, kind="repair", at=DECEMBER)

    assert other.number == "NW-R2"


def test_the_makers_number_stands_beside_ours(equipped: Cast) -> None:
    row = make_return(equipped, at=OCTOBER)

    row = note_manufacturer(
        actor=equipped.ben.actor, row=row, name="Tidewater", number="TW-77", state="shipped", at=NOVEMBER
    )

    assert (row.manufacturer_name, row.manufacturer_number, row.manufacturer_state) == (
        "Tidewater",
        "TW-77",
        "shipped",
    )


def test_the_overdue_stand_first(ahead: Cast) -> None:
    late = make_return(ahead, kind="advance replacement", at=OCTOBER)
    make_phone(ahead, "DP-2002", until=None)
    send_replacement(actor=ahead.ben.actor, row=late, serial="DP-2002", at=OCTOBER)
    newer = make_return(ahead, name="DP-3003", kind="replacement", at=NOVEMBER)

    found = return_list(ahead.ben.actor, at=DECEMBER)
    only_late = return_list(ahead.ben.actor, at=DECEMBER, state="overdue")

    assert [row.number for row in found.returns] == [late.number, newer.number]
    assert [row.number for row in only_late.returns] == [late.number]


def test_customers_follow_their_own_and_change_nothing(equipped: Cast) -> None:
    row = make_return(equipped, at=OCTOBER)

    seen = {
        name: [each.number for each in return_list(getattr(equipped, name).actor, at=NOVEMBER).returns]
        for name in ("ada", "max", "eve", "ben", "lea", "tom")
    }
    for person in (equipped.ada, equipped.max):
        with pytest.raises(NotAllowed):
            receive_unit(actor=person.actor, row=row, at=NOVEMBER)
    for stranger in (equipped.eve.actor, equipped.tom.actor):
        with pytest.raises(NotThere):
            receive_unit(actor=stranger, row=row, at=NOVEMBER)

    own = ["NW-R1"]
    assert seen == {"ada": own, "max": own, "eve": [], "ben": own, "lea": own, "tom": []}
    row.refresh_from_db()
    assert row.received_at is None
