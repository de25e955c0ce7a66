"""Credits kept for a covered unit pay for tickets about that unit alone."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.cast.credits import make_lot
from tests.cast.people import Cast
from tests.cast.shipped import open_shipped
from tests.desk.conftest import AsPerson, as_person
from tests.metering.test_settling import log, told
from uphold.access import Actor, NotAllowed, NotThere
from uphold.agreements.actions import add_covered_unit
from uphold.agreements.models import Contract
from uphold.credits.actions import account_of
from uphold.credits.models import Lot
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.metering.jobs import meter
from uphold.tickets.actions import name_unit
from uphold.tickets.models import Ticket

__all__ = ["as_person"]

WEDNESDAY = datetime(2026, 10, 7, 10, tzinfo=ZoneInfo("America/Toronto"))


def a_lot_of(cast: Cast, unit: str) -> Lot:
    account = account_of(organisation_id=cast.harbour.pk, provider_id=cast.northwind.pk)
    return make_lot(account, credits=60, covered_unit=unit)


def a_ticket(cast: Cast, *units: str) -> Ticket:
    ticket = open_shipped(customer=cast.ada, opened_at=WEDNESDAY, request="Configuration")
    for unit in units:
        add_covered_unit(
            actor=Actor.system(),
            contract=Contract.objects.get(tickets=ticket),
            kind="serial",
            name=unit,
            starts_on=date(2026, 10, 1),
            at=WEDNESDAY,
        )
    return ticket


def test_work_on_the_unit_takes_its_credits_and_none_of_another(prepaid: Cast) -> None:
    own, other = a_lot_of(prepaid, "SN-1"), a_lot_of(prepaid, "SN-2")
    ticket = a_ticket(prepaid, "SN-1", "SN-2")

    name_unit(actor=prepaid.ben.actor, ticket=ticket, name="SN-1", at=WEDNESDAY)
    log(prepaid, ticket, starts_at=WEDNESDAY, minutes=30)

    own.refresh_from_db()
    other.refresh_from_db()
    assert (own.remaining_credits, other.remaining_credits) == (30, 60)
    assert [taken for _, _, _, taken in told(ticket)] == [30]


def test_a_unit_that_is_named_later_leaves_what_is_settled_as_it_was(prepaid: Cast) -> None:
    lot = a_lot_of(prepaid, "SN-1")
    ticket = a_ticket(prepaid, "SN-1")
    log(prepaid, ticket, starts_at=WEDNESDAY, minutes=10)
    before = told(ticket)

    later = WEDNESDAY + timedelta(hours=1)
    name_unit(actor=prepaid.ben.actor, ticket=ticket, name="SN-1", at=later)
    entry = entries_about(ticket).get(kind="ticket.unit_named")
    meter(entry.pk, at=later)

    lot.refresh_from_db()
    assert entry.detail == {"unit": "SN-1"}
    assert told(ticket) == before
    assert lot.remaining_credits == 60


@pytest.mark.parametrize("name", ["SN-9", "sn-1"])
def test_a_unit_that_the_contract_does_not_cover_is_refused(prepaid: Cast, name: str) -> None:
    ticket = a_ticket(prepaid, "SN-1")

    with pytest.raises(Refused) as refusal:
        name_unit(actor=prepaid.ben.actor, ticket=ticket, name=name, at=WEDNESDAY)

    assert refusal.value.code == "unit_is_not_covered"
    assert Ticket.objects.get(pk=ticket.pk).covered_unit == ""


@pytest.mark.parametrize(
    ("name", "refusal"), [("ada", NotAllowed), ("max", NotAllowed), ("eve", NotThere), ("tom", NotThere)]
)
def test_who_may_name_the_unit(prepaid: Cast, name: str, refusal: type[Exception]) -> None:
    ticket = a_ticket(prepaid, "SN-1")

    with pytest.raises(refusal):
        name_unit(actor=getattr(prepaid, name).actor, ticket=ticket, name="SN-1", at=WEDNESDAY)

    assert Ticket.objects.get(pk=ticket.pk).covered_unit == ""


def test_the_desk_offers_the_units_of_the_contract(prepaid: Cast, as_person: AsPerson) -> None:
    ticket = a_ticket(prepaid, "SN-1")
    client = as_person(prepaid.ben)
    here = f"/desk/tickets/{ticket.number}"

    assert f"{here}/unit" in client.get(here).content.decode()
    assert "SN-1 (serial)" in client.get(f"{here}/unit").content.decode()
    client.post(f"{here}/unit", {"unit": "SN-1"})

    assert Ticket.objects.get(pk=ticket.pk).covered_unit == "SN-1"
    assert "noted that it is about SN-1" in client.get(here).content.decode()


def test_where_the_contract_names_no_unit_nobody_is_asked_for_one(prepaid: Cast, as_person: AsPerson) -> None:
    ticket = a_ticket(prepaid)
    client = as_person(prepaid.ben)

    assert (
        f"/desk/tickets/{ticket.number}/unit"
        not in client.get(f"/desk/tickets/{ticket.number}").content.decode()
    )
