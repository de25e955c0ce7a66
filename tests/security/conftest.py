"""The cast for tests of safety, and everybody's browser; what breaks is answered, as it is in service."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast.agreements import make_agreed_cast
from tests.cast.fixtures import cast
from tests.cast.people import Caller, Cast, Worker, make_cast

__all__ = ["as_person", "cast", "committed_cast"]

AsPerson = Callable[[Worker | Caller | None], Client]


@pytest.fixture
def committed_cast(transactional_db: None) -> Cast:
    """The cast as other connections see it."""
    everybody = make_cast()
    make_agreed_cast(everybody)
    return everybody


@pytest.fixture
def as_person() -> AsPerson:
    def signed_in(person: Worker | Caller | None) -> Client:
        client = Client(raise_request_exception=False)
        if person is not None:
            row = person.staff if isinstance(person, Worker) else person.contact
            assert row.account is not None
            client.force_login(row.account)
        return client

    return signed_in
