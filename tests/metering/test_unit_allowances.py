"""From the row that includes credits for each unit to its own lot: what work takes from it, and what comes back."""

from datetime import date, timedelta

import pytest

from tests.cast.credits import make_account
from tests.cast.people import Cast
from tests.cast.shipped import give_credits, make_shipped_cast
from tests.metering.test_settling import WEDNESDAY, log, told
from uphold.access import Actor
from uphold.agreements.actions import add_covered_unit
from uphold.agreements.models import Contract
from uphold.credits.checking import check_ledger
from uphold.credits.jobs import grant_allowances
from uphold.credits.models import LedgerEntry, Lot, Movement, Place
from uphold.journal.queries import entries_about
from uphold.metering.jobs import meter
from uphold.metering.queries import charges_of
from uphold.tickets.actions import hand_over, open_ticket
from uphold.tickets.models import Ticket
from uphold.tickets.timeline import record

PACKAGES = "| Credits  | Amount | Price    | Expires  |"
ALLOWANCES = f"""
| Allowance          | Amount | Unit    | Per                 |
|--------------------|--------|---------|---------------------|
| Minutes of a phone | 30     | credits | month per serial    |
| Minutes of a site  | 45     | credits | year per deployment |

{PACKAGES}"""
UNITS = {"SN-1": "serial", "SN-2": "serial", "east": "deployment", "west": "deployment"}
UNTOUCHED = {"SN-1": 30, "SN-2": 30, "east": 45, "west": 45, "": 120}
"""What each unit has left, and what everybody may draw."""


@pytest.fixture
def included(db: None) -> Cast:
    """The contract covers four units, each with its own credits; Harbour bought 120 for everything."""
    everybody = make_shipped_cast("sangoma", changed={PACKAGES: ALLOWANCES})
    for name, kind in UNITS.items():
        add_covered_unit(
            actor=everybody.olga.actor,
            contract=Contract.objects.get(organisation=everybody.harbour),
            kind=kind,
            name=name,
            starts_on=date(2026, 10, 1),
            at=WEDNESDAY - timedelta(days=6),
        )
    grant_allowances(WEDNESDAY - timedelta(days=5))
    give_credits(everybody.ada, amount=120, at=WEDNESDAY - timedelta(days=5))
    return everybody


def a_ticket(cast: Cast, *, about: str) -> Ticket:
    return open_ticket(
        actor=cast.ada.actor,
        provider=cast.northwind,
        organisation=cast.harbour,
        subject="Forward the second line",
        body=f"About {about or 'nothing in particular'}.",
        channel="Ticket system",
        request="Configuration",
        unit=about,
        at=WEDNESDAY,
    )


def left(cast: Cast) -> dict[str, int]:
    rows = Lot.objects.filter(account=make_account(cast)).order_by("pk")
    return dict(rows.values_list("covered_unit", "remaining_credits"))


def moved(movement: Movement) -> list[tuple[str, int]]:
    """The lots that credits came from or went to, as written."""
    entries = LedgerEntry.objects.filter(movement=movement).order_by("pk")
    rows = entries.filter(postings__place=Place.LOT).values_list(
        "postings__lot__covered_unit", "postings__credits"
    )
    return list(rows.order_by("postings__pk"))


def test_each_unit_has_the_credits_of_its_row(included: Cast) -> None:
    lots = Lot.objects.exclude(covered_unit="").order_by("pk")

    assert left(included) == UNTOUCHED
    assert [(lot.covered_unit, lot.name, lot.opened_at.date()) for lot in lots] == [
        ("SN-1", "Minutes of a phone", date(2026, 10, 1)),
        ("SN-2", "Minutes of a phone", date(2026, 10, 1)),
        ("east", "Minutes of a site", date(2026, 10, 1)),
        ("west", "Minutes of a site", date(2026, 10, 1)),
    ]


@pytest.mark.parametrize(("unit", "own", "shared"), [("SN-1", 30, 20), ("east", 45, 5)])
def test_work_on_a_unit_takes_its_credits_first_and_none_of_another(
    included: Cast, unit: str, own: int, shared: int
) -> None:
    ticket = a_ticket(included, about=unit)

    log(included, ticket, starts_at=WEDNESDAY, minutes=50)

    assert moved(Movement.DRAW) == [(unit, -own), ("", -shared)]
    assert left(included) == UNTOUCHED | {unit: 0, "": 120 - shared}
    assert [taken for _, _, _, taken in told(ticket)] == [50]


def test_a_ticket_about_no_unit_takes_none_of_them_though_nothing_else_is_left(included: Cast) -> None:
    ticket = a_ticket(included, about="")

    log(included, ticket, starts_at=WEDNESDAY, minutes=130)

    ticket.refresh_from_db(fields=["waiting_for"])
    assert left(included) == UNTOUCHED | {"": 0}
    assert ticket.waiting_for == "credits"


@pytest.mark.parametrize(("unit", "own", "shared"), [("SN-1", 30, 20), ("east", 45, 5)])
def test_what_a_patch_brings_back_goes_to_the_lots_it_came_from(
    included: Cast, unit: str, own: int, shared: int
) -> None:
    ticket = a_ticket(included, about=unit)
    log(included, ticket, starts_at=WEDNESDAY, minutes=50, problem="p1")
    later = WEDNESDAY + timedelta(days=2)
    hand_over(actor=included.ben.actor, ticket=ticket, to="development", problem="p1", at=later)
    for kind, detail in (("ticket.outcome", {"outcome": "patch"}), ("ticket.released", {"kind": "Patch"})):
        record(ticket, kind, by=Actor.system(), at=later, detail={**detail, "problem": "p1"})

    meter(entries_about(ticket).get(kind="ticket.released").pk, at=later)

    assert sorted(moved(Movement.REFUND)) == sorted([(unit, own), ("", shared)])
    assert left(included) == UNTOUCHED
    assert charges_of(ticket).get(kind="refund").credits == -50
    assert check_ledger() == []
