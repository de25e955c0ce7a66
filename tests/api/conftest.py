"""The cast, with an account that is overdue, and programs that ask about it."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast.instants import at
from tests.cast.people import Cast, make_cast
from tests.standing.overdue import make_overdue_terms, make_receivable
from uphold.access import Permission
from uphold.people.actions import make_token

AsProgram = Callable[[str | None], Client]
MADE_AT = at("2026-05-15 09:00")


@pytest.fixture
def cast(db: None) -> Cast:
    everybody = make_cast()
    make_overdue_terms(everybody)
    make_receivable(everybody, at=MADE_AT)
    return everybody


@pytest.fixture
def token(cast: Cast) -> str:
    """A token of Northwind that may read standings."""
    return make_token(
        actor=cast.olga.actor,
        provider=cast.northwind,
        name="Dashboard",
        permissions=[Permission.STANDING_READ],
        at=MADE_AT,
    ).token


@pytest.fixture
def as_program() -> AsProgram:
    """A client that comes with a token, and keeps whatever cookies it is given."""

    def coming(token: str | None) -> Client:
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        return Client(headers=headers, raise_request_exception=False, enforce_csrf_checks=True)

    return coming
