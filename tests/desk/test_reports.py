"""The pages of reports: who comes in, what they show, that file and page say the same, and what they cost."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast.agreements import make_contract
from tests.cast.instants import at
from tests.cast.people import Cast, make_caller, make_organisation, make_worker
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from tests.reports.rows import NOW, make_charge, make_invoice, make_lot, make_receivable, make_work, move
from uphold.access import Role
from uphold.agreements.models import Version
from uphold.credits.models import Movement
from uphold.kit import stopped_at
from uphold.people.models import Grant, Team
from uphold.reports.known import REPORTS
from uphold.reports.models import CostRate
from uphold.tickets.actions import reply
from uphold.tickets.models import Ticket

HERE = "/desk/reports"
NAMES = [report.name for report in REPORTS]
BEHIND = [report.name for report in REPORTS if report.behind]


@pytest.fixture(autouse=True)
def end_of_june() -> Iterator[None]:
    with stopped_at(NOW):
        yield


def add_customer(cast: Cast, number: int, *, row: str = "") -> None:
    """With a ticket, work, a charge, credits, an invoice and a debt, and somebody who did it."""
    organisation = make_organisation(f"Org{number} Ltd", of=[cast.northwind])
    make_contract(organisation, version=Version.objects.get())
    caller, worker = (
        make_caller(f"Person{number}", at=organisation),
        make_worker(f"W{number}", of=cast.northwind),
    )
    team = Team.objects.create(provider=cast.northwind, name=f"Team {number}")
    team.members.add(worker.staff)
    ticket = make_ticket(customer=caller, opened_at=at("2026-06-01 09:00"))
    settled = "2026-06-02 12:00"
    make_work(ticket, worker, "2026-06-02 10:00", minutes=30, settled=settled)
    make_charge(ticket, settled, minutes=10, price="included", row=row or f"Row {number}")
    charge = make_charge(ticket, settled, minutes=20, amount="50.00", row="Support")
    make_invoice(cast.northwind, organisation, date(2026, 6, 3), [(charge, "50.00")])
    make_receivable(cast.northwind, organisation, date(2026, 6, 3), open_amount="60.00")
    lot = make_lot(ticket, "2026-06-01 09:00", credits_granted=120, price="100.00")
    move(lot, "2026-06-02 10:00", Movement.DRAW, ticket, lot=-30, work=30)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("who", "status"), [("olga", 200), ("lea", 200), ("ben", 403), ("tom", 403), ("ada", 403), ("max", 403)]
)
def test_reports_are_for_those_who_may_read_them(
    who: str, status: int, name: str, cast: Cast, as_person: AsPerson
) -> None:
    client = as_person(getattr(cast, who))

    behind = ("/behind", "/behind.csv") if name in BEHIND else ()

    answers = {client.get(f"{HERE}/{name}{ending}").status_code for ending in ("", ".csv", *behind)}

    assert answers == {status}


@pytest.mark.parametrize("name", NAMES)
def test_figures_of_another_provider_are_not_there(name: str, cast: Cast, as_person: AsPerson) -> None:
    client = as_person(cast.olga)
    endings = ("", "/behind") if name in BEHIND else ("",)

    answers = {client.get(f"{HERE}/{name}{end}?provider={cast.southgate.pk}").status_code for end in endings}

    assert answers == {404}


def test_an_agent_elsewhere_sees_the_figures_of_his_own_house_alone(cast: Cast, as_person: AsPerson) -> None:
    Grant.objects.create(staff=cast.lea.staff, provider=cast.southgate, role=Role.AGENT.value)

    answers = [
        as_person(cast.lea).get(f"{HERE}/leakage?provider={provider.pk}").status_code
        for provider in (cast.northwind, cast.southgate)
    ]

    assert answers == [200, 403]


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_report_says_what_would_be_here(name: str, cast: Cast, as_person: AsPerson) -> None:
    report = next(each for each in REPORTS if each.name == name)

    text = as_person(cast.lea).get(f"{HERE}/{name}").content.decode()

    assert str(report.empty) in text
    assert "<table" not in text


@pytest.mark.parametrize("name", NAMES)
def test_the_file_says_what_the_page_says(name: str, cast: Cast, as_person: AsPerson) -> None:
    for number in range(3):
        add_customer(cast, number)
    client = as_person(cast.lea)

    tables = tables_in(client.get(f"{HERE}/{name}").content.decode())

    report = next(each for each in REPORTS if each.name == name)
    files = [read(client, f"{HERE}/{name}.csv?sheet={sheet}") for sheet in report.sheets]
    assert [[plain(cell) for cell in row] for table in tables for row in table] == [
        [plain(cell) for cell in row] for file in files for row in file
    ]
    assert all(len(table) >= 3 for table in tables)


@pytest.mark.parametrize("name", NAMES)
def test_the_chart_shows_what_table_and_file_say(name: str, cast: Cast, as_person: AsPerson) -> None:
    """Each part of each bar or column, added up, is the sum of its column; currencies are drawn apart."""
    for number in range(3):
        add_customer(cast, number)
    make_receivable(cast.northwind, cast.harbour, date(2026, 6, 3), open_amount="7.00", currency="USD")
    CostRate.objects.create(
        provider=cast.northwind, hourly_cost=Decimal(60), currency="EUR", from_on=date(2026, 1, 1)
    )
    reply(actor=cast.ben.actor, ticket=Ticket.objects.latest("pk"), body="Soon.", at=at("2026-06-01 09:30"))
    client = as_person(cast.lea)

    page = client.get(f"{HERE}/{name}").content.decode()

    drawn, told = defaultdict[str, Decimal](Decimal), defaultdict[str, Decimal](Decimal)
    for title in re.findall(r"<title>([^<]*)</title></rect>", page):
        part, _, value = title.rpartition(", ")[2].partition(": ")
        drawn[part] += figure_in(value)
    report = next(each for each in REPORTS if each.name == name)
    for sheet in report.sheets:
        columns, *rows = read(client, f"{HERE}/{name}.csv?sheet={sheet}")
        parts = [str(column) for column in columns if column in drawn]
        for row in (row for row in rows if row[0] != "in all"):
            for part in parts:
                told[part] += figure_in(row[columns.index(part)])
    assert drawn == told
    assert any(drawn.values())


def figure_in(words: str) -> Decimal:
    """A number, or a length of time in minutes."""
    hours, _, minutes = plain(words).rpartition(":")
    return Decimal(minutes or 0) + 60 * Decimal(hours or 0)


@pytest.mark.parametrize("name", ["utilisation", "ageing", "profitability"])
def test_each_row_leads_to_what_stands_behind_it(name: str, cast: Cast, as_person: AsPerson) -> None:
    for number in range(2):
        add_customer(cast, number)
    client = as_person(cast.lea)

    page = client.get(f"{HERE}/{name}").content.decode()

    hrefs = re.findall(r'<th scope="row"><a href="([^"]*)"', page)
    behind = [client.get(href.replace("&amp;", "&")) for href in hrefs]
    assert [answer.status_code for answer in behind] == [200, 200]
    texts = [answer.content.decode() for answer in behind]
    first = ("W0", "W1") if name == "utilisation" else ("Org0 Ltd", "Org1 Ltd")
    assert [first[0] in texts[0], first[1] in texts[1]] == [True, True]


def test_a_report_is_drawn_above_its_table_and_says_its_sums(cast: Cast, as_person: AsPerson) -> None:
    add_customer(cast, 1)

    text = as_person(cast.lea).get(f"{HERE}/utilisation").content.decode()

    said = re.search(r'role="img" aria-label="([^"]*)"', text)
    assert said is not None
    assert said[1] == (
        "Work by week and person: In credits 0:00 in all, In money 0:20 in all, "
        "No charge 0:10 in all, Open 0:00 in all"
    )
    assert text.index('role="img"') < text.index("<table")


@pytest.mark.parametrize("name", NAMES)
def test_a_report_costs_the_same_for_2_customers_and_for_20(
    name: str, cast: Cast, as_person: AsPerson
) -> None:
    client = as_person(cast.lea)

    def statements() -> int:
        with CaptureQueriesContext(connection) as said:
            assert client.get(f"{HERE}/{name}").status_code == 200
        return len(said)

    for number in range(2):
        add_customer(cast, number)
    statements()
    few = statements()
    for number in range(2, 20):
        add_customer(cast, number)

    assert statements() == few
    assert few <= 13


def test_a_period_is_chosen_by_the_address(cast: Cast, as_person: AsPerson) -> None:
    add_customer(cast, 1)
    client = as_person(cast.lea)

    def has_rows(query: str) -> bool:
        return "<table" in client.get(f"{HERE}/utilisation?{query}").content.decode()

    assert has_rows("period=2026-Q2")
    assert has_rows("period=days&from=2026-06-02&to=2026-06-02")
    assert not has_rows("period=2026-05")
    assert not has_rows("period=days&from=2026-06-03&to=2026-06-30")


@pytest.mark.parametrize("query", ["period=soon", "period=days&from=2026-06-02&to=2026-06-01", "period=days"])
def test_a_period_that_is_none_is_refused_in_a_sentence(query: str, cast: Cast, as_person: AsPerson) -> None:
    response = as_person(cast.lea).get(f"{HERE}/utilisation?{query}")

    assert response.status_code == 422


def test_filters_name_people_by_what_is_typed(cast: Cast, as_person: AsPerson) -> None:
    add_customer(cast, 1)
    client = as_person(cast.lea)

    assert "<table" in client.get(f"{HERE}/ageing?customer=org1").content.decode()
    assert "<table" not in client.get(f"{HERE}/ageing?customer=nobody").content.decode()


def test_a_name_that_looks_like_a_formula_is_guarded_in_the_file(cast: Cast, as_person: AsPerson) -> None:
    cast.harbour.name = '=HYPERLINK("x")'
    cast.harbour.save(update_fields=["name"])
    make_receivable(cast.northwind, cast.harbour, date(2026, 6, 3), open_amount="60.00")

    [_, row, _] = read(as_person(cast.lea), f"{HERE}/ageing.csv")

    assert row[0] == '\'=HYPERLINK("x")'


def test_an_administrator_sets_what_an_hour_costs(cast: Cast, as_person: AsPerson) -> None:
    said = {"staff": cast.ben.staff.pk, "hourly_cost": "55.50", "currency": "eur", "from_on": "2026-01-01"}

    response = as_person(cast.olga).post(f"{HERE}/costs", said)

    assert response.status_code == 302
    rate = CostRate.objects.get()
    assert (rate.staff, str(rate.hourly_cost), rate.currency) == (cast.ben.staff, "55.50", "EUR")
    assert "55.50" in as_person(cast.olga).get(f"{HERE}/costs").content.decode()


@pytest.mark.parametrize(
    "mistake", [{"hourly_cost": "-1"}, {"currency": "12"}, {"staff": "0"}, {"from_on": ""}]
)
def test_a_cost_that_cannot_be_is_told_at_its_field(
    mistake: dict[str, str], cast: Cast, as_person: AsPerson
) -> None:
    said = {"staff": "", "hourly_cost": "55.50", "currency": "EUR", "from_on": "2026-01-01", **mistake}

    response = as_person(cast.olga).post(f"{HERE}/costs", said)

    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.content.decode()
    assert not CostRate.objects.exists()


@pytest.mark.parametrize("who", ["lea", "ben", "tom", "ada", "max"])
def test_costs_are_for_administrators(who: str, cast: Cast, as_person: AsPerson) -> None:
    client = as_person(getattr(cast, who))

    answers = {client.get(f"{HERE}/costs").status_code, client.post(f"{HERE}/costs", {}).status_code}

    assert answers == {403}
    assert not CostRate.objects.exists()


def read(client: Client, address: str) -> list[list[str]]:
    text = b"".join(client.get(address)).decode().removeprefix("\ufeff")
    return list(csv.reader(StringIO(text)))


def tables_in(page: str) -> list[list[list[str]]]:
    return [
        [
            re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.DOTALL)
            for row in re.findall(r"<tr.*?</tr>", table, flags=re.DOTALL)
        ]
        for table in re.findall(r"<table.*?</table>", page, flags=re.DOTALL)
    ]


def plain(cell: str) -> str:
    """A figure without what the reader's language adds: thousands parted, days in words, a dash for nothing."""
    words = re.sub(r"<[^>]*>", "", cell).replace(",", "").replace("–", "").replace("\u00a0", " ")
    known = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", words)
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{int(known[3])} {months[int(known[2]) - 1]} {known[1]}" if known else words
