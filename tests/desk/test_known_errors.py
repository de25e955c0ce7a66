"""Known errors: customers read the words that were published for them, of what stands with them, and nothing else."""

import pytest
from django.urls import reverse

from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.products import make_product, make_product_version, make_unit
from tests.desk.conftest import AsPerson
from uphold.access import Actor, NotAllowed, NotThere
from uphold.kit import Refused
from uphold.problems.actions import (
    give_workaround,
    hand_over_bug,
    publish_known_error,
    record_outcome,
    release_bug,
    withdraw_known_error,
)
from uphold.problems.known_errors import errors_of_customer, errors_of_unit
from uphold.problems.models import Bug, KnownError
from uphold.products.models import Unit

TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")
INTERNAL = ("busy state", "forwarded", "busy tone", "Restart the daemon.")


@pytest.fixture
def unit(cast: Cast) -> Unit:
    """Harbour Clinic's Switchboard 4.2."""
    product = make_product(cast.northwind, "Switchboard", kind="software")
    version = make_product_version(product, "4.2")
    return make_unit(cast.harbour, product, "hb-1", kind="deployment", version=version)


@pytest.fixture
def bug(cast: Cast, unit: Unit) -> Bug:
    """Of that product and version, with a workaround that is told in tickets alone."""
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    return give_workaround(actor=cast.ben.actor, bug=bug, words="Restart the daemon.", at=TEN)


def published(cast: Cast, bug: Bug, by: Actor | None = None) -> KnownError:
    return publish_known_error(
        actor=by or cast.ben.actor,
        bug=bug,
        title="Calls to busy telephones end",
        words="A caller is not passed on.",
        workaround="Use the group number.",
        at=NOON,
    )


def test_the_portal_shows_the_published_words_and_none_of_the_bug_s(
    cast: Cast, bug: Bug, as_person: AsPerson
) -> None:
    published(cast, bug)

    text = as_person(cast.ada).get(reverse("portal:releases")).content.decode()

    assert "Calls to busy telephones end" in text
    assert "Switchboard, found in 4.2" in text
    assert "Use the group number." in text
    assert [words for words in INTERNAL if words in text] == []


def test_once_it_is_out_the_version_is_named(cast: Cast, bug: Bug, as_person: AsPerson) -> None:
    published(cast, bug)
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)
    record_outcome(actor=cast.ben.actor, bug=bug, outcome="patch", at=NOON)
    release_bug(actor=cast.ben.actor, bug=bug, version="4.3", at=NOON)

    text = as_person(cast.ada).get(reverse("portal:releases")).content.decode()

    assert "found in 4.2, fixed in 4.3" in text


def test_it_is_offered_where_a_ticket_about_that_version_is_opened(
    cast: Cast, bug: Bug, unit: Unit, as_person: AsPerson
) -> None:
    error = published(cast, bug)
    newer = make_product_version(unit.product, "4.3")
    make_unit(cast.harbour, unit.product, "hb-2", kind="deployment", version=newer)
    client, here = as_person(cast.ada), reverse("portal:ticket-preview")

    of_version = client.get(here, {"provider": "", "unit": "hb-1"}).content.decode()
    of_newer = client.get(here, {"provider": "", "unit": "hb-2"}).content.decode()

    assert f"#error-{error.pk}" in of_version
    assert "Calls to busy telephones end" not in of_newer


def test_others_read_nothing_and_nobody_does_once_it_is_withdrawn(cast: Cast, bug: Bug, unit: Unit) -> None:
    published(cast, bug)
    before = [len(errors_of_customer(each.actor)) for each in (cast.ada, cast.eve)]

    withdraw_known_error(actor=cast.ben.actor, bug=bug, at=NOON)

    assert before == [1, 0]
    assert (errors_of_customer(cast.ada.actor), errors_of_unit(unit)) == ([], [])


def test_what_is_not_published_is_not_withdrawn_and_without_a_product_not_published(cast: Cast) -> None:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)

    with pytest.raises(Refused) as unpublished:
        withdraw_known_error(actor=cast.ben.actor, bug=bug, at=NOON)
    with pytest.raises(Refused) as without:
        published(cast, bug)

    assert (unpublished.value.code, without.value.code) == ("error_is_not_shown", "bug_has_no_product")
    assert not KnownError.objects.exists()


def test_agents_publish_customers_and_strangers_do_not(cast: Cast, bug: Bug) -> None:
    with pytest.raises(NotThere):
        published(cast, bug, by=cast.tom.actor)
    with pytest.raises(NotAllowed):
        published(cast, bug, by=cast.ada.actor)

    assert not KnownError.objects.exists()
    assert published(cast, bug).published_by == cast.ben.staff
