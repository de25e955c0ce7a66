"""Who is told what: each by the way that fits, nobody of what he did himself, nobody of history, nobody twice."""

import re
from typing import Any

import pytest
from django.urls import resolve

from tests.cast.agreements import make_unit
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.journal.kinds import REACTING
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.mail.jobs import send_waiting
from uphold.mail.models import OutgoingMail
from uphold.notices.actions import mark_read
from uphold.notices.audience import TOLD
from uphold.notices.jobs import tell
from uphold.notices.models import Notification
from uphold.notices.queries import unread
from uphold.people.actions import accept_invitation, add_contact, invite_contact
from uphold.tickets.actions import (
    add_note,
    ask_for_evidence,
    assign_ticket,
    close_ticket,
    reply,
    resolve_ticket,
)
from uphold.tickets.jobs import sweep_clocks
from uphold.tickets.models import Ticket

TEN, NOON = at("2026-06-09 10:00"), at("2026-06-09 12:00")


def react() -> None:
    """What the worker does, in the order of the entries."""
    for entry in Entry.objects.filter(kind__in=TOLD | {"person.invited"}).order_by("pk"):
        tell(entry.pk, at=NOON)


def told() -> list[tuple[str, str]]:
    return list(Notification.objects.order_by("pk").values_list("staff__name", "kind"))


def mailed() -> list[tuple[str, str]]:
    return list(OutgoingMail.objects.order_by("pk").values_list("to_address", "subject"))


def test_every_kind_that_somebody_is_told_of_sets_the_worker_in_motion() -> None:
    assert TOLD <= REACTING


def test_whoever_opens_a_ticket_gets_a_receipt_that_repeats_nothing(cast: Cast) -> None:
    make_ticket(customer=cast.ada, opened_at=TEN)

    react()

    assert mailed() == [("ada@harbour.example", "[NW-1] We have your request. Its number is NW-1.")]
    assert "dial tone" not in OutgoingMail.objects.get().body


def test_the_receipt_says_which_unit_was_chosen(cast: Cast) -> None:
    make_unit(cast.harbour, "SN-1")
    make_ticket(customer=cast.ada, unit="SN-1", opened_at=TEN)

    react()

    assert "\n\nIt is about SN-1.\n\n" in OutgoingMail.objects.get().body


def test_the_receipt_is_recorded_once_and_keeps_no_promise(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)

    react()
    react()

    assert entries_about(ticket).filter(kind="ticket.acknowledged").count() == 1
    assert ticket.promises.get(metric="first response").state == "running"


