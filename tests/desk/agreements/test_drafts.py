"""From a text to law: draft, read the findings, mend, publish; and what is published stays."""

import re

from tests.cast.agreements import NORTHWIND
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson
from uphold.agreements.models import Version
from uphold.journal.models import Entry
from uphold.kit import stopped_at
from uphold.tickets.models import Promise

HERE = "/desk/agreements"
TEN = at("2026-06-09 10:00")
QUICKER = NORTHWIND.replace("version: 1", "version: 2").replace(
    "| First response | High     | 2 hours ", "| First response | High     | 1 hour  "
)
BROKEN = QUICKER.replace("| First response | High     | 1 hour ", "| First response | Hihg     | 1 hour ")


def test_a_new_version_begins_with_the_text_of_the_last_one(cast: Cast, as_person: AsPerson) -> None:
    text = as_person(cast.olga).get(f"{HERE}/new?of=northwind&version=1").content.decode()

    assert "agreement: northwind" in text
    assert "version: 2\n" in text


def test_the_findings_stand_beside_the_text_as_it_is_typed_and_nothing_is_kept(
    cast: Cast, as_person: AsPerson
) -> None:
    said = {"provider": cast.northwind.pk, "text": BROKEN}
    before = Entry.objects.count()

    response = as_person(cast.olga).post(f"{HERE}/findings", said, headers={"HX-Request": "true"})

    text = response.content.decode()
    assert text.lstrip().startswith('<section id="findings"')
    assert "&#39;Hihg&#39; is not a priority" in text
    assert 'data-line="75"' in text
    assert (Version.objects.count(), Entry.objects.count()) == (1, before)


def test_a_draft_with_errors_is_kept_and_not_published(cast: Cast, as_person: AsPerson) -> None:
    client = as_person(cast.olga)

    saved = client.post(f"{HERE}/drafts", {"provider": cast.northwind.pk, "text": BROKEN})
    page = client.get(saved["Location"]).content.decode()
    before = Entry.objects.count()
    refused = client.post(f"{HERE}/northwind/2/publication")

    assert saved["Location"] == f"{HERE}/northwind/2/edit"
    assert "Publish version 2" not in page
    assert refused.status_code == 422
    assert Version.objects.get(version="2").status == Version.Status.DRAFT
    assert Entry.objects.count() == before


def test_a_text_without_front_matter_is_refused_with_what_was_typed(cast: Cast, as_person: AsPerson) -> None:
    response = as_person(cast.olga).post(
        f"{HERE}/drafts", {"provider": cast.northwind.pk, "text": "# Only a heading"}
    )

    text = response.content.decode()
    assert response.status_code == 422
    assert 'id="id_text-error"' in text
    assert "# Only a heading" in text
    assert Version.objects.count() == 1


def test_publishing_is_asked_twice_and_says_from_when_it_decides(cast: Cast, as_person: AsPerson) -> None:
    client = as_person(cast.olga)
    client.post(f"{HERE}/drafts", {"provider": cast.northwind.pk, "text": QUICKER})

    page = client.get(f"{HERE}/northwind/2/edit").content.decode()

    question = re.search(r"Publish version 2 ….*?</details>", page, re.DOTALL)
    assert question is not None
    assert "from 1 January 2026 on, and can never be changed" in question[0]


def test_a_published_version_governs_new_tickets_only(cast: Cast, as_person: AsPerson) -> None:
    before = make_ticket(customer=cast.ada, opened_at=TEN)
    client = as_person(cast.olga)

    client.post(f"{HERE}/drafts", {"provider": cast.northwind.pk, "text": QUICKER})
    with stopped_at(TEN):
        published = client.post(f"{HERE}/northwind/2/publication")
    after = make_ticket(customer=cast.ada, opened_at=TEN, subject="No dial tone in the cellar")

    assert published["Location"] == f"{HERE}/northwind/2/"
    assert [first_response(ticket.pk) for ticket in (before, after)] == ["2 hours", "1 hour"]


def test_what_is_published_is_neither_edited_nor_discarded_nor_written_over(
    cast: Cast, as_person: AsPerson
) -> None:
    client = as_person(cast.olga)
    before = Version.objects.get().sha256
    changed = NORTHWIND.replace("2 hours", "3 hours")

    edited = client.get(f"{HERE}/northwind/1/edit")
    discarded = client.post(f"{HERE}/northwind/1/discard")
    written = client.post(f"{HERE}/drafts", {"provider": cast.northwind.pk, "text": changed})

    assert [each.status_code for each in (edited, discarded, written)] == [409, 409, 422]
    assert "Version 1 is published and stays as it is" in written.content.decode()
    assert Version.objects.get().sha256 == before


def test_a_draft_is_discarded(cast: Cast, as_person: AsPerson) -> None:
    client = as_person(cast.olga)
    client.post(f"{HERE}/drafts", {"provider": cast.northwind.pk, "text": QUICKER})

    response = client.post(f"{HERE}/northwind/2/discard", follow=True)

    assert "The draft of version 2 is discarded." in response.content.decode()
    assert not Version.objects.filter(version="2").exists()


def first_response(ticket_id: int) -> str:
    within: str = Promise.objects.get(ticket_id=ticket_id, metric="first response").within
    return within
