"""Accounts in the desk: the list with low ones first, the page of one, the acts, the statement, the self-check."""

import csv
import html
import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast.agreements import NORTHWIND, make_contract, make_version
from tests.cast.credits import make_account, make_draw, make_hold, make_lot, unguarded
from tests.cast.fixtures import hosted, prepaid
from tests.cast.instants import at
from tests.cast.people import Cast, make_cast, make_organisation
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.credits.actions import account_of, set_warning
from uphold.credits.models import CreditAccount, CreditOrder, Lot, Source
from uphold.kit import stopped_at

__all__ = ["hosted", "prepaid"]

TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with stopped_at(NOON):
        yield


@pytest.fixture
def account(cast: Cast) -> CreditAccount:
    return make_account(cast)


PACKAGES = """
## 9. Packages {#9}

| Credits | Amount | Price   | Expires    |
|---------|--------|---------|------------|
| 2 hours | 120    |         |            |
| 5 hours | 300    | EUR 400 | 12 months  |
"""


@pytest.fixture
def selling(db: None) -> Cast:
    """Northwind sells two packages; what one costs the contract says."""
    everybody = make_cast()
    make_contract(everybody.harbour, version=make_version(everybody.northwind, text=NORTHWIND + PACKAGES))
    return everybody


def address(cast: Cast, name: str = "account") -> str:
    return reverse(f"desk:{name}", args=[cast.northwind.pk, cast.harbour.pk])


def page(client: object, url: str) -> str:
    response = client.get(url)  # type: ignore[attr-defined]
    assert response.status_code == 200, url
    return " ".join(response.content.decode().split())


def test_the_list_shows_balances_low_ones_first(
    cast: Cast, account: CreditAccount, as_person: AsPerson
) -> None:
    make_lot(account, credits=20)
    set_warning(actor=cast.olga.actor, account=account, below_credits=30, at=TEN)
    make_lot(account_of(organisation_id=cast.orchard.pk, provider_id=cast.northwind.pk), credits=200)
    make_organisation("Aardvark", of=[cast.northwind])

    text = page(as_person(cast.ben), reverse("desk:accounts"))

    assert text.index("Harbour Clinic") < text.index("Aardvark") < text.index("Orchard Foods")
    assert "3 h 20" in text


def test_the_list_finds_by_name_and_by_state(cast: Cast, account: CreditAccount, as_person: AsPerson) -> None:
    make_lot(account, credits=20)
    set_warning(actor=cast.olga.actor, account=account, below_credits=30, at=TEN)
    client, here = as_person(cast.ben), reverse("desk:accounts")

    found = {
        query: [
            name for name in ("Harbour Clinic", "Orchard Foods") if name in page(client, f"{here}?{query}")
        ]
        for query in ("q=orch", "view=low", "view=overdue", "view=suspended")
    }

    assert found == {
        "q=orch": ["Orchard Foods"],
        "view=low": ["Harbour Clinic"],
        "view=overdue": [],
        "view=suspended": [],
    }


def test_the_list_goes_on_where_its_key_says(cast: Cast, as_person: AsPerson) -> None:
    for number in range(60):
        make_organisation(f"Customer {number:02}", of=[cast.northwind])
    client = as_person(cast.ben)

    first = page(client, reverse("desk:accounts"))
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following is not None
    text = page(client, html.unescape(following[1]))

    assert "Customer 49" in first
    assert "Customer 50" in text
    assert "Customer 49" not in text


def test_twenty_accounts_take_as_many_statements_as_two(cast: Cast, as_person: AsPerson) -> None:
    client, here = as_person(cast.ben), reverse("desk:accounts")
    client.get(here)
    with CaptureQueriesContext(connection) as two:
        client.get(here)
    for number in range(18):
        customer = make_organisation(f"Customer {number:02}", of=[cast.northwind])
        make_lot(account_of(organisation_id=customer.pk, provider_id=cast.northwind.pk), key=f"lot {number}")
    with CaptureQueriesContext(connection) as twenty:
        client.get(here)

    assert len(twenty) == len(two)


def test_the_page_prints_lots_in_the_order_in_which_they_are_drawn(
    cast: Cast, account: CreditAccount, as_person: AsPerson
) -> None:
    make_lot(account, credits=300)
    make_lot(account, credits=60, expires_at=at("2026-12-31 00:00"))
    make_lot(account, credits=10, source=Source.GOODWILL, opened_at=at("2026-07-01 00:00"))

    text = page(as_person(cast.ben), address(cast))

    assert text.index("1. 60 credits") < text.index("2. 300 credits") < text.index('"dated"> 10 credits')
    assert "360 credits" in text
    assert "31 Dec 2026" in text


