"""The pages of service changes: asked for and approved in the portal, done at the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.service_changes import ask_for_lines, close_changes, make_line
from tests.desk.conftest import AsPerson
from tests.standing.overdue import make_receivable
from uphold.kit import stopped_at
from uphold.products.models import Unit
from uphold.service_changes.models import ServiceChange

NINE, NOON = at("2026-06-16 09:00"), at("2026-06-16 12:00")
KEY = "a" * 32


def wish(product_id: int) -> dict[str, object]:
    return {"kind": "add", "product": product_id, "quantity": 2, "words": "For the new room.", "key": KEY}


def test_a_wish_goes_from_the_member_to_his_manager_to_the_desk_and_back(
    cast: Cast, as_person: AsPerson
) -> None:
    line = make_line(cast)

    with stopped_at(NOON):
        as_person(cast.ada).post("/portal/changes/new", wish(line.pk))
        change = ServiceChange.objects.get()
        here, there = f"/portal/changes/{change.pk}", f"/desk/changes/{change.pk}"
        to_approve = as_person(cast.max).get("/portal/changes/").content.decode()
        as_person(cast.max).post(f"{here}/approval")
        as_person(cast.ben).post(f"{there}/work")
        named = {"outcome": "Two lines.", "names": "L-7\nL-8", "unit_kind": "service"}
        as_person(cast.ben).post(f"{there}/completion", named)
        seen = as_person(cast.ada).get(here).content.decode()

    change.refresh_from_db()
    assert ("For you to approve" in to_approve, change.state) == (True, "done")
    assert ("Two lines." in seen, "Approved by" in seen, "Max, 16 Jun 2026" in seen) == (True, True, True)
    assert list(Unit.objects.order_by("name").values_list("name", flat=True)) == ["L-7", "L-8"]


def test_an_account_that_is_closed_is_told_why_until_it_is_paid_and_loses_nothing_typed(
    cast: Cast, as_person: AsPerson
) -> None:
    line = make_line(cast)
    close_changes(cast, at=NINE)
    client = as_person(cast.ada)

    with stopped_at(NOON):
        refused = client.post("/portal/changes/new", wish(line.pk))
    text, count = refused.content.decode(), ServiceChange.objects.count()
    make_receivable(cast, at=NOON, open_amount="0.00")
    with stopped_at(NOON):
        client.post("/portal/changes/new", wish(line.pk))

    assert (refused.status_code, count, ServiceChange.objects.count()) == (403, 0, 1)
    assert "Suspended since 2026-06-16: portal changes. It ends when the account is paid in full" in text
    assert ("§ 5" in text, "For the new room." in text, KEY in text) == (True, True, True)


def test_nobody_but_the_customer_s_manager_approves_by_address(cast: Cast, as_person: AsPerson) -> None:
    change = ask_for_lines(cast, at=NINE)
    who = {"ada": 403, "ben": 403, "olga": 403, "eve": 403}

    codes = {
        name: as_person(getattr(cast, name)).post(f"/portal/changes/{change.pk}/approval").status_code
        for name in who
    }
    read_by_stranger = as_person(cast.eve).get(f"/portal/changes/{change.pk}").status_code

    change.refresh_from_db()
    assert (codes, read_by_stranger, change.state) == (who, 404, "asked")


@pytest.mark.parametrize(("name", "place"), [("max", "/portal/changes/"), ("ben", "/desk/changes/")])
def test_the_lists_ask_as_much_for_twenty_as_for_two(
    cast: Cast, as_person: AsPerson, name: str, place: str
) -> None:
    line, client = make_line(cast), as_person(getattr(cast, name))

    def count() -> int:
        with stopped_at(NOON), CaptureQueriesContext(connection) as caught:
            client.get(place)
        return len(caught)

    for number in range(2):
        ask_for_lines(cast, at=NINE, product=line, key=f"k{number}")
    client.get(place)
    two = count()
    for number in range(2, 20):
        ask_for_lines(cast, at=NINE, product=line, key=f"k{number}")

    assert count() == two
