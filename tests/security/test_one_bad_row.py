"""One row that nothing can be done with holds up nobody else's."""

from typing import Any

import pytest

from tests.cast.agreements import NORTHWIND
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.agreements.bridge import NotCompiled
from uphold.agreements.models import Version
from uphold.mail.jobs import send_waiting
from uphold.mail.models import OutgoingMail
from uphold.mail.outbox import Letter, queue_mail
from uphold.tickets.jobs import sweep_clocks
from uphold.tickets.models import Alarm, Ticket

OPENED_AT, LATER = at("2026-06-09 09:00"), at("2026-06-12 09:00")


def test_a_ticket_whose_agreement_cannot_be_read_stops_no_other_s_alarms(cast: Cast) -> None:
    unreadable = make_ticket(customer=cast.ada, opened_at=OPENED_AT)
    readable = make_ticket(customer=cast.eve, opened_at=OPENED_AT, provider=cast.northwind)
    other = Version.objects.create(
        agreement=unreadable.version.agreement,
        version="0",
        title="Written for a reader of long ago",
        text=NORTHWIND.replace("agreement: northwind", "agreement"),
        sha256="0" * 64,
        effective_on="2025-01-01",
        timezone="Europe/Vienna",
        drafted_at=OPENED_AT,
    )
    Ticket.objects.filter(pk=unreadable.pk).update(version=other)

    with pytest.raises(ExceptionGroup) as failure:
        sweep_clocks(LATER)

    assert failure.group_contains(NotCompiled)
    assert not Alarm.objects.filter(ticket=unreadable).exists()
    assert Alarm.objects.filter(ticket=readable, kind="breach").exists()


def test_a_mail_whose_address_no_header_can_hold_stops_no_other(cast: Cast, mailoutbox: list[Any]) -> None:
    bad = queue_mail(
        Letter(key="bad", to_address="eve@x.example\nBcc: all@x.example", subject="S", body="B"), at=OPENED_AT
    )
    queue_mail(Letter(key="good", to_address="eve@x.example", subject="S", body="B"), at=OPENED_AT)
    assert bad is not None

    sent = send_waiting(LATER)

    bad.refresh_from_db()
    assert (sent, [mail.to for mail in mailoutbox]) == (1, [["eve@x.example"]])
    assert (bad.status, bad.tries) == (OutgoingMail.Status.QUEUED, 1)
    assert bad.error.startswith("BadHeaderError")


def test_a_subject_of_several_lines_adds_no_header(cast: Cast, mailoutbox: list[Any]) -> None:
    letter = Letter(
        key="lines",
        to_address="ada@harbour.example",
        subject="Late\r\nBcc: all@x.example\u2028X-More: 1\x85\x0bend",
        body="B",
    )
    queue_mail(letter, at=OPENED_AT)

    send_waiting(LATER)

    message = mailoutbox[0].message()
    assert message["Subject"] == "Late Bcc: all@x.example X-More: 1 end"
    assert (message["Bcc"], message["X-More"]) == (None, None)
