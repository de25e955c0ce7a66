"""Files come with words, are seen by whoever sees the words, and are saved, never shown."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.desk.conftest import AsPerson, as_person
from uphold.access import NotThere
from uphold.files.actions import Brought, FileIsEmpty
from uphold.files.models import StoredFile
from uphold.kit import stopped_at
from uphold.tickets.access import get_attachment
from uphold.tickets.actions import add_note, reply
from uphold.tickets.models import Attachment, Ticket

__all__ = ["as_person"]

NINE, LATER = at("2026-06-09 09:00"), at("2026-06-09 09:30")
PAGE = b"<html><script>alert(document.cookie)</script>"


@pytest.fixture(autouse=True)
def own_shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UPHOLD_DATA", str(tmp_path))


@pytest.fixture
def ticket(cast: Cast) -> Ticket:
    return make_ticket(customer=cast.ada, opened_at=NINE)


def log(content: bytes = b"trunk 4 down\n", name: str = "trunk.log") -> Brought:
    return Brought(name, [content])


def test_a_customer_s_word_brings_its_files(cast: Cast, ticket: Ticket) -> None:
    message = reply(actor=cast.ada.actor, ticket=ticket, body="The logs.", files=[log(), log()], at=LATER)

    assert [each.file.name for each in message.attachments.all()] == ["trunk.log", "trunk.log"]
    assert {each.organisation_id for each in StoredFile.objects.all()} == {cast.harbour.pk}


def test_a_file_that_is_refused_takes_the_words_back(cast: Cast, ticket: Ticket) -> None:
    with pytest.raises(FileIsEmpty):
        reply(actor=cast.ada.actor, ticket=ticket, body="The logs.", files=[log(), log(b"")], at=LATER)

    assert ticket.messages.count() == 1
    assert not Attachment.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("name", "of_words", "of_note"),
    [
        ("ada", True, False),
        ("max", True, False),
        ("ben", True, True),
        ("eve", False, False),
        ("tom", False, False),
    ],
)
def test_who_sees_a_file(cast: Cast, ticket: Ticket, name: str, *, of_words: bool, of_note: bool) -> None:
    words = reply(actor=cast.ben.actor, ticket=ticket, body="Ours.", files=[log()], at=LATER)
    note = add_note(actor=cast.ben.actor, ticket=ticket, body="Between us.", files=[log()], at=LATER)
    actor = getattr(cast, name).actor

    for message, is_seen in ((words, of_words), (note, of_note)):
        attachment = message.attachments.get()
        if is_seen:
            assert get_attachment(actor, ticket.number, attachment.pk) == attachment
        else:
            with pytest.raises(NotThere):
                get_attachment(actor, ticket.number, attachment.pk)


def test_a_file_of_another_ticket_is_not_there(cast: Cast, ticket: Ticket) -> None:
    other = make_ticket(customer=cast.ada, opened_at=NINE, subject="Another")
    attachment = reply(
        actor=cast.ada.actor, ticket=other, body="Logs.", files=[log()], at=LATER
    ).attachments.get()

    with pytest.raises(NotThere):
        get_attachment(cast.ada.actor, ticket.number, attachment.pk)


@pytest.mark.parametrize(("face", "reader"), [("desk", "ben"), ("portal", "ada")])
def test_what_is_fetched_is_saved_and_runs_nowhere(
    cast: Cast, ticket: Ticket, as_person: AsPerson, face: str, reader: str
) -> None:
    message = reply(
        actor=cast.ada.actor, ticket=ticket, body="See.", files=[log(PAGE, 'Grüße "x".html')], at=LATER
    )
    here = f"/{face}/tickets/{ticket.number}/files/{message.attachments.get().pk}"

    answer = as_person(getattr(cast, reader)).get(here)

    assert answer.content == PAGE
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == (
        "attachment; filename=\"Gr__e x.html\"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%20x.html"
    )
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize(
    "form", [("ben", "desk/tickets/{}/messages", "reply"), ("ada", "portal/tickets/{}/replies", "body")]
)
def test_files_are_sent_with_the_answer_and_words_are_kept_when_one_is_refused(
    cast: Cast, ticket: Ticket, as_person: AsPerson, form: tuple[str, str, str]
) -> None:
    writer, place, field = form
    browser, here = as_person(getattr(cast, writer)), f"/{place.format(ticket.number)}"
    empty, full = SimpleUploadedFile("empty.log", b""), SimpleUploadedFile("full.log", b"seen")

    with stopped_at(LATER):
        refused = browser.post(here, {field: "As asked.", "files": [empty]})
        sent = browser.post(here, {field: "As asked.", "files": [full]})
        page = browser.get(here.rpartition("/")[0], follow=True).content.decode()

    assert refused.status_code == 422
    assert "empty.log is empty" in refused.content.decode()
    assert "As asked." in refused.content.decode()
    assert sent.status_code == 302
    assert Attachment.objects.get().file.name == "full.log"
    assert "full.log</a>" in page
    assert "4 bytes" in page


def test_a_ticket_is_opened_with_its_files(cast: Cast, as_person: AsPerson) -> None:
    log_file = SimpleUploadedFile("trunk.log", b"down\n")

    with stopped_at(LATER):
        as_person(cast.ada).post(
            "/portal/tickets",
            {
                "provider": cast.northwind.pk,
                "subject": "No trunk",
                "body": "See the log.",
                "request": "Fault",
                "files": [log_file],
            },
        )

    ticket = Ticket.objects.get()
    assert [each.file.name for each in ticket.attachments.all()] == ["trunk.log"]


def test_a_page_with_many_files_takes_as_many_statements_as_with_one(
    cast: Cast, ticket: Ticket, as_person: AsPerson
) -> None:
    browser, here = as_person(cast.ben), f"/desk/tickets/{ticket.number}"
    counts = []
    for minute in (31, 32):
        with stopped_at(LATER):
            files = [log()] * (1 if minute == 31 else 9)
            moment = at(f"2026-06-09 09:{minute}")
            reply(actor=cast.ben.actor, ticket=ticket, body=f"At {minute}.", files=files, at=moment)
            browser.get(here)
            with CaptureQueriesContext(connection) as seen:
                browser.get(here)
        counts.append(len(seen))

    assert counts[0] == counts[1]