def test_the_links_in_mails_lead_somewhere(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    assign_ticket(actor=cast.ben.actor, ticket=ticket, assignee=cast.ben.staff, at=TEN)
    sweep_clocks(NOON)

    react()

    links = re.findall(r"http://[^/]+(/\S+)", "\n".join(OutgoingMail.objects.values_list("body", flat=True)))
    assert sorted({resolve(link).view_name for link in links}) == ["desk:ticket", "portal:ticket"]


def test_an_answer_goes_to_the_customer_with_its_words(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    reply(actor=cast.ben.actor, ticket=ticket, body="The switch is being replaced.", at=TEN)

    react()

    assert mailed()[-1] == ("ada@harbour.example", "[NW-1] There is an answer to your request NW-1")
    assert "The switch is being replaced." in OutgoingMail.objects.latest("pk").body


def test_a_note_leaves_the_house_by_no_way(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    add_note(actor=cast.ben.actor, ticket=ticket, body="Difficult.", at=TEN)

    react()

    assert not OutgoingMail.objects.filter(body__contains="Difficult").exists()
    assert told() == []


def test_the_customer_is_told_what_is_needed_and_what_is_done(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN, evidence=[])
    ask_for_evidence(actor=cast.ben.actor, ticket=ticket, names=["Logs"], body="Please send logs.", at=TEN)
    resolve_ticket(actor=cast.ben.actor, ticket=ticket, at=TEN)
    close_ticket(actor=cast.ben.actor, ticket=ticket, at=TEN)

    react()

    assert [subject for _, subject in mailed()[2:]] == [
        "[NW-1] To go on with your request NW-1 we need: Logs.",
        "[NW-1] Your request NW-1 is solved. Answer if it is not.",
        "[NW-1] Your request NW-1 is closed.",
    ]


def test_the_assignee_hears_of_the_ticket_and_of_the_customer_s_words(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    assign_ticket(actor=cast.lea.actor, ticket=ticket, assignee=cast.ben.staff, at=TEN)
    reply(actor=cast.ada.actor, ticket=ticket, body="Any news?", at=TEN)

    react()

    assert told() == [("Ben", "ticket.assigned"), ("Ben", "ticket.wrote")]


def test_nobody_is_told_of_what_he_did_himself(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    assign_ticket(actor=cast.ben.actor, ticket=ticket, assignee=cast.ben.staff, at=TEN)

    react()

    assert told() == []


def test_warnings_and_breaches_go_to_the_assignee_and_the_leads_by_both_ways(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    assign_ticket(actor=cast.ben.actor, ticket=ticket, assignee=cast.ben.staff, at=TEN)
    sweep_clocks(at("2026-06-09 11:30"))
    sweep_clocks(at("2026-06-09 12:01"))

    react()

    assert told() == [
        ("Ben", "ticket.warned"),
        ("Lea", "ticket.warned"),
        ("Ben", "ticket.breached"),
        ("Lea", "ticket.breached"),
    ]
    assert mailed()[1:] == [
        (
            "ben@northwind.example",
            "[NW-1] First response of NW-1 is due at 2026-06-09 12:00 (Europe/Vienna).",
        ),
        (
            "lea@northwind.example",
            "[NW-1] First response of NW-1 is due at 2026-06-09 12:00 (Europe/Vienna).",
        ),
        (
            "ben@northwind.example",
            "[NW-1] First response of NW-1 was due at 2026-06-09 12:00 (Europe/Vienna) and was missed.",
        ),
        (
            "lea@northwind.example",
            "[NW-1] First response of NW-1 was due at 2026-06-09 12:00 (Europe/Vienna) and was missed.",
        ),
    ]


def test_reacting_twice_tells_once(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    assign_ticket(actor=cast.lea.actor, ticket=ticket, assignee=cast.ben.staff, at=TEN)

    react()
    react()

    assert told() == [("Ben", "ticket.assigned")]
    assert len(mailed()) == 1


def test_history_is_told_to_nobody(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    Ticket.objects.update(is_history=True)
    reply(actor=cast.ben.actor, ticket=ticket, body="As the log says.", at=TEN)

    react()

    assert (told(), mailed()) == ([], [])


def test_what_was_read_is_no_longer_new(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    assign_ticket(actor=cast.lea.actor, ticket=ticket, assignee=cast.ben.staff, at=TEN)
    react()

    count = mark_read(actor=cast.ben.actor, ticket=ticket, at=NOON)

    assert (count, unread(cast.ben.actor).count()) == (1, 0)
    assert unread(cast.ada.actor).count() == 0


def test_an_invitation_is_mailed_and_its_link_works(cast: Cast, mailoutbox: list[Any]) -> None:
    zoe = add_contact(
        actor=cast.olga.actor, organisation=cast.harbour, name="Zoe", email="zoe@harbour.example", at=TEN
    )
    invited = invite_contact(actor=cast.olga.actor, contact=zoe, at=TEN)

    react()
    send_waiting(NOON)

    assert mailoutbox[0].to == ["zoe@harbour.example"]
    assert f"/invitation/{invited.token}" in mailoutbox[0].body
    assert not OutgoingMail.objects.filter(body__contains=invited.token).exists()


@pytest.mark.parametrize("name", ["ben", "nia", "lea", "olga", "tom"])
def test_a_reply_by_the_customer_reaches_nobody_who_is_not_its_assignee(cast: Cast, name: str) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    assignee = cast.nia.staff
    assign_ticket(actor=cast.nia.actor, ticket=ticket, assignee=assignee, at=TEN)
    reply(actor=cast.ada.actor, ticket=ticket, body="Any news?", at=TEN)

    react()

    assert unread(getattr(cast, name).actor).exists() is (name == "nia")


def test_an_invitation_that_was_accepted_meanwhile_is_not_mailed(cast: Cast) -> None:
    zoe = add_contact(
        actor=cast.olga.actor, organisation=cast.harbour, name="Zoe", email="zoe@harbour.example", at=TEN
    )
    invited = invite_contact(actor=cast.olga.actor, contact=zoe, at=TEN)
    accept_invitation(token=invited.token, password="a long enough pass phrase", at=TEN)

    react()

    assert mailed() == []
