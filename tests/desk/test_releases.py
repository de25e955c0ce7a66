"""Releases in the desk and the portal: what one brings is shown before it is out, and who was told of it after."""

import re
from datetime import date

import pytest
from django.urls import reverse

from tests.cast.agreements import make_version
from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.products import make_product, make_product_version, make_unit
from tests.desk.conftest import AsPerson
from tests.house.tree import ROOT
from uphold.agreements.models import Contract
from uphold.journal.queries import entries_about
from uphold.mail.models import OutgoingMail
from uphold.notices.releases import tell_of_release
from uphold.problems.actions import draft_release, hand_over_bug, publish_release, record_outcome
from uphold.problems.models import Bug, Release, ReleaseRight
from uphold.products.models import ProductVersion

TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")


@pytest.fixture
def version(cast: Cast) -> ProductVersion:
    """Of a product that stands at Harbour Clinic, whose agreement gives new versions for nothing."""
    text = (ROOT / "agreements" / "stratelegy.md").read_text(encoding="utf-8")
    made = make_version(cast.northwind, text=text.replace("Ticket system", "Portal"))
    Contract.objects.filter(organisation=cast.harbour).delete()
    Contract.objects.create(
        organisation=cast.harbour,
        provider=cast.northwind,
        agreement=made.agreement,
        starts_on=date(2026, 1, 1),
    )
    product = make_product(cast.northwind, "Switchboard", kind="software")
    make_unit(cast.harbour, product, "hb-1", kind="deployment")
    return make_product_version(product, "4.3")


def patched_bug(cast: Cast) -> Bug:
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)
    return record_outcome(actor=cast.ben.actor, bug=bug, outcome="patch", at=NOON)


def drafted(cast: Cast, version: ProductVersion, *, kind: str = "New version") -> Release:
    return draft_release(
        actor=cast.lea.actor, version=version, kind=kind, notes="Calls are forwarded again.", at=NOON
    )


def published(cast: Cast, version: ProductVersion, *, kind: str = "New version") -> Release:
    return publish_release(actor=cast.lea.actor, release=drafted(cast, version, kind=kind), at=NOON)


def test_a_draft_is_made_from_a_version_with_the_bugs_that_it_ends(
    cast: Cast, version: ProductVersion, as_person: AsPerson
) -> None:
    bug = patched_bug(cast)
    client, here = as_person(cast.lea), reverse("desk:release-new", args=[version.pk])

    offered = client.get(here).content.decode()
    client.post(here, {"kind": "Patch", "notes": "It rings.", "bugs": [bug.number]})

    release = Release.objects.get()
    assert f"{bug.number} {bug.title}" in offered
    assert (release.kind, release.notes, list(release.bugs.all())) == ("Patch", "It rings.", [bug])


def test_a_draft_shows_who_is_entitled_before_it_is_out(
    cast: Cast, version: ProductVersion, as_person: AsPerson
) -> None:
    release = drafted(cast, version)

    text = as_person(cast.ben).get(reverse("desk:release", args=[release.pk])).content.decode()

    assert re.search(r"Harbour Clinic</th><td[^>]*>entitled</td><td[^>]*>free</td>", text)
    assert "New version" in text
    assert "It is out" not in text


def test_it_comes_out_by_its_button_and_the_letter_is_on_record(
    cast: Cast, version: ProductVersion, as_person: AsPerson
) -> None:
    release, client = drafted(cast, version), as_person(cast.lea)

    client.post(reverse("desk:release-publication", args=[release.pk]))
    told = [tell_of_release(entry.pk, at=NOON) for entry in entries_about(release)]
    text = client.get(reverse("desk:release", args=[release.pk])).content.decode()

    assert sum(told) == 1
    assert OutgoingMail.objects.get(key__startswith="release:").to_address == cast.max.contact.email
    assert "Max: queued" in text


def test_where_nothing_is_said_a_lead_decides_with_a_reason(
    cast: Cast, version: ProductVersion, as_person: AsPerson
) -> None:
    release, client = published(cast, version, kind="Patch"), as_person(cast.lea)
    here = reverse("desk:release-right", args=[release.pk, cast.harbour.pk])

    without = client.post(here, {"is_entitled": "yes", "reason": " "})
    client.post(here, {"is_entitled": "yes", "charge": "0.00", "reason": "It closes a hole."})

    right = ReleaseRight.objects.get()
    assert without.status_code == 422
    assert (right.entitled, right.charge, right.reason) == ("yes", "0.00", "It closes a hole.")


def test_the_list_of_releases_asks_as_much_for_many_as_for_two(
    cast: Cast, version: ProductVersion, as_person: AsPerson, django_assert_max_num_queries: object
) -> None:
    for number in range(20):
        drafted(cast, make_product_version(version.product, f"5.{number}"))
    client = as_person(cast.lea)

    with django_assert_max_num_queries(20):  # type: ignore[operator]  # because the fixture has no type of its own
        text = client.get(reverse("desk:releases")).content.decode()

    assert text.count("data-row ") == 20


def test_the_customer_reads_what_is_new_what_it_costs_and_why(
    cast: Cast, version: ProductVersion, as_person: AsPerson
) -> None:
    published(cast, version)

    text = as_person(cast.ada).get(reverse("portal:releases")).content.decode()
    others = as_person(cast.eve).get(reverse("portal:releases")).content.decode()

    assert "Switchboard 4.3" in text
    assert "Calls are forwarded again." in text
    assert re.search(r'<td class="decides">free</td>', text)
    assert re.search(r"§\s*9\b", text)
    assert "Switchboard" not in others


def test_a_draft_is_no_news_to_the_customer(cast: Cast, version: ProductVersion, as_person: AsPerson) -> None:
    drafted(cast, version)

    text = as_person(cast.ada).get(reverse("portal:releases")).content.decode()

    assert "Switchboard" not in text
