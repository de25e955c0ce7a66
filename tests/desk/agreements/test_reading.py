"""Reading at the desk: the list, the document with its figures, the checker's report, annexes."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.agreements import NORTHWIND, make_version
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from tests.portal.test_agreements import ANNEX
from uphold.kit import stopped_at

HERE = "/desk/agreements"
TEN = at("2026-06-09 10:00")


def test_rows_say_how_often_they_decided(cast: Cast, as_person: AsPerson) -> None:
    make_ticket(customer=cast.ada, opened_at=TEN)

    text = as_person(cast.ben).get(f"{HERE}/northwind/1/").content.decode()

    row = text.partition('<tr id="row-75">')[2].partition("</tr>")[0]
    assert '<td class="number">1</td>' in row


def test_the_report_names_what_is_open_and_leads_to_the_row(cast: Cast, as_person: AsPerson) -> None:
    text = as_person(cast.ben).get(f"{HERE}/northwind/1/report").content.decode()

    assert "open warning" in text or "No errors, no open warnings." in text
    assert f'href="{HERE}/northwind/1/?row=' in text


def test_an_annex_is_read_checked_and_asked_with_what_it_amends(cast: Cast, as_person: AsPerson) -> None:
    make_version(cast.northwind, text=ANNEX)
    client = as_person(cast.ben)
    case = {"opened": "2026-06-09T10:00", "fact:request": "Fault", "fact:impact": "Everyone"}

    document = client.get(f"{HERE}/northwind-clinics/3/?row=14").content.decode()
    report = client.get(f"{HERE}/northwind-clinics/3/report").content.decode()
    with stopped_at(TEN):
        answer = client.get(f"{HERE}/northwind-clinics/3/ask", case).content.decode()

    assert '<tr id="row-14" class="marked">' in document
    assert "Errors" not in report
    assert "answer in 1 h" in answer
    assert f'href="{HERE}/northwind-clinics/3/?row=14#row-14"' in answer


def test_the_list_says_how_far_each_version_is(cast: Cast, as_person: AsPerson) -> None:
    ahead = NORTHWIND.replace("version: 1", "version: 2").replace("2026-01-01", "2027-01-01")
    make_version(cast.northwind, text=ahead)

    with stopped_at(TEN):
        text = as_person(cast.ben).get(f"{HERE}/").content.decode()

    assert "published, not in force yet" in text
    assert re.search(r"<td[^>]*>published</td>", text)


def test_the_list_costs_the_same_for_2_versions_and_for_20(cast: Cast, as_person: AsPerson) -> None:
    client = as_person(cast.ben)

    def statements() -> int:
        with CaptureQueriesContext(connection) as said:
            assert client.get(f"{HERE}/").status_code == 200
        return len(said)

    make_version(cast.northwind, text=NORTHWIND.replace("version: 1", "version: 2"))
    few = statements()
    for number in range(3, 21):
        make_version(cast.northwind, text=NORTHWIND.replace("version: 1", f"version: {number}"))

    assert statements() == few
    assert few <= 8
