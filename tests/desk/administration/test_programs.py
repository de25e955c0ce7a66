"""Programs in the desk: a token is shown once, an endpoint's secret on demand, and messages are seen and sent again."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.desk.conftest import AsPerson
from uphold.access import Permission
from uphold.kit import stopped_at
from uphold.people.actions import make_token
from uphold.people.models import ApiToken
from uphold.people.programs import program_of
from uphold.webhooks.actions import add_endpoint, send_test
from uphold.webhooks.models import Delivery, Endpoint
from uphold.webhooks.signing import secret_of

NOW = at("2026-06-09 10:00")
PLACE = "/desk/administration/programs"
SHOWN = re.compile(r'<input id="secret" value="([^"]+)" readonly')


def form_of(cast: Cast) -> dict[str, object]:
    return {"name": "Dashboard", "provider": str(cast.northwind.pk), "permissions": ["standing:read"]}


def make(cast: Cast, name: str) -> ApiToken:
    rights = [Permission.STANDING_READ]
    return make_token(
        actor=cast.olga.actor, provider=cast.northwind, name=name, permissions=rights, at=NOW
    ).row


def add(cast: Cast, *, address: str = "https://hooks.example/") -> Endpoint:
    return add_endpoint(actor=cast.olga.actor, provider=cast.northwind, address=address, at=NOW)


def test_a_token_is_shown_once_on_the_page_that_makes_it(cast: Cast, as_person: AsPerson) -> None:
    olga = as_person(cast.olga)
    with stopped_at(NOW):
        response = olga.post(f"{PLACE}/tokens/new", form_of(cast))

    found = SHOWN.search(response.content.decode())
    assert found is not None
    program = program_of(found[1], at=NOW)
    assert program is not None
    assert (program.name, program.provider_id) == ("Dashboard", cast.northwind.pk)
    assert response.headers["Cache-Control"] == "no-store"
    pages = [olga.get(PLACE), olga.get(f"{PLACE}/tokens/{ApiToken.objects.get().pk}")]
    assert all(found[1] not in page.content.decode() for page in pages)


def test_a_taken_name_is_told_at_its_field(cast: Cast, as_person: AsPerson) -> None:
    make(cast, "Dashboard")

    response = as_person(cast.olga).post(f"{PLACE}/tokens/new", form_of(cast))

    assert response.status_code == 409
    assert "There is a token named Dashboard already." in response.content.decode()
    assert ApiToken.objects.count() == 1


def test_a_token_is_revoked(cast: Cast, as_person: AsPerson) -> None:
    token = make(cast, "Dashboard")

    as_person(cast.olga).post(f"{PLACE}/tokens/{token.pk}/revocation")

    assert ApiToken.objects.get().revoked_at is not None
    assert "revoked" in as_person(cast.olga).get(PLACE).content.decode()


def test_a_secret_is_shown_on_demand_and_on_no_other_page(cast: Cast, as_person: AsPerson) -> None:
    endpoint, olga = add(cast), as_person(cast.olga)

    page = olga.get(f"{PLACE}/endpoints/{endpoint.pk}").content.decode()
    response = olga.post(f"{PLACE}/endpoints/{endpoint.pk}/secret")

    found = SHOWN.search(response.content.decode())
    assert found is not None
    assert found[1] == secret_of(endpoint)
    assert response.headers["Cache-Control"] == "no-store"
    assert secret_of(endpoint) not in page


def test_an_endpoint_that_is_not_public_is_told_at_the_form(cast: Cast, as_person: AsPerson) -> None:
    said = {"address": "https://127.0.0.1/hooks", "provider": str(cast.northwind.pk)}

    response = as_person(cast.olga).post(f"{PLACE}/endpoints/new", said)

    assert response.status_code == 422
    assert "which is not an address on the public net" in response.content.decode()
    assert not Endpoint.objects.exists()


def test_a_test_message_is_queued_and_seen(cast: Cast, as_person: AsPerson) -> None:
    endpoint, olga = add(cast), as_person(cast.olga)

    olga.post(f"{PLACE}/endpoints/{endpoint.pk}/test")

    page = olga.get(f"{PLACE}/endpoints/{endpoint.pk}").content.decode()
    assert '<th scope="row">test</th>' in page
    assert Delivery.objects.get().state == "waiting"


def test_what_was_given_up_is_sent_again(cast: Cast, as_person: AsPerson) -> None:
    endpoint = add(cast)
    delivery = send_test(actor=cast.olga.actor, endpoint=endpoint, at=NOW)
    Delivery.objects.update(state="given up", attempts=10)

    as_person(cast.olga).post(f"{PLACE}/deliveries/{delivery.pk}/repetition")

    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("waiting", 0)


def test_a_retired_endpoint_offers_nothing_more(cast: Cast, as_person: AsPerson) -> None:
    endpoint, olga = add(cast), as_person(cast.olga)

    olga.post(f"{PLACE}/endpoints/{endpoint.pk}/retirement")

    page = olga.get(f"{PLACE}/endpoints/{endpoint.pk}").content.decode()
    assert "Send a test" not in page
    assert "Retired" in page


def test_twenty_programs_cost_as_many_statements_as_two(cast: Cast, as_person: AsPerson) -> None:
    def statements() -> int:
        olga = as_person(cast.olga)
        with CaptureQueriesContext(connection) as captured:
            olga.get(PLACE)
        return len(captured)

    for number in range(2):
        make(cast, f"Program {number}")
        add(cast, address=f"https://hooks.example/{number}")
    few = statements()
    for number in range(2, 20):
        make(cast, f"Program {number}")
        add(cast, address=f"https://hooks.example/{number}")

    assert statements() == few
