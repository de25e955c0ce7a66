"""The cast, and everybody's browser."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast.fixtures import cast
from tests.cast.people import Caller, Worker

__all__ = ["as_person", "cast"]

AsPerson = Callable[[Worker | Caller | None], Client]


@pytest.fixture
def as_person() -> AsPerson:
    """`as_person(ben).get("/desk/")`; nobody signs in when there is nobody."""

    def signed_in(person: Worker | Caller | None) -> Client:
        client = Client(raise_request_exception=True)
        if person is not None:
            row = person.staff if isinstance(person, Worker) else person.contact
            assert row.account is not None
            client.force_login(row.account)
        return client

    return signed_in