def test_what_is_set_aside_names_its_ticket(cast: Cast, account: CreditAccount, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    make_hold(make_lot(account), amount=25, at=TEN, reference=ticket.number)

    text = page(as_person(cast.ben), address(cast))

    assert f'Set aside for <a href="/desk/tickets/{ticket.number}">{ticket.number}</a> (25 credits)' in text


def test_a_movement_leads_to_its_ticket(cast: Cast, account: CreditAccount, as_person: AsPerson) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    make_draw(make_lot(account), amount=12, work_at=TEN, reference=ticket.number)

    text = page(as_person(cast.ben), address(cast))

    assert "−12" in text
    assert f'<a href="/desk/tickets/{ticket.number}">' in text


def test_an_account_with_nothing_says_how_something_comes(selling: Cast, as_person: AsPerson) -> None:
    text = page(as_person(selling.ben), address(selling))

    assert "There are none. A package that is sold" in text
    assert "Nothing moved yet." in text


def test_where_nothing_is_paid_with_credits_the_page_says_so(cast: Cast, as_person: AsPerson) -> None:
    text = page(as_person(cast.ben), address(cast))

    assert "Nothing is paid with credits here." in text
    assert text.count(" hidden>") == 5


def test_goodwill_is_given_once_with_its_reason(
    cast: Cast, account: CreditAccount, as_person: AsPerson
) -> None:
    make_lot(account)
    client, here = as_person(cast.lea), address(cast, "account-goodwill")
    said = {"key": "0" * 32, "credits": "15", "reason": "For the long wait", "ends_on": "2026-06-30"}

    answers = [client.post(here, said).status_code for _ in range(2)]

    lot = Lot.objects.get(account=account, source=Source.GOODWILL)
    assert answers == [302, 302]
    assert (lot.granted_credits, lot.expires_at) == (15, at("2026-07-01 00:00"))
    assert "For the long wait" in page(client, address(cast))


def test_what_a_verb_finds_wrong_stands_beside_what_was_typed(
    cast: Cast, account: CreditAccount, as_person: AsPerson
) -> None:
    lot = make_lot(account)
    said = {"key": "0" * 32, "credits": "15", "reason": "For the long wait", "ends_on": "2026-06-01"}

    response = as_person(cast.lea).post(address(cast, "account-goodwill"), said)

    assert response.status_code == 422
    assert "would have ended already" in response.content.decode()
    assert "For the long wait" in response.content.decode()
    assert list(account.lots.all()) == [lot]


def test_goodwill_is_offered_where_the_agreement_charges_credits_though_none_came_in_yet(
    prepaid: Cast, as_person: AsPerson
) -> None:
    client = as_person(prepaid.lea)

    assert address(prepaid, "account-goodwill") in page(client, address(prepaid))
    assert client.get(address(prepaid, "account-goodwill")).status_code == 200


def test_where_no_row_charges_credits_no_goodwill_is_given(hosted: Cast, as_person: AsPerson) -> None:
    client, here = as_person(hosted.lea), address(hosted, "account-goodwill")
    said = {"key": "0" * 32, "credits": "15", "reason": "For the long wait", "ends_on": ""}

    response = client.post(here, said)

    assert here not in page(client, address(hosted))
    assert response.status_code == 409
    assert "there is nothing of this kind to do" in response.content.decode()
    assert not Lot.objects.exists()


def test_a_package_is_sold_at_the_price_of_the_contract(selling: Cast, as_person: AsPerson) -> None:
    client = as_person(selling.olga)
    said = {"package": "2 hours", "price": "180.00", "lasts_days": "365"}
    client.post(address(selling, "account-price"), said)

    client.post(address(selling, "account-sale"), {"key": "1" * 32, "package": "2 hours"})

    order = CreditOrder.objects.get()
    assert (order.package, str(order.price), order.sold_by, order.state) == (
        "2 hours",
        "180.00",
        selling.olga.staff,
        "ordered",
    )
    assert order.number in page(client, address(selling))


def test_a_package_without_a_price_is_not_for_sale(selling: Cast, as_person: AsPerson) -> None:
    client = as_person(selling.olga)

    response = client.post(address(selling, "account-sale"), {"key": "1" * 32, "package": "2 hours"})

    assert response.status_code == 422
    assert not CreditOrder.objects.exists()
    assert "not set" in page(client, address(selling))


def test_an_order_is_withdrawn_while_nobody_paid(selling: Cast, as_person: AsPerson) -> None:
    client = as_person(selling.olga)
    client.post(address(selling, "account-sale"), {"key": "1" * 32, "package": "5 hours"})
    order = CreditOrder.objects.get()

    client.post(address(selling, "account-order-withdrawal"), {"order": str(order.pk)})

    order.refresh_from_db()
    assert order.state == "withdrawn"


def test_what_is_ordered_can_be_credited_at_once(selling: Cast, as_person: AsPerson) -> None:
    client = as_person(selling.lea)
    client.post(address(selling, "account-crediting"), {"credited_on": "order"})

    client.post(address(selling, "account-sale"), {"key": "1" * 32, "package": "5 hours"})

    assert CreditOrder.objects.get().state == "credited"
    assert "300 credits" in page(client, address(selling))


def test_the_warning_is_set_and_shown(selling: Cast, as_person: AsPerson) -> None:
    client = as_person(selling.lea)

    client.post(address(selling, "account-warning"), {"below": "30"})

    assert make_account(selling).warn_below_credits == 30
    assert "Told of below 30 credits." in page(client, address(selling))


def test_an_act_that_does_not_fit_now_is_refused(cast: Cast, as_person: AsPerson) -> None:
    response = as_person(cast.lea).get(address(cast, "account-suspension"))

    assert response.status_code == 409


def test_the_statement_is_filtered_and_comes_as_a_file(
    cast: Cast, account: CreditAccount, as_person: AsPerson
) -> None:
    make_draw(make_lot(account), amount=12, work_at=TEN, reference="NW-77")
    make_lot(account, credits=5, source=Source.GOODWILL)
    client = as_person(cast.ben)

    text = page(client, f"{address(cast, 'account-statement')}?source=goodwill")
    response = client.get(f"{address(cast, 'account-statement-file')}?from=2026-06-09&last=2026-06-09")
    lines = list(csv.reader(b"".join(response).decode().removeprefix("\ufeff").splitlines()))

    assert "+5" in text
    assert "−12" not in text
    assert lines[1:] == [["2026-06-09 10:00", "work", "Work on the ticket", "", "NW-77", "-12", "53"]]


@pytest.mark.parametrize(
    "query", ["from=nonsense", "last=2026-02-31", "last=9999-12-31", "source=x", "after=x"]
)
def test_odd_filters_filter_nothing(cast: Cast, as_person: AsPerson, query: str) -> None:
    page(as_person(cast.ben), f"{address(cast, 'account-statement')}?{query}")


def test_the_check_says_that_all_is_as_derived(
    cast: Cast, account: CreditAccount, as_person: AsPerson
) -> None:
    make_lot(account)

    text = page(as_person(cast.lea), f"{reverse('desk:accounts-check')}?provider={cast.northwind.pk}")

    assert "Derived = stored." in text
    assert "1 account, 1 lot, 1 movement." in text


@pytest.mark.django_db(transaction=True)
def test_the_check_lists_differences_and_corrects_nothing(
    cast: Cast, account: CreditAccount, as_person: AsPerson
) -> None:
    lot = make_lot(account)
    with unguarded():
        Lot.objects.filter(pk=lot.pk).update(remaining_credits=59)

    text = page(as_person(cast.lea), f"{reverse('desk:accounts-check')}?provider={cast.northwind.pk}")

    lot.refresh_from_db()
    assert "1 difference" in text
    assert re.findall(r'<td class="[^"]*number[^>]*>(59|60)</td>', text) == ["59", "60"]
    assert lot.remaining_credits == 59


@pytest.mark.parametrize(
    ("name", "status"),
    [("ben", 403), ("lea", 200), ("olga", 200), ("tom", 403), ("ada", 403), ("max", 403), ("eve", 403)],
)
def test_who_may_sell_and_give(cast: Cast, as_person: AsPerson, name: str, status: int) -> None:
    make_lot(make_account(cast))

    response = as_person(getattr(cast, name)).get(address(cast, "account-goodwill"))

    assert response.status_code == status


@pytest.mark.parametrize(
    ("name", "status"),
    [("ben", 200), ("nia", 200), ("lea", 200), ("olga", 200), ("tom", 404), ("ada", 403), ("max", 403)],
)
def test_who_sees_an_account(cast: Cast, as_person: AsPerson, name: str, status: int) -> None:
    response = as_person(getattr(cast, name)).get(address(cast))

    assert response.status_code == status
