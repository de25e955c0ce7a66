"""What every test stands on: a throw-away PostgreSQL server, started when a test asks for the database."""

from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from hypothesis import settings

from tests.lock_order import watched_locks
from tests.settings import FOLDER
from uphold.kit.postgres.embedded import embedded_server
from uphold.kit.postgres.server import THROW_AWAY_SETTINGS

# Everywhere the same sample of cases, so that a failure is nobody's luck. `bin/prove` asks for other and more cases.
settings.register_profile("sample", derandomize=True, deadline=None)
settings.load_profile("sample")

# What reads the shared material runs only where it lies beside the checkout; `bin/test` says when it does not.
collect_ignore = [] if (Path(__file__).parents[2] / "shared").exists() else ["shared"]

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Marks what needs the database, early enough for `-m database`."""
    asked_for = set(getattr(item, "fixturenames", ()))
    if asked_for & DATABASE_FIXTURES or item.get_closest_marker("django_db"):
        item.add_marker("database")


NEVER_EMPTIED = (
    "agreements_decisionrecord",
    "billing_allocation",
    "billing_document",
    "billing_invoice",
    "billing_invoiceline",
    "billing_payment",
    "billing_repayment",
    "credits_ledgerentry",
    "credits_posting",
    "hardware_faultanalysis",
    "journal_entry",
    "metering_charge",
    "metering_consent",
    "metering_faultevidence",
    "metering_namedprice",
    "metering_settlement",
    "metering_workentry",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts browsers last, since Playwright leaves a loop running in this thread."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Whatever a test does, its verbs lock in the order of the house; one that plants bugs may say otherwise."""
    with watched_locks() as watch:
        outcome = yield
    assert not watch.wrong or item.get_closest_marker("out_of_order"), watch.wrong
    return outcome


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[None]:
    FOLDER.chmod(0o711)
    server = embedded_server(FOLDER, settings=THROW_AWAY_SETTINGS, is_lasting=False)
    server.start()
    yield
    server.stop()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(postgres_server: None) -> Any:  # noqa: ANN401 - the hook of pytest-django
    """Runs before the test database is made: so the server is up by then."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:  # noqa: ANN401 - the plugin has no type
    """Lets tests that commit be cleaned up: in service no table of records can be emptied."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in NEVER_EMPTIED:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_never_emptied")
