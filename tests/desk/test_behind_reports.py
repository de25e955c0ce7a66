"""What stands behind the rows of reports: lists that add up to them, whose rows lead to tickets and accounts."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from tests.desk.test_reports import HERE, add_customer, read, tables_in
from tests.reports.rows import NOW, make_charge, make_lot, move
from uphold.credits.models import Movement
from uphold.kit import stopped_at
from uphold.metering.models import Charge
from uphold.tickets.actions import reply
from uphold.tickets.models import Ticket


@pytest.fixture(autouse=True)
def end_of_june() -> Iterator[None]:
    with stopped_at(NOW):
        yield


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def hrefs_in(page: str) -> list[str]:
    """The links of the cells of the first table, in order."""
    [table, *_] = re.findall(r"<table.*?</table>", page, flags=re.DOTALL)
    return [unescape(href) for href in re.findall(r'<a href="([^"]*)"', table)]


def words_of(cells: list[str]) -> list[str]:
    return [re.sub(r"<[^>]*>", "", cell) for cell in cells]


def make_leaks(cast: Cast) -> None:
    """Two tickets that one row made free, one of them twice; and a waiver."""
    first, second = (
        make_ticket(customer=customer, opened_at=at("2026-06-01 09:00")) for customer in (cast.ada, cast.max)
    )
    for day, minutes in (("02", 30), ("03", 15)):
        make_charge(first, f"2026-06-{day} 12:00", minutes=minutes, price="included", row="Included")
    make_charge(second, "2026-06-04 12:00", minutes=10, price="included", row="Included")
    make_charge(second, "2026-06-05 12:00", minutes=20, amount="50.00", row="Support")
    waiver = Charge.Kind.WAIVER
    make_charge(second, "2026-06-06 12:00", minutes=-20, amount="-50.00", row="Support", kind=waiver)


def test_rows_of_leakage_lead_to_tickets_with_the_same_totals(cast: Cast, as_person: AsPerson) -> None:
    make_leaks(cast)
    client = as_person(cast.lea)

    page = page_of(client, f"{HERE}/leakage")

    [[_, *rows]] = tables_in(page)
    told = [words_of(row)[4:] for row in rows[:-1]]
    behind = [tables_in(page_of(client, href))[0] for href in hrefs_in(page)]
    assert told == [["EUR", "2", "0:55", "–", "–"], ["EUR", "1", "0:20", "0", "50.00"]]
    assert [[table[-1][3], str(len(table) - 2), *table[-1][4:]] for table in behind] == [
        ["EUR", "2", "0:55", "", ""],
        ["EUR", "1", "0:20", "0", "50.00"],
    ]


def test_a_list_behind_leakage_leads_to_its_tickets_and_can_be_saved(cast: Cast, as_person: AsPerson) -> None:
    make_leaks(cast)
    client = as_person(cast.lea)
    [included, _] = hrefs_in(page_of(client, f"{HERE}/leakage"))

    page = page_of(client, included)

    [head, first, second, total] = read(client, included.replace("/behind", "/behind.csv"))
    assert [words_of(row)[:3] for row in tables_in(page)[0]] == [
        head[:3],
        first[:3],
        second[:3],
        ["in all", "", ""],
    ]
    assert [first[4], second[4], total[4]] == ["0:45", "0:10", "0:55"]
    assert hrefs_in(page) == [f"/desk/tickets/{first[0]}", f"/desk/tickets/{second[0]}"]


def test_counts_of_compliance_lead_to_as_many_promises(cast: Cast, as_person: AsPerson) -> None:
    tickets = [make_ticket(customer=cast.ada, opened_at=at(f"2026-06-0{day} 09:00")) for day in (1, 2, 3)]
    reply(actor=cast.ben.actor, ticket=tickets[0], body="Soon.", at=at("2026-06-01 09:01"))
    client = as_person(cast.lea)

    page = page_of(client, f"{HERE}/compliance")

    [table, *_] = re.findall(r"<table.*?</table>", page, flags=re.DOTALL)
    counts = re.findall(r'<td class="[^"]*number"[^>]*><a href="([^"]*)">(\d+)</a>', table)
    behind = [tables_in(page_of(client, unescape(href)))[0][1:] for href, _ in counts]
    assert [len(rows) for rows in behind] == [int(count) for _, count in counts]
    assert sum(len(rows) for rows in behind) >= 6
    assert {unescape(href).partition("part=")[2].partition("&")[0] for href, _ in counts} >= {
        "met",
        "running",
    }
    assert {len({row[3] for row in rows}) for rows in behind} == {1}


def test_a_target_leads_to_all_of_its_promises(cast: Cast, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-01 09:00"))
    client = as_person(cast.lea)
    first = hrefs_in(page_of(client, f"{HERE}/compliance"))[0]

    page = page_of(client, first)

    assert hrefs_in(page) == [f"/desk/tickets/{ticket.number}"]


def test_rows_of_credits_lead_to_customers_whose_values_add_up(cast: Cast, as_person: AsPerson) -> None:
    """Three thirds of a cent's rounding: what each has is divided from the row, not rounded again."""
    for number in range(3):
        add_customer(cast, number)
        lot = make_lot(
            Ticket.objects.latest("pk"),
            "2026-06-03 09:00",
            credits_granted=3,
            price="1.00",
            ends="2027-05-01",
        )
        move(lot, "2026-06-03 10:00", Movement.DRAW, lot=-2, work=2)
    client = as_person(cast.lea)

    page = page_of(client, f"{HERE}/credits")

    [left, moved] = tables_in(page)
    tables = [tables_in(page_of(client, href))[0] for href in all_hrefs_in(page)]
    assert [table[-1][1:] for table in tables] == [
        *(words_of(row)[2:] for row in left[1:-1]),
        *(words_of(row)[1:] for row in moved[1:-1]),
    ]
    assert [row[5] for row in tables[0][1:]] == ["0.34", "0.33", "0.33", "1.00"]


