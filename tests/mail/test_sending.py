"""Mail leaves once for one reason, carries the same name at every try, and is stamped so that robots do not answer."""

from datetime import timedelta
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from django.core.mail.backends.locmem import EmailBackend

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.journal.models import Entry
from uphold.mail.jobs import send_mail, send_queued, send_waiting
from uphold.mail.models import Enclosure, OutgoingMail
from uphold.mail.outbox import Enclosed, Letter, queue_mail

NOON = at("2026-06-09 12:00")


def queued(key: str = "ticket.answered:1:contact:1", **more: Any) -> OutgoingMail:  # noqa: ANN401 - passed on to Letter
    words = {"to_address": "ada@harbour.example", "subject": "[NW-1] An answer", "body": "Yes.", **more}
    mail = queue_mail(Letter(key=key, **words), at=NOON)
    assert mail is not None
    return mail


@pytest.fixture
def broken_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def drop(*_: object) -> int:
        raise SMTPServerDisconnected("connection closed")

    monkeypatch.setattr(EmailBackend, "send_messages", drop)


@pytest.mark.django_db
def test_a_queued_mail_goes_out_by_the_order_in_the_journal(mailoutbox: list[Any]) -> None:
    mail = queued()

    send_queued(Entry.objects.get(kind="mail.queued").pk, at=NOON)

    assert [(sent.to, sent.subject, sent.body) for sent in mailoutbox] == [
        (["ada@harbour.example"], "[NW-1] An answer", "Yes.")
    ]
    mail.refresh_from_db()
    assert (mail.status, mail.sent_at, mail.tries) == ("sent", NOON, 1)


@pytest.mark.django_db
def test_running_the_job_twice_sends_once(mailoutbox: list[Any]) -> None:
    mail = queued()

    results = [send_mail(mail.pk, at=NOON), send_mail(mail.pk, at=NOON)]

    assert results == [True, False]
    assert len(mailoutbox) == 1


@pytest.mark.django_db
def test_one_reason_queues_one_mail() -> None:
    queued()

    again = queue_mail(
        Letter(
            key="ticket.answered:1:contact:1",
            to_address="ada@harbour.example",
            subject="Again",
            body="Again.",
        ),
        at=NOON,
    )

    assert again is None
    assert OutgoingMail.objects.count() == 1
    assert Entry.objects.filter(kind="mail.queued").count() == 1


@pytest.mark.django_db
def test_a_mail_that_fails_is_tried_again_later_under_the_same_name(
    broken_server: None, mailoutbox: list[Any]
) -> None:
    mail = queued()
    name = mail.message_id

    send_mail(mail.pk, at=NOON)

    mail.refresh_from_db()
    assert (mail.status, mail.tries, mail.next_try_at) == ("queued", 1, NOON + timedelta(minutes=1))
    assert mail.message_id == name
    assert mailoutbox == []


@pytest.mark.django_db
def test_pauses_grow_and_after_ten_tries_it_is_given_up(broken_server: None) -> None:
    mail = queued()
    pauses = []

    moment = NOON
    for _ in range(10):
        send_waiting(moment)
        mail.refresh_from_db()
        pauses.append(round((mail.next_try_at - moment).total_seconds() / 60))
        moment = mail.next_try_at

    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240]
    assert (mail.status, mail.error) == ("failed", "SMTPServerDisconnected: connection closed")
    assert send_waiting(moment + timedelta(days=1)) == 0


@pytest.mark.django_db
def test_what_a_lost_job_left_behind_is_sent_by_the_timetable(mailoutbox: list[Any]) -> None:
    queued("one")
    queued("two")

    assert send_waiting(NOON) == 2
    assert send_waiting(NOON) == 0
    assert len(mailoutbox) == 2


@pytest.mark.django_db
def test_automatic_mail_says_so(mailoutbox: list[Any]) -> None:
    mail = queued()

    send_mail(mail.pk, at=NOON)

    headers = mailoutbox[0].message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["X-Auto-Response-Suppress"] == "All"
    assert headers["Message-ID"] == mail.message_id


def test_all_mail_about_a_ticket_is_one_conversation(cast: Cast, mailoutbox: list[Any]) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=NOON)
    mail = queued(ticket=ticket)

    send_mail(mail.pk, at=NOON)

    headers = mailoutbox[0].message()
    assert headers["References"] == headers["In-Reply-To"] == "<ticket.nw-1@127.0.0.1>"


@pytest.mark.django_db
def test_a_subject_stays_one_line(mailoutbox: list[Any]) -> None:
    mail = queued(subject="Hello\r\nBcc: everybody@example.com")

    send_mail(mail.pk, at=NOON)

    assert mailoutbox[0].message()["Subject"] == "Hello Bcc: everybody@example.com"
    assert mailoutbox[0].recipients() == ["ada@harbour.example"]


@pytest.mark.django_db
def test_a_secret_is_erased_once_it_was_sent(mailoutbox: list[Any]) -> None:
    mail = queued(body="https://desk.example/invitation/secret", is_secret=True)

    send_mail(mail.pk, at=NOON)

    mail.refresh_from_db()
    assert mailoutbox[0].body == "https://desk.example/invitation/secret"
    assert mail.body == ""


INVOICE = Enclosed(name="NW-1.pdf", content_type="application/pdf", content=b"%PDF-1.7 invoice")


@pytest.mark.django_db
def test_enclosures_go_with_the_mail_and_leave_their_names_behind(mailoutbox: list[Any]) -> None:
    mail = queued(enclosed=(INVOICE,))

    send_mail(mail.pk, at=NOON)

    assert mailoutbox[0].attachments == [("NW-1.pdf", b"%PDF-1.7 invoice", "application/pdf")]
    left = mail.enclosures.get()
    assert (left.name, bytes(left.content), len(left.sha256)) == ("NW-1.pdf", b"", 64)


@pytest.mark.django_db
def test_a_mail_that_fails_keeps_its_enclosures(broken_server: None, mailoutbox: list[Any]) -> None:
    mail = queued(enclosed=(INVOICE,))

    send_mail(mail.pk, at=NOON)

    assert bytes(mail.enclosures.get().content) == INVOICE.content


@pytest.mark.django_db
def test_a_letter_that_was_queued_before_encloses_nothing_again() -> None:
    queued(enclosed=(INVOICE,))

    queue_mail(
        Letter(
            key="ticket.answered:1:contact:1",
            to_address="a@b.example",
            subject="",
            body="",
            enclosed=(INVOICE,),
        ),
        at=NOON,
    )

    assert Enclosure.objects.count() == 1
