"""An urgent ticket outside hours calls who is on duty, where the agreement gives the right and a rota is set for it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.cast.oncall import make_rota_of
from tests.cast.people import Cast, Worker
from tests.cast.shipped import open_shipped
from uphold.agreements.models import DecisionRecord
from uphold.journal.queries import entries_about
from uphold.oncall.jobs import call_for_urgent
from uphold.oncall.jobs.paging import URGENT
from uphold.oncall.models import Attempt, Page
from uphold.tickets.actions import assess_priority
from uphold.tickets.models import Ticket

NEW_YORK = ZoneInfo("America/New_York")
SUNDAY = datetime(2026, 8, 16, 3, 10, tzinfo=NEW_YORK)
MONDAY = datetime(2026, 8, 17, 10, tzinfo=NEW_YORK)


def react(ticket: Ticket, *, at: datetime) -> None:
    for entry in entries_about(ticket).filter(kind__in=URGENT).order_by("pk"):
        call_for_urgent(entry.pk, at=at)


def urgent_rota(hosted: Cast, *members: Worker) -> None:
    make_rota_of(hosted, members, is_for_urgent=True, name="Night", made_at=SUNDAY)


def outage(hosted: Cast, *, opened_at: datetime = SUNDAY, **facts: str) -> Ticket:
    return open_shipped(
        customer=hosted.ada, opened_at=opened_at, request="Fault", impact="Total loss", facts=facts
    )


def test_an_outage_at_night_calls_who_is_on_duty_by_the_row_that_gives_the_right(hosted: Cast) -> None:
    urgent_rota(hosted, hosted.ben)
    ticket = outage(hosted)

    react(ticket, at=SUNDAY)

    [call] = Attempt.objects.select_related("staff", "page")
    assert (call.staff, call.page.step, call.page.contact) == (hosted.ben.staff, 0, "Night")
    decision = DecisionRecord.objects.filter(kind="admission").latest("pk")
    assert (decision.anchor, decision.row) == ("4", "Priority 1")


def test_a_reaction_that_comes_again_calls_nobody_again(hosted: Cast) -> None:
    urgent_rota(hosted, hosted.ben)
    ticket = outage(hosted)

    react(ticket, at=SUNDAY)
    react(ticket, at=SUNDAY + timedelta(minutes=1))

    assert Attempt.objects.count() == 1


def test_within_hours_nobody_is_called(hosted: Cast) -> None:
    urgent_rota(hosted, hosted.ben)

    react(outage(hosted, opened_at=MONDAY), at=MONDAY)

    assert not Page.objects.exists()


def test_where_the_agreement_lets_it_wait_nobody_is_called(hosted: Cast) -> None:
    urgent_rota(hosted, hosted.ben)

    react(outage(hosted, cause="Old provider removed"), at=SUNDAY)

    assert not Page.objects.exists()


def test_another_priority_calls_nobody_until_it_is_assessed_as_urgent(hosted: Cast) -> None:
    urgent_rota(hosted, hosted.ben)
    ticket = open_shipped(customer=hosted.ada, opened_at=SUNDAY, request="Fault", impact="One function")
    react(ticket, at=SUNDAY)
    assert not Page.objects.exists()

    later = SUNDAY + timedelta(minutes=5)
    assess_priority(actor=hosted.nia.actor, ticket=ticket, priority="Urgent", at=later)
    react(ticket, at=later)

    assert Attempt.objects.get().staff == hosted.ben.staff


def test_whoever_assessed_it_himself_is_at_work_already(hosted: Cast) -> None:
    urgent_rota(hosted, hosted.ben)
    ticket = open_shipped(customer=hosted.ada, opened_at=SUNDAY, request="Fault", impact="One function")
    assess_priority(actor=hosted.ben.actor, ticket=ticket, priority="Urgent", at=SUNDAY)

    call_for_urgent(entries_about(ticket).get(kind="ticket.assessed").pk, at=SUNDAY)

    assert not Page.objects.exists()


def test_without_a_rota_for_it_nobody_is_called(hosted: Cast) -> None:
    make_rota_of(hosted, [hosted.ben], made_at=SUNDAY)

    react(outage(hosted), at=SUNDAY)

    assert not Page.objects.exists()


def test_an_empty_rota_is_passed_over_and_the_path_begins(hosted: Cast) -> None:
    urgent_rota(hosted)
    ticket = outage(hosted)

    react(ticket, at=SUNDAY)

    [skipped] = entries_about(ticket).filter(kind="ticket.page_skipped")
    assert skipped.detail == {"step": 0, "contact": "Night", "because": "nobody on duty"}
    assert Attempt.objects.get().address == "escalations@example.com"