def all_hrefs_in(page: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'<th scope="row"><a href="([^"]*)"', page)]


def test_a_list_behind_credits_leads_to_accounts(cast: Cast, as_person: AsPerson) -> None:
    for number in range(2):
        add_customer(cast, number)
    client = as_person(cast.lea)
    first = hrefs_in(page_of(client, f"{HERE}/credits"))[0]

    behind = hrefs_in(page_of(client, first))

    pages = [page_of(client, href) for href in behind]
    assert ["Org0 Ltd" in pages[0], "Org1 Ltd" in pages[1]] == [True, True]


def test_credits_of_one_customer_lead_to_his_account(cast: Cast, as_person: AsPerson) -> None:
    add_customer(cast, 0)
    organisation_id = Ticket.objects.latest("pk").organisation_id
    client = as_person(cast.lea)

    hrefs = all_hrefs_in(page_of(client, f"{HERE}/credits?customer=org0"))

    assert set(hrefs) == {f"/desk/accounts/{cast.northwind.pk}/{organisation_id}"}


@pytest.mark.parametrize("name", ["leakage", "credits", "compliance"])
def test_what_is_asked_by_nonsense_is_not_there(name: str, cast: Cast, as_person: AsPerson) -> None:
    add_customer(cast, 0)
    said = "sheet=no&part=no&why=no&document=no&metric=no&source=no&after=no"

    page = page_of(as_person(cast.lea), f"{HERE}/{name}/behind?{said}")

    assert "Nothing stands behind this" in page


@pytest.mark.parametrize("name", ["leakage", "credits", "compliance"])
def test_a_list_behind_costs_the_same_for_2_customers_and_for_20(
    name: str, cast: Cast, as_person: AsPerson
) -> None:
    client = as_person(cast.lea)
    for number in range(2):
        add_customer(cast, number, row="Row")
    [first, *_] = hrefs_in(page_of(client, f"{HERE}/{name}"))

    def statements() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as said:
            page = page_of(client, first)
        return len(said), len(tables_in(page)[0])

    statements()
    few = statements()
    for number in range(2, 20):
        add_customer(cast, number, row="Row")
    many = statements()

    assert many[0] == few[0] <= 13
    assert many[1] - few[1] == 18


def test_a_long_list_goes_on_where_its_page_ended(
    cast: Cast, as_person: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("uphold.desk.reports.behind.SIZE", 2)
    for number in range(5):
        add_customer(cast, number, row="Row")
    client = as_person(cast.lea)

    seen = []
    for name in ("leakage", "credits", "compliance"):
        address, found = hrefs_in(page_of(client, f"{HERE}/{name}"))[0], []
        while address:
            page = page_of(client, address)
            found += hrefs_in(page)
            onward = re.search(r'rel="next" href="([^"]*)"', page)
            address = unescape(onward[1]) if onward else ""
        seen.append((len(found), len(set(found))))

    assert seen == [(5, 5), (5, 5), (5, 5)]
