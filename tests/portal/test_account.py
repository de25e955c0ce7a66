"""Minutes and money in the portal: balance, statement, packages, and how the account stands."""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast.agreements import NORTHWIND, make_contract, make_version
from tests.cast.credits import make_account, make_draw, make_hold, make_lot
from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from tests.cast.shipped import open_shipped
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from tests.standing.overdue import make_overdue_terms, make_receivable
from uphold.access import Actor
from uphold.credits.actions import set_crediting
from uphold.credits.models import CreditOrder, Lot
from uphold.kit import stopped_at
from uphold.metering.actions import log_work, meter_ticket
from uphold.tickets.models import Ticket

TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")
PACKAGES = """
## 9. Packages {#9}

| Credits  | Amount | Price    | Expires    |
|----------|--------|----------|------------|
| 2 hours  | 120    | €190.00  | 12 months  |
| 5 hours  | 300    | not said | not said   |
"""


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with stopped_at(NOON):
        yield


@pytest.fixture
def selling(db: None) -> Cast:
    """Northwind sells packages to Harbour Clinic."""
    everybody = make_cast()
    make_contract(everybody.harbour, version=make_version(everybody.northwind, text=NORTHWIND + PACKAGES))
    return everybody


def address(name: str, *args: object) -> str:
    return reverse(f"portal:{name}", args=args)


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200, url
    return read_on(response.content.decode())


def read_on(text: str) -> str:
    """What is read on the page, with single spaces."""
    text = text.partition("<main")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def order(client: Client, cast: Cast, *, price: str = "190.00", key: str = "0" * 32) -> int:
    """The status of the answer."""
    values = {"package": "2 hours", "price": price, "key": key}
    return client.post(address("order", cast.northwind.pk), values).status_code


def test_the_balance_says_what_there_is_what_waits_and_what_ends_next(
    selling: Cast, as_person: AsPerson
) -> None:
    account = make_account(selling)
    make_lot(account, credits=60, expires_at=at("2026-07-01 00:00"))
    make_hold(make_lot(account, credits=120), amount=15, at=TEN)

    text = page(as_person(selling.ada), address("account"))

    assert "Available 165 credits" in text
    assert "Set aside 15 credits" in text
    assert "Ends next 60 credits on 1 July 2026" in text
    assert "Set aside for NW-1 (15 credits)" in text


def test_the_order_in_which_work_draws_is_printed(selling: Cast, as_person: AsPerson) -> None:
    account = make_account(selling)
    make_lot(account, credits=120)
    make_lot(account, credits=60, expires_at=at("2026-07-01 00:00"))

    text = page(as_person(selling.ada), address("account"))

    assert "1. 60 credits bought 60 on 1 July 2026 2. 120 credits bought 120 never" in text
    assert "What ends first is taken first" in text


def test_a_low_balance_is_said(selling: Cast, as_person: AsPerson) -> None:
    account = make_account(selling)
    make_lot(account, credits=40)
    account.warn_below_credits = 60
    account.save(update_fields=["warn_below_credits"])

    text = page(as_person(selling.max), address("account"))

    assert "Fewer than 60 credits are left." in text


def test_the_statement_has_a_reason_on_each_line_and_what_was_left(
    selling: Cast, as_person: AsPerson
) -> None:
    ticket = make_ticket(customer=selling.ada, opened_at=TEN)
    lot = make_lot(make_account(selling), credits=60)
    make_draw(lot, amount=11, work_at=TEN, reference=ticket.number)

    text = page(as_person(selling.ada), address("statement", selling.northwind.pk))

    assert "work Work on the ticket a person −11 49" in text
    assert "came in Bought a person +60 60" in text


def test_the_statement_can_be_kept_as_a_file_with_the_same_lines(selling: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=selling.ada, opened_at=TEN)
    lot = make_lot(make_account(selling), credits=60)
    make_draw(lot, amount=11, work_at=TEN, reference=ticket.number)

    response = as_person(selling.ada).get(address("statement-file", selling.northwind.pk))

    lines = response.content.decode().splitlines()
    assert response["Content-Type"].startswith("text/csv")
    assert len(lines) == 3
    assert lines[1].endswith(f"{ticket.number},-11,49")


def test_where_a_credit_is_a_minute_the_balance_is_said_as_time(prepaid: Cast, as_person: AsPerson) -> None:
    make_lot(make_account(prepaid), credits=165)

    text = page(as_person(prepaid.ada), address("account"))

    assert "Available 165 credits 2 h 45" in text


def test_a_line_of_work_carries_the_row_that_took_it(prepaid: Cast, as_person: AsPerson) -> None:
    make_lot(make_account(prepaid), credits=60)
    ticket = make_prepaid_ticket(prepaid)
    client = as_person(prepaid.ada)

    text = client.get(address("statement", prepaid.northwind.pk)).content.decode()

    assert f'href="{address("ticket", ticket.number)}"' in text
    assert "Installing and configuring" in text
    assert "data-chip" in text


