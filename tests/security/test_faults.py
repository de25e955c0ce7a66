"""What breaks in the middle: a worker that is killed, a database that comes back, two people at once."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.db import connection

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.kit.postgres.address import read_url
from uphold.kit.transaction import atomic
from uphold.mail.jobs import send_mail
from uphold.mail.models import OutgoingMail
from uphold.mail.outbox import Letter, queue_mail
from uphold.notices.jobs import tell
from uphold.notices.models import Notification
from uphold.tickets import jobs
from uphold.tickets.actions import (
    add_note,
    assess_priority,
    assign_ticket,
    close_ticket,
    reply,
    resume,
    wait,
)
from uphold.tickets.jobs import sweep_clocks
from uphold.tickets.locking import lock_ticket
from uphold.tickets.models import Alarm, Promise, Ticket
from uphold.tickets.retiming import DERIVED, retime
from uphold.tickets.timeline import record as recorded

OPENED_AT, LATER = at("2026-06-09 09:00"), at("2026-06-12 09:00")


class Killed(BaseException):
    """What a worker feels of SIGKILL: nothing below it runs on."""


def killed_at(call: int) -> Callable[..., Any]:
    """In place of `record`: the worker dies when it is called for the so-manieth time."""
    calls = iter(range(1, 1000))

    def record(*args: Any, **options: Any) -> object:  # noqa: ANN401 - whatever the sweep hands on
        if next(calls) == call:
            raise Killed
        return recorded(*args, **options)

    return record


@pytest.mark.parametrize("call", [1, 2, 3, 5])
def test_a_worker_killed_in_a_sweep_leaves_what_the_next_one_ends(
    call: int, committed_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tickets = [make_ticket(customer=committed_cast.ada, opened_at=OPENED_AT) for _ in range(3)]
    with monkeypatch.context() as patched:
        patched.setattr(jobs, "record", killed_at(call))
        with pytest.raises(Killed):
            sweep_clocks(LATER)

    sweep_clocks(LATER)
    sweep_clocks(LATER)

    for ticket in tickets:
        breached = entries_about(ticket).filter(kind="ticket.breached")
        assert [(each.detail["metric"], each.at) for each in breached] == [
            (alarm.metric, alarm.at)
            for alarm in Alarm.objects.filter(ticket=ticket, kind="breach").order_by("at")
        ]
        assert breached.count() == 2
    assert not Promise.objects.filter(alarm_at__lte=LATER).exists()


def test_a_day_of_standing_still_brings_one_word_a_promise(cast: Cast) -> None:
    tickets = [make_ticket(customer=cast.ada, opened_at=OPENED_AT) for _ in range(20)]

    sweep_clocks(at("2026-06-10 12:00"))
    for ticket in tickets:
        for entry in entries_about(ticket):
            tell(entry.pk, at=LATER)
            tell(entry.pk, at=LATER)

    told = Notification.objects.filter(staff=cast.lea.staff)
    assert dict(counted(told.values_list("kind", flat=True))) == {"ticket.breached": 20}
    assert OutgoingMail.objects.filter(to_address=cast.lea.staff.email).count() == 20


def test_a_mail_whose_sender_died_goes_out_again_under_the_same_name(
    committed_cast: Cast, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = queue_mail(Letter(key="k", to_address="ada@x.example", subject="S", body="B"), at=OPENED_AT)
    assert mail is not None
    send = EmailMessage.send

    def send_and_die(message: EmailMessage) -> int:
        send(message)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(EmailMessage, "send", send_and_die)
        with pytest.raises(Killed):
            send_mail(mail.pk, at=OPENED_AT)
    again = [send_mail(mail.pk, at=LATER) for _ in range(2)]

    assert again == [True, False]
    assert [sent.extra_headers["Message-ID"] for sent in mailoutbox] == [mail.message_id] * 2


def test_a_reaction_that_dies_halfway_is_done_whole_by_the_next(
    committed_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = make_ticket(customer=committed_cast.ada, opened_at=OPENED_AT)
    opened = entries_about(ticket).get(kind="ticket.opened")

    def die(**_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr("uphold.notices.jobs.acknowledge", die)
        with pytest.raises(Killed):
            tell(opened.pk, at=LATER)
    queued_by_the_dead = OutgoingMail.objects.count()
    tell(opened.pk, at=LATER)

    assert (queued_by_the_dead, OutgoingMail.objects.count()) == (0, 1)
    assert entries_about(ticket).filter(kind="ticket.acknowledged").count() == 1


def test_connections_are_looked_at_before_they_are_used() -> None:
    """A server that came back costs nobody an error: the pool replaces what was cut."""
    assert read_url("postgresql://a:b@localhost/c").as_django()["CONN_HEALTH_CHECKS"] is True


def test_everybody_at_once_on_one_ticket_loses_nothing_and_waits_for_nobody_forever(
    committed_cast: Cast,
) -> None:
    ticket = make_ticket(customer=committed_cast.ada, opened_at=OPENED_AT)
    cast, soon = committed_cast, OPENED_AT + timedelta(minutes=10)
    acts: list[Callable[[], object]] = [
        lambda: reply(actor=cast.ben.actor, ticket=ticket, body="By Ben", at=soon),
        lambda: reply(actor=cast.nia.actor, ticket=ticket, body="By Nia", at=soon),
        lambda: reply(actor=cast.ada.actor, ticket=ticket, body="By Ada", at=soon),
        lambda: add_note(actor=cast.lea.actor, ticket=ticket, body="Note", at=soon),
        lambda: assign_ticket(actor=cast.lea.actor, ticket=ticket, assignee=cast.ben.staff, at=soon),
        lambda: assess_priority(actor=cast.ben.actor, ticket=ticket, priority="Low", at=soon),
        lambda: wait(actor=cast.nia.actor, ticket=ticket, waiting_for="third party", at=soon),
        lambda: sweep_clocks(soon),
    ]

    failures = at_once(acts)

    stored = derived(ticket)
    retime(lock_ticket_alone(ticket), at=soon)
    assert failures == []
    assert sorted(ticket.messages.values_list("body", flat=True))[:3] == ["By Ada", "By Ben", "By Nia"]
    assert Ticket.objects.get(pk=ticket.pk).assignee_id == cast.ben.staff.pk
    assert derived(ticket) == stored


def test_a_stale_form_does_nothing_to_what_is_closed(committed_cast: Cast) -> None:
    """Two agents have the page open; the second acts on what the first closed."""
    cast, seen = committed_cast, make_ticket(customer=committed_cast.ada, opened_at=OPENED_AT)
    close_ticket(actor=cast.ben.actor, ticket=seen, at=OPENED_AT + timedelta(minutes=5))
    before = entries_about(seen).count()

    stale: list[Callable[[], object]] = [
        lambda: wait(actor=cast.nia.actor, ticket=seen, waiting_for="customer", at=LATER),
        lambda: resume(actor=cast.nia.actor, ticket=seen, at=LATER),
        lambda: close_ticket(actor=cast.nia.actor, ticket=seen, at=LATER),
        lambda: reply(actor=cast.nia.actor, ticket=seen, body="Late", at=LATER),
    ]

    assert at_once(stale) == ["ticket_is_over"] * 4
    assert entries_about(seen).count() == before


def at_once(acts: list[Callable[[], object]]) -> list[str]:
    """Each in a thread and a connection of its own, all let go at the same moment; what was refused or failed."""
    ready = Barrier(len(acts))
    failures: list[str] = []

    def run(act: Callable[[], object]) -> None:
        try:
            ready.wait(timeout=20)
            act()
        except Refused as refusal:
            failures.append(refusal.code)
        except Exception as failure:  # noqa: BLE001 - told to the test
            failures.append(repr(failure))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=40)
    return failures


def lock_ticket_alone(ticket: Ticket) -> Ticket:
    with atomic():
        return lock_ticket(ticket)


def derived(ticket: Ticket) -> list[tuple[Any, ...]]:
    promises = Promise.objects.filter(ticket=ticket).order_by("metric", "cycle")
    return list(promises.values_list("metric", "cycle", *DERIVED))


def counted(words: Any) -> dict[str, int]:  # noqa: ANN401 - a query set of words
    told = list(words)
    return {word: told.count(word) for word in set(told)}
