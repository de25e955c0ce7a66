"""The agreement as the customer reads it: the versions that bind, every row with an address, annexes too."""

import re

from tests.cast.agreements import NORTHWIND, make_version
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.agreements.actions import draft_document
from uphold.agreements.models import Contract, ContractAnnex, Version
from uphold.kit import stopped_at

TEN = at("2026-06-09 10:00")
ANNEX = """---
agreement: northwind-clinics
title: Clinics
version: 3
effective: 2026-01-01
provider: Northwind
amends: northwind
---

## 1. Quicker for clinics {#quick}

| Target         | Priority | Within  | Clock        |
|----------------|----------|---------|--------------|
| First response | High     | 1 hour  | Office hours |
"""


def test_the_list_says_which_version_is_in_force(cast: Cast, as_person: AsPerson) -> None:
    make_version(cast.northwind, text=renewed("2", "2027-01-01"))
    make_version(cast.northwind, text=renewed("0", "2025-01-01"))

    states = [row[-1] for row in rows_of(cast, as_person)]

    assert states == ["not in force yet", "in force", "earlier"]


def test_drafts_and_agreements_of_others_are_not_there(cast: Cast, as_person: AsPerson) -> None:
    draft_document(actor=cast.olga.actor, provider=cast.northwind, text=renewed("2", "2027-01-01"), at=TEN)
    make_version(cast.southgate, text=NORTHWIND.replace("agreement: northwind", "agreement: southgate"))

    client = as_person(cast.ada)

    assert client.get("/portal/agreements/northwind/2/").status_code == 404
    assert client.get("/portal/agreements/southgate/1/").status_code == 404
    assert len(rows_of(cast, as_person)) == 1


def test_the_row_that_an_address_names_is_marked(cast: Cast, as_person: AsPerson) -> None:
    text = as_person(cast.ada).get("/portal/agreements/northwind/1/?row=75").content.decode()

    assert '<tr id="row-75" class="marked">' in text


def test_a_promise_of_an_annex_leads_to_the_row_of_the_annex(cast: Cast, as_person: AsPerson) -> None:
    annex = annexed(cast)
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    client = as_person(cast.ada)

    with stopped_at(TEN):
        page = client.get(f"/portal/tickets/{ticket.number}/").content.decode()
    document = client.get("/portal/agreements/northwind-clinics/3/?row=14")

    assert "answer in 1 h" in page
    assert 'href="/portal/agreements/northwind-clinics/3/?row=14#row-14"' in page
    assert document.status_code == 200
    assert '<tr id="row-14" class="marked">' in document.content.decode()
    assert annex.agreement.is_annex


def test_who_has_not_the_annex_does_not_read_it(cast: Cast, as_person: AsPerson) -> None:
    annexed(cast)

    assert as_person(cast.eve).get("/portal/agreements/northwind-clinics/3/").status_code == 404


def annexed(cast: Cast) -> Version:
    """An annex for clinics, bound to the contract of the harbour clinic."""
    annex = make_version(cast.northwind, text=ANNEX)
    contract = Contract.objects.get(organisation=cast.harbour)
    ContractAnnex.objects.create(contract=contract, agreement=annex.agreement, position=0)
    return annex


def renewed(version: str, effective: str) -> str:
    return NORTHWIND.replace("version: 1", f"version: {version}").replace(
        "effective: 2026-01-01", f"effective: {effective}"
    )


def rows_of(cast: Cast, as_person: AsPerson) -> list[list[str]]:
    """The cells of the table after the title, row by row."""
    with stopped_at(TEN):
        text = as_person(cast.ada).get("/portal/agreements/").content.decode()
    body = text.partition("<tbody>")[2].partition("</tbody>")[0]
    return [re.findall(r"<td[^>]*>([^<]*)</td>", row) for row in body.split("<tr>")[1:]]