def test_the_statement_asks_as_much_of_the_database_for_twenty_lines_as_for_two(
    selling: Cast, as_person: AsPerson
) -> None:
    lot = make_lot(make_account(selling), credits=600)
    client = as_person(selling.ada)

    def statements(count: int) -> int:
        for _ in range(count):
            make_draw(lot, amount=1, work_at=TEN)
        page(client, address("statement", selling.northwind.pk))
        with CaptureQueriesContext(connection) as captured:
            page(client, address("statement", selling.northwind.pk))
        return len(captured)

    assert statements(1) == statements(18)


def test_what_a_package_costs_and_means_is_seen_before_it_is_ordered(
    selling: Cast, as_person: AsPerson
) -> None:
    client = as_person(selling.max)

    offered = page(client, address("packages", selling.northwind.pk))
    chosen = page(client, f"{address('packages', selling.northwind.pk)}?package=2+hours")

    assert "120 credits €190.00 €1.58 each ends 12 months" in offered
    assert "Nobody has said what it costs" in offered
    assert "Order for" not in offered
    assert "You get an invoice over €190.00 and any tax." in chosen
    assert "Order for €190.00" in chosen


def test_an_order_is_placed_once_however_often_the_form_is_sent(selling: Cast, as_person: AsPerson) -> None:
    client = as_person(selling.max)

    statuses = [order(client, selling) for _ in range(2)]

    placed = CreditOrder.objects.get()
    assert statuses == [302, 302]
    assert (placed.price, placed.ordered_by, placed.state) == (
        Decimal("190.00"),
        selling.max.contact,
        "ordered",
    )
    assert "2 hours €190.00 just now waits for payment" in page(client, address("account"))


def test_where_the_account_says_so_the_credits_are_there_at_once(selling: Cast, as_person: AsPerson) -> None:
    set_crediting(actor=selling.lea.actor, account=make_account(selling), credited_on="order", at=TEN)
    client = as_person(selling.max)

    shown = page(client, f"{address('packages', selling.northwind.pk)}?package=2+hours")
    order(client, selling)

    assert "120 credits are added to your balance at once." in shown
    assert Lot.objects.get().remaining_credits == 120
    assert "Available 120 credits" in page(client, address("account"))


def test_another_price_than_was_shown_is_not_ordered(selling: Cast, as_person: AsPerson) -> None:
    status = order(as_person(selling.max), selling, price="1.00")

    assert status == 409
    assert not CreditOrder.objects.exists()


def test_a_package_without_a_price_is_not_ordered(selling: Cast, as_person: AsPerson) -> None:
    response = as_person(selling.max).post(
        address("order", selling.northwind.pk), {"package": "5 hours", "price": "0.00", "key": "0" * 32}
    )

    assert response.status_code == 409
    assert not CreditOrder.objects.exists()


def test_a_member_reads_the_account_and_buys_nothing(selling: Cast, as_person: AsPerson) -> None:
    client = as_person(selling.ada)

    text = page(client, address("account"))

    assert "Buy credits" not in text
    assert client.get(address("packages", selling.northwind.pk)).status_code == 403
    assert order(client, selling) == 403
    assert not CreditOrder.objects.exists()


@pytest.mark.parametrize("route", ["statement", "packages"])
def test_whoever_is_no_customer_of_a_provider_finds_no_account_with_it(
    route: str, selling: Cast, as_person: AsPerson
) -> None:
    client = as_person(selling.max)

    statuses = [client.get(address(route, key)).status_code for key in (selling.southgate.pk, 999_999)]

    assert statuses == [404, 404]


def test_where_nothing_is_paid_with_credits_the_page_says_so(cast: Cast, as_person: AsPerson) -> None:
    text = page(as_person(cast.ada), address("account"))

    assert "Nothing is paid with credits here." in text


def test_one_sees_how_the_account_stands_and_what_follows_on_which_day(db: None, as_person: AsPerson) -> None:
    everybody = make_cast()
    make_overdue_terms(everybody)
    make_receivable(everybody, at=TEN)

    text = page(as_person(everybody.max), address("account"))

    assert "8 days past due: €125.00; the oldest is N-1, due on 1 Jun 2026." in text
    assert "The handling of tickets may be suspended by a manager from 12 June 2026 on" in text
    assert "Making changes in the portal may be suspended by a manager from 16 June 2026 on" in text


def test_who_owes_nothing_reads_that_nothing_is_overdue(cast: Cast, as_person: AsPerson) -> None:
    client = as_person(cast.max)

    text = page(client, address("account"))

    assert "Nothing is overdue." in text
    assert "may be suspended" not in text


def test_members_are_not_told_how_the_account_stands(db: None, as_person: AsPerson) -> None:
    everybody = make_cast()
    make_overdue_terms(everybody)
    make_receivable(everybody, at=TEN)

    text = page(as_person(everybody.ada), address("account"))

    assert "past due" not in text


def make_prepaid_ticket(cast: Cast) -> Ticket:
    """Twenty minutes of configuring, metered."""
    ticket = open_shipped(customer=cast.ada, opened_at=TEN, request="Configuration")
    log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=TEN,
        ended_at=TEN + timedelta(minutes=20),
        at=NOON,
    )
    meter_ticket(ticket=ticket, by=Actor.system(), at=NOON)
    return ticket
