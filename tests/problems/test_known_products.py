"""A bug names a product and a version: the provider's rows where he has them, else the words alone."""

import importlib

from django.db import connection

from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.products import make_product, make_product_version
from uphold.problems.actions import change_bug
from uphold.problems.models import Bug

TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")
WORDS = {"title": "It is silent", "documented_behaviour": "It rings.", "found_in": "4.2"}


def test_the_rows_of_the_provider_are_found_by_name(cast: Cast) -> None:
    make_product(cast.southgate, "Switchboard")
    product = make_product(cast.northwind, "SwitchBoard")
    version = make_product_version(product, "4.2")

    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)

    assert (bug.known_product, bug.known_version, bug.product) == (product, version, "Switchboard")


def test_what_has_no_row_stays_words(cast: Cast) -> None:
    make_product_version(make_product(cast.southgate, "Switchboard"), "4.2")

    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)

    assert (bug.known_product, bug.known_version) == (None, None)


def test_another_name_is_another_row(cast: Cast) -> None:
    make_product_version(make_product(cast.northwind, "Switchboard"), "4.2")
    phone = make_product(cast.northwind, "Desk phone")
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)

    change_bug(actor=cast.ben.actor, bug=bug, product="Desk phone", at=NOON, **WORDS)

    bug.refresh_from_db()
    assert (bug.known_product, bug.known_version) == (phone, None)


def test_bugs_that_were_there_before_find_their_products(cast: Cast) -> None:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    version = make_product_version(make_product(cast.northwind, "switchboard"), "4.2")
    migration = importlib.import_module("uphold.problems.migrations.0005_products_by_name")

    with connection.cursor() as cursor:
        cursor.execute(migration.PRODUCTS)
        cursor.execute(migration.VERSIONS)

    assert Bug.objects.get(pk=bug.pk).known_version == version
