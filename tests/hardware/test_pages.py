"""The pages of evaluations and returns: at the desk, and as the customer follows them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.hardware import make_phone, make_return, open_about
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.desk.conftest import AsPerson
from uphold.hardware.actions import await_unit, issue_analysis
from uphold.hardware.models import Evaluation, ReturnAuthorization
from uphold.kit import stopped_at

OCTOBER, NOVEMBER = at("2026-10-15 10:00"), at("2026-11-15 10:00")


def test_a_unit_goes_from_the_bench_to_its_replacement_on_the_pages(
    equipped: Cast, as_person: AsPerson
) -> None:
    ticket = open_about(equipped, make_phone(equipped), at=OCTOBER)
    make_phone(equipped, "DP-2002", until=None)
    desk, here = as_person(equipped.ben), f"/desk/tickets/{ticket.number}/hardware/"

    with stopped_at(OCTOBER):
        desk.post(f"{here}evaluations")
        evaluation = Evaluation.objects.get()
        steps = f"{here}evaluations/{evaluation.pk}/steps/"
        for place in range(1, 10):
            desk.post(f"{steps}{place}", {"result": "failed", "note": "No light"})
        verdict = {"defect": "confirmed", "use": "as the warranty asks", "evidence": "Port 2 is dead."}
        decided = desk.post(f"{here}evaluations/{evaluation.pk}/verdict", verdict)
        desk.post(f"{here}evaluations/{evaluation.pk}/analysis")
        page = desk.get(here).content.decode()
        desk.post(f"{here}return", {"kind": "replacement"})
        row = ReturnAuthorization.objects.get()
        base = f"/desk/returns/{row.pk}"
        desk.post(f"{base}/awaiting", {"send_to": "Northwind, Dock 3"})
        desk.post(f"{base}/receipt")
        desk.post(f"{base}/replacement", {"serial": "DP-2002"})
        desk.post(f"{base}/closure")
        shown = desk.get(base).content.decode()

    row.refresh_from_db()
    assert (decided.status_code, row.state, row.number) == (302, "closed", "NW-R1")
    assert ("return authorization" in page, "Valid claim" in page, "NW-FA1" in page) == (True, True, True)
    assert ("DP-2002" in shown, "31 Dec 2026" in shown or "31 December 2026" in shown) == (True, True)


def test_the_customer_is_told_what_to_send_where_and_reads_the_document(
    equipped: Cast, as_person: AsPerson
) -> None:
    row = make_return(equipped, at=OCTOBER)
    assert row.evaluation is not None
    analysis = issue_analysis(actor=equipped.ben.actor, evaluation=row.evaluation, at=OCTOBER)
    await_unit(actor=equipped.ben.actor, row=row, send_to="Northwind, Dock 3", at=OCTOBER)
    client = as_person(equipped.ada)

    page = client.get(f"/portal/returns/{row.pk}").content.decode()
    label = client.get(f"/portal/returns/{row.pk}/label").content.decode()
    ticket = client.get(f"/portal/tickets/{row.ticket.number}/").content.decode()
    listed = client.get("/portal/returns/").content.decode()
    document = client.get(f"/portal/returns/analyses/{analysis.pk}")

    assert ("Please send it to us" in page, "Northwind, Dock 3" in page) == (True, True)
    assert re.search(r"NW-R1.*Northwind, Dock 3.*DP-1001", label, re.DOTALL)
    assert ("NW-R1" in ticket, "NW-FA1" in ticket, "NW-R1" in listed) == (True, True, True)
    assert (document["Content-Type"], document.content[:5]) == ("application/pdf", b"%PDF-")


def test_what_the_agreement_does_not_give_is_refused_with_words_and_nothing_is_made(
    equipped: Cast, as_person: AsPerson
) -> None:
    ticket = open_about(equipped, make_phone(equipped), at=OCTOBER)
    address = f"/desk/tickets/{ticket.number}/hardware/return"

    by_agent = as_person(equipped.ben).post(address, {"kind": "repair", "reason": "Please"})
    without_reason = as_person(equipped.lea).post(address, {"kind": "repair"})

    assert (by_agent.status_code, without_reason.status_code) == (403, 422)
    assert not ReturnAuthorization.objects.exists()


@pytest.mark.parametrize("person", ["ben", "ada"])
def test_the_list_takes_as_many_statements_for_many(equipped: Cast, as_person: AsPerson, person: str) -> None:
    client = as_person(getattr(equipped, person))
    address = "/desk/returns/" if person == "ben" else "/portal/returns/"
    make_return(equipped, name="DP-1", at=OCTOBER)
    make_return(equipped, name="DP-2", at=OCTOBER)
    client.get(address)

    with CaptureQueriesContext(connection) as few:
        client.get(address)
    copies = ReturnAuthorization.objects.first()
    assert copies is not None
    for number in range(10, 28):
        copies.pk, copies.serial, copies.number = None, number, f"NW-R{number}"
        copies.unit = make_phone(equipped, f"DP-{number}")
        copies.save(force_insert=True)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address).content.decode()

    assert (len(few), page.count("NW-R") >= 20) == (len(many), True)
