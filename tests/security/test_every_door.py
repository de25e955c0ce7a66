"""Every route x every kind of person: strangers learn nothing, roles open what they open, and nothing breaks."""

import re
from collections.abc import Mapping

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.cast.agreements import NORTHWIND
from tests.cast.instants import at
from tests.cast.people import Caller, Cast, Worker, make_worker
from tests.cast.tickets import make_ticket
from tests.security.conftest import AsPerson
from tests.security.places import Place, existing, is_page, missing, places, whole
from uphold.access import PERMISSIONS, Permission, Role
from uphold.agreements.actions import draft_document
from uphold.agreements.models import Contract
from uphold.kit import now, stopped_at
from uphold.metering.actions import log_work
from uphold.people.actions import add_contact, invite_contact
from uphold.people.models import Team
from uphold.ui.page import PUBLIC, SIGNED_IN

OPENED_AT, NOW = at("2026-06-09 09:00"), at("2026-06-09 10:00")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+=|\sstyle=")
SIGNED_BY_OTHERS = {"portal/payments/notices/<slug:port>"}
"""What payment providers post: they know no form, and sign what they say."""
CHANGING = re.compile(r'[A-Za-z0-9]{64}|nonce="[^"]*"|token=[^"]*|\d{4}-\d\d-\d\dT[^"]*')

Values = Mapping[str, object]
Answer = tuple[int, str, str]


@pytest.fixture
def values(cast: Cast) -> Values:
    """The parameters of things that exist, all of them Northwind's."""
    ticket = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    work = log_work(
        actor=cast.ben.actor,
        ticket=ticket,
        staff=cast.ben.staff,
        started_at=OPENED_AT,
        ended_at=NOW,
        at=NOW,
    )
    text = NORTHWIND.replace("version: 1", "version: 2")
    draft = draft_document(actor=cast.olga.actor, provider=cast.northwind, text=text, at=OPENED_AT)
    invited = add_contact(
        actor=cast.olga.actor, organisation=cast.harbour, name="Ida", email="ida@harbour.example", at=now()
    )
    return existing(
        cast,
        ticket=ticket,
        work=work,
        contract=Contract.objects.get(organisation=cast.harbour),
        draft=draft,
        team=Team.objects.create(provider=cast.northwind, name="First line"),
        token=invite_contact(actor=cast.olga.actor, contact=invited, at=now()).token,
    )


@pytest.fixture
def strangers(cast: Cast) -> dict[str, Worker | Caller]:
    """Nobody of them has to do with Northwind and Harbour Clinic."""
    sam = make_worker("Sam", of=cast.southgate, role=Role.ADMINISTRATOR)
    return {"agent": cast.tom, "administrator": sam, "customer": cast.eve}


def test_nobody_learns_before_signing_in_what_there_is(values: Values, as_person: AsPerson) -> None:
    closed = [place for place in places() if place.need is not PUBLIC]

    learnt = [
        (place.route, method)
        for place in closed
        for method in place.methods
        if told(as_person(None), method, place, values)
        != told(as_person(None), method, place, missing(values))
        or not is_sent_to_sign_in(asked(as_person(None), method, place, values))
    ]

    assert learnt == []


@pytest.mark.parametrize("who", ["agent", "administrator", "customer"])
def test_strangers_learn_nothing_of_what_there_is(
    who: str, values: Values, strangers: dict[str, Worker | Caller], as_person: AsPerson
) -> None:
    client = as_person(strangers[who])
    rows = [place for place in places() if place.is_of_rows and isinstance(place.need, Permission)]

    learnt = {}
    for place in rows:
        for method in place.methods:
            there = told(client, method, place, values)
            nowhere = told(client, method, place, missing(values))
            if there != nowhere or there[0] not in {403, 404}:
                learnt[place.route, method] = (there[0], nowhere[0])

    assert learnt == {}


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("ada", Role.MEMBER),
        ("max", Role.MANAGER),
        ("ben", Role.AGENT),
        ("lea", Role.LEAD),
        ("olga", Role.ADMINISTRATOR),
    ],
)
def test_a_role_opens_what_it_includes_and_nothing_else(
    name: str, role: Role, values: Values, cast: Cast, as_person: AsPerson
) -> None:
    client = as_person(getattr(cast, name))
    face = "portal/" if role in {Role.MEMBER, Role.MANAGER} else "desk/"
    known = [place for place in places() if isinstance(place.need, Permission)]

    otherwise = {}
    for place in known:
        is_open = place.route.startswith(face) and place.need in PERMISSIONS[role]
        for method in place.methods:
            status = asked(client, method, place, values).status_code
            if status >= 500 or (status == 403) is is_open:
                otherwise[place.route, method] = status

    assert otherwise == {}


def test_whoever_left_is_a_stranger_everywhere(values: Values, cast: Cast, as_person: AsPerson) -> None:
    browsers = {name: as_person(getattr(cast, name)) for name in ("ada", "ben")}
    for person in (cast.ada.contact, cast.ben.staff):
        person.is_active = False
        person.save(update_fields=["is_active"])

    still_open = [
        (name, place.route)
        for name, browser in browsers.items()
        for place in places()
        if place.need is not PUBLIC
        for method in place.methods
        if not is_sent_to_sign_in(asked(browser, method, place, values))
    ]

    assert still_open == []


def test_every_form_asks_for_its_token(values: Values, cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert cast.olga.staff.account is not None
    strict.force_login(cast.olga.staff.account)

    taken = [
        place.route
        for place in places()
        for method in set(place.methods) - {"GET", "HEAD"}
        if place.route not in SIGNED_BY_OTHERS
        if asked(strict, method, place, values).status_code != 403
    ]

    assert taken == []


def test_no_page_lets_inline_or_foreign_code_run(values: Values, cast: Cast, as_person: AsPerson) -> None:
    browsers = [as_person(person) for person in (None, cast.ada, cast.olga, cast.eve)]

    loose = [
        (place.route, response.status_code)
        for browser in browsers
        for place in places()
        if "GET" in place.methods and place.need is not SIGNED_IN
        for response in [asked(browser, "GET", place, values)]
        if not is_held(response.headers.get("Content-Security-Policy", ""))
        or "unsafe" in response.headers["Content-Security-Policy"]
        or (is_page(response) and INLINE.search(response.content.decode()))
    ]

    assert loose == []


def is_held(policy: str) -> bool:
    """Our own scripts and no others; what people attached runs none at all."""
    return "script-src 'self'" in policy or policy == "sandbox; default-src 'none'"


def asked(client: Client, method: str, place: Place, values: Values) -> HttpResponse:
    """The answer, and the database as it was before."""
    before = transaction.savepoint()
    try:
        with stopped_at(NOW):
            response = whole(client.generic(method, place.address(values)))
    finally:
        transaction.savepoint_rollback(before)
    return response


def told(client: Client, method: str, place: Place, values: Values) -> Answer:
    """Status, where it sends, and the page without what changes each time and without the address asked for."""
    response = asked(client, method, place, values)
    address = place.address(values)
    body = CHANGING.sub("", response.content.decode(errors="replace").replace(address, ""))
    return response.status_code, response.headers.get("Location", "").replace(address, ""), body


def is_sent_to_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith("/account/login/")
