"""Steps of escalation are told: to the leads and the assignee at the desk, to the customer by mail, each once."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.cast.people import Cast
from tests.cast.shipped import open_shipped
from uphold.journal.queries import entries_about
from uphold.mail.models import OutgoingMail
from uphold.notices.jobs import tell
from uphold.notices.models import Notification
from uphold.oncall.actions import escalate, take_page
from uphold.oncall.models import Page
from uphold.tickets.actions import assign_ticket

MONDAY = datetime(2026, 9, 14, 11, tzinfo=ZoneInfo("America/New_York"))


def test_a_step_asked_by_the_desk_is_told_to_the_customer_and_to_those_who_care(hosted: Cast) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="Fault", impact="One function")
    assign_ticket(actor=hosted.ben.actor, ticket=ticket, assignee=hosted.ben.staff, at=MONDAY)
    later = MONDAY + timedelta(hours=1)
    escalate(actor=hosted.nia.actor, ticket=ticket, reason="She called again.", at=later)

    for entry in entries_about(ticket).filter(kind__in=["ticket.asked", "ticket.escalated"]):
        tell(entry.pk, at=later)
        tell(entry.pk, at=later)

    told = Notification.objects.order_by("staff__name").values_list("staff__name", "kind")
    assert list(told) == [("Ben", "ticket.escalated"), ("Lea", "ticket.escalated")]
    [letter] = OutgoingMail.objects.all()
    assert letter.to_address == "ada@harbour.example"
    assert letter.subject == "[NW-1] Your request NW-1 went a step further, to Escalation desk."


def test_whoever_asked_himself_gets_no_letter(hosted: Cast) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="Fault", impact="One function")
    escalate(actor=hosted.ada.actor, ticket=ticket, reason="Nobody called.", at=MONDAY)

    for entry in entries_about(ticket).filter(kind="ticket.escalated"):
        tell(entry.pk, at=MONDAY)

    assert not OutgoingMail.objects.exists()


def test_whoever_takes_the_call_is_told_to_the_customer_by_name(hosted: Cast) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="Fault", impact="One function")
    escalate(actor=hosted.ada.actor, ticket=ticket, reason="Nobody called.", at=MONDAY)
    take_page(actor=hosted.nia.actor, page=Page.objects.get(), at=MONDAY)

    for entry in entries_about(ticket).filter(kind="ticket.page_taken"):
        tell(entry.pk, at=MONDAY)

    [letter] = OutgoingMail.objects.all()
    assert letter.subject == "[NW-1] Somebody has taken your request NW-1 in hand: Nia."
    assert list(Notification.objects.values_list("staff__name", flat=True)) == ["Lea"]
