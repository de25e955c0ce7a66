"""Work in the desk: the timer, the log and its corrections, consent, fault files, and a charge that is let go."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.cast.fixtures import hosted, prepaid
from tests.cast.people import Cast, Worker
from tests.cast.shipped import give_credits, open_shipped
from tests.desk.conftest import AsPerson
from uphold.journal.queries import entries_about
from uphold.kit import stopped_at
from uphold.metering.actions import log_work, note_consent_by_telephone, start_timer
from uphold.metering.jobs import meter
from uphold.metering.models import Consent, ConsentRequest, FaultEvidence, FaultFile, Timer, WorkEntry
from uphold.metering.queries import sums_of, work_on
from uphold.tickets.actions import ask_for, wait
from uphold.tickets.models import Ticket

__all__ = ["hosted", "prepaid"]

NEW_YORK, TORONTO = ZoneInfo("America/New_York"), ZoneInfo("America/Toronto")
SATURDAY = datetime(2026, 8, 15, 2, tzinfo=NEW_YORK)
MONDAY = datetime(2026, 9, 14, 11, tzinfo=NEW_YORK)
WEDNESDAY = datetime(2026, 10, 7, 10, tzinfo=TORONTO)
HTMX = {"HX-Request": "true"}


def an_outage(cast: Cast) -> Ticket:
    return open_shipped(customer=cast.ada, opened_at=SATURDAY, request="Fault", impact="Total loss")


def a_worked_outage(cast: Cast) -> Ticket:
    ticket = an_outage(cast)
    log(cast.ben, ticket, starts_at=SATURDAY, minutes=42)
    return ticket


def log(worker: Worker, ticket: Ticket, *, starts_at: datetime, minutes: int) -> WorkEntry:
    ended_at = starts_at + timedelta(minutes=minutes)
    return log_work(
        actor=worker.actor,
        ticket=ticket,
        staff=worker.staff,
        started_at=starts_at,
        ended_at=ended_at,
        at=ended_at,
    )


def at(client: Client, moment: datetime, address: str) -> str:
    with stopped_at(moment):
        response = client.get(address)
    assert response.status_code == 200, response.content.decode()
    return response.content.decode()


def post(client: Client, moment: datetime, address: str, stated: Mapping[str, Any]) -> HttpResponse:
    with stopped_at(moment):
        return cast("HttpResponse", client.post(address, dict(stated)))


def test_the_timer_runs_from_the_ticket_and_is_logged_with_words(hosted: Cast, as_person: AsPerson) -> None:
    ticket, ben = an_outage(hosted), as_person(hosted.ben)
    post(ben, SATURDAY, f"/desk/tickets/{ticket.number}/timer", {"problem": "p1", "request": ""})

    response = post(ben, SATURDAY + timedelta(minutes=12), "/desk/timer", {"words": "Restarted the trunk"})

    assert response["Location"] == f"/desk/tickets/{ticket.number}"
    entry = work_on(ticket).get()
    assert (entry.words, entry.problem, entry.source) == ("Restarted the trunk", "p1", "timer")
    assert entry.ended_at - entry.started_at == timedelta(minutes=12)
    assert not Timer.objects.exists()


def test_a_running_timer_stands_on_every_page_of_its_owner_alone(hosted: Cast, as_person: AsPerson) -> None:
    ticket = an_outage(hosted)
    start_timer(actor=hosted.ben.actor, ticket=ticket, at=SATURDAY)
    later = SATURDAY + timedelta(minutes=12)

    own = at(as_person(hosted.ben), later, "/desk/notices")
    other = at(as_person(hosted.nia), later, "/desk/notices")

    assert 'aria-label="Your timer"' in own
    assert f'datetime="{SATURDAY.astimezone(ZoneInfo("UTC")).isoformat()}"' in own
    assert "12 min" in own
    assert 'aria-label="Your timer"' not in other


def test_an_open_page_asks_for_the_bar_alone(hosted: Cast, as_person: AsPerson) -> None:
    start_timer(actor=hosted.ben.actor, ticket=an_outage(hosted), at=SATURDAY)

    own = as_person(hosted.ben).get("/desk/timer/bar", headers=HTMX).content.decode()
    other = as_person(hosted.nia).get("/desk/timer/bar", headers=HTMX).content.decode()
    whole = as_person(hosted.ben).get("/desk/timer/bar")

    assert own.strip().startswith('<section id="bar"')
    assert other.strip() == '<div id="bar" hidden></div>'
    assert whole.headers["Location"] == "/desk/timer"


def test_where_the_timer_runs_it_is_stopped_and_not_started(hosted: Cast, as_person: AsPerson) -> None:
    ticket = an_outage(hosted)
    start_timer(actor=hosted.ben.actor, ticket=ticket, at=SATURDAY)

    text = at(as_person(hosted.ben), SATURDAY, f"/desk/tickets/{ticket.number}")

    assert text.count('data-key="t"') == 1
    assert f"/desk/tickets/{ticket.number}/timer" not in text


def test_after_half_an_hour_the_page_asks_and_offers_to_end_when_last_seen(
    hosted: Cast, as_person: AsPerson
) -> None:
    ticket, ben = an_outage(hosted), as_person(hosted.ben)
    start_timer(actor=hosted.ben.actor, ticket=ticket, at=SATURDAY)
    later = SATURDAY + timedelta(minutes=45)
    text = at(ben, later, "/desk/timer")

    post(ben, later, "/desk/timer", {"words": "", "until": "seen"})

    assert "when you were last seen" in text
    assert not work_on(ticket).exists()  # it was never seen after its start, so nothing was worked
    assert not Timer.objects.exists()


def test_whoever_goes_on_is_not_asked_again_at_once(hosted: Cast, as_person: AsPerson) -> None:
    ben = as_person(hosted.ben)
    start_timer(actor=hosted.ben.actor, ticket=an_outage(hosted), at=SATURDAY)
    later = SATURDAY + timedelta(minutes=45)

    post(ben, later, "/desk/timer/presence", {})

    assert Timer.objects.get().seen_at == later
    assert "when you were last seen" not in at(ben, later, "/desk/timer")


def test_a_timer_that_is_thrown_away_logs_nothing(hosted: Cast, as_person: AsPerson) -> None:
    start_timer(actor=hosted.ben.actor, ticket=an_outage(hosted), at=SATURDAY)

    post(as_person(hosted.ben), SATURDAY + timedelta(minutes=5), "/desk/timer/discard", {})

    assert not Timer.objects.exists()
    assert not WorkEntry.objects.exists()


def test_a_second_timer_switches_only_when_it_is_said(hosted: Cast, as_person: AsPerson) -> None:
    first, second, ben = an_outage(hosted), an_outage(hosted), as_person(hosted.ben)
    start_timer(actor=hosted.ben.actor, ticket=first, at=SATURDAY)
    later, address = SATURDAY + timedelta(minutes=5), f"/desk/tickets/{second.number}/timer"

    refused = post(ben, later, address, {"problem": "", "request": ""})
    switched = post(ben, later, address, {"problem": "", "request": "", "is_switch": "on"})

    assert (refused.status_code, switched.status_code) == (409, 302)
    assert first.number in refused.content.decode()
    assert Timer.objects.get().ticket == second
    assert work_on(first).count() == 1


def test_a_call_that_is_taken_is_logged_as_one(hosted: Cast, as_person: AsPerson) -> None:
    ticket, ben = an_outage(hosted), as_person(hosted.ben)
    post(ben, SATURDAY, f"/desk/tickets/{ticket.number}/call-timer", {"problem": "", "request": ""})

    post(ben, SATURDAY + timedelta(minutes=7), "/desk/timer", {"words": "Max described it"})

    assert work_on(ticket).get().source == "call"


def test_the_price_is_said_before_the_work_with_every_row_it_hangs_on(
    hosted: Cast, as_person: AsPerson
) -> None:
    ticket = an_outage(hosted)

    text = at(as_person(hosted.ben), SATURDAY, f"/desk/tickets/{ticket.number}/timer")

    assert "A minute now: open until we know the fault" in text
    assert "$125.00 per hour, at least 1 hour if fault is customer or third party" in text
    assert "From Mon 17 Aug, 09:00: no charge" in text
    for row in ("Outage that we did not cause", "Outage that we caused", "Support that is included"):
        assert row in text


def test_what_is_used_of_the_first_hour_is_said_before_more_work(hosted: Cast, as_person: AsPerson) -> None:
    ticket, ben = a_worked_outage(hosted), as_person(hosted.ben)
    later = SATURDAY + timedelta(minutes=50)
    post(ben, later, f"/desk/tickets/{ticket.number}/timer", {"problem": "", "request": ""})

    foot = at(ben, later, f"/desk/tickets/{ticket.number}").split('class="cost-foot"')[1].split("<details")[0]
    stopping = at(ben, later + timedelta(minutes=5), "/desk/timer")

    used = "42 min of the 1 hour are used already: the next 18 min cost nothing more"
    assert used in foot
    assert used in stopping


def test_the_stretches_that_credits_paid_for_are_said(prepaid: Cast, as_person: AsPerson) -> None:
    ticket = open_shipped(customer=prepaid.ada, opened_at=WEDNESDAY, request="Configuration")
    give_credits(prepaid.ada, amount=10, at=WEDNESDAY)
    give_credits(prepaid.ada, amount=120, at=WEDNESDAY + timedelta(minutes=15))
    log(prepaid.ben, ticket, starts_at=WEDNESDAY, minutes=25)

    text = at(
        as_person(prepaid.ben), WEDNESDAY + timedelta(hours=1), f"/desk/tickets/{ticket.number}/minutes"
    )

    assert "settled; credits paid 10:00-10:10, 10:15-10:25" in text


def test_the_form_says_that_a_finding_closes_the_open_file_and_asks_whether_that_is_meant(
    hosted: Cast, as_person: AsPerson
) -> None:
    ticket, lea = a_worked_outage(hosted), as_person(hosted.lea)
    address = f"/desk/tickets/{ticket.number}/findings"

    form = at(lea, MONDAY, address)
    refused = post(lea, MONDAY, address, {"fact-fault": "customer", "problem": ""})

    assert "Close the fault file of 15 August 2026 without asking the customer" in form
    assert refused.status_code == 422
    assert "this finding closes it, and the customer is not asked" in refused.content.decode()
    assert FaultFile.objects.get().state == FaultFile.State.OPEN


def test_work_that_waits_for_a_price_says_so_and_a_lead_names_it_there(
    hosted: Cast, as_person: AsPerson
) -> None:
    saturday = datetime(2026, 9, 19, 11, tzinfo=NEW_YORK)
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="Setup")
    ask_for(actor=hosted.ada.actor, ticket=ticket, subject="work", wanted_at=saturday, at=MONDAY)
    note_consent_by_telephone(
        actor=hosted.ben.actor, ticket=ticket, contact=hosted.max.contact, price="as always", at=MONDAY
    )
    log(hosted.ben, ticket, starts_at=saturday, minutes=90)
    address, after = f"/desk/tickets/{ticket.number}/minutes", saturday + timedelta(hours=2)
    for_ben = at(as_person(hosted.ben), after, address)
    for_lea = at(as_person(hosted.lea), after, address)

    stated = {"price": "80.00 per hour", "contact": str(hosted.max.contact.pk), "reason": "Said afterwards"}
    post(as_person(hosted.lea), after, f"/desk/tickets/{ticket.number}/price", stated | {"problem": ""})

    offer = f'href="/desk/tickets/{ticket.number}/price"'
    assert "waits for the price" in for_ben
    assert (offer in for_ben, offer in for_lea) == (False, True)
    text = at(as_person(hosted.lea), after, address)
    assert "$120.00" in text
    assert "price named by Lea after the work: Said afterwards" in text


def test_minutes_as_worked_and_as_accounted_stand_side_by_side(hosted: Cast, as_person: AsPerson) -> None:
    ticket, lea = a_worked_outage(hosted), as_person(hosted.lea)
    address = f"/desk/tickets/{ticket.number}/minutes"
    before = at(lea, SATURDAY + timedelta(hours=2), address)
    post(
        lea,
        MONDAY,
        f"/desk/tickets/{ticket.number}/findings",
        {"fact-fault": "customer", "problem": "", "closes_file": "on"},
    )
    react(ticket, at=MONDAY)

    after = at(lea, MONDAY, address)

    assert "waits for the fault" in before
    assert "no charge so far" in before
    for words in ("42 min", "1 h", "$125.00", "Outage that we did not cause", "settled"):
        assert words in after


def test_a_correction_takes_the_place_of_what_stood(hosted: Cast, as_person: AsPerson) -> None:
    ticket = a_worked_outage(hosted)
    entry = work_on(ticket).get()

    response = post(
        as_person(hosted.ben),
        SATURDAY + timedelta(hours=2),
        f"/desk/tickets/{ticket.number}/minutes/{entry.pk}/correction",
        {
            "started_at": "2026-08-15T02:00",
            "ended_at": "2026-08-15T02:30",
            "words": "Read the logs",
            "problem": "",
            "request": "",
            "reason": "Twelve minutes were a break",
        },
    )

    assert response["Location"] == f"/desk/tickets/{ticket.number}/minutes"
    corrected = work_on(ticket).get()
    assert (corrected.ended_at - corrected.started_at, corrected.words) == (
        timedelta(minutes=30),
        "Read the logs",
    )
    assert WorkEntry.objects.get(reverses=entry).words == "Twelve minutes were a break"


def test_a_correction_that_says_no_reason_comes_back_with_all_that_was_typed(
    hosted: Cast, as_person: AsPerson
) -> None:
    ticket = a_worked_outage(hosted)
    entry = work_on(ticket).get()
    stated = {"started_at": "2026-08-15T02:00", "ended_at": "2026-08-15T02:30", "words": "Read the logs"}

    response = post(
        as_person(hosted.ben),
        SATURDAY + timedelta(hours=2),
        f"/desk/tickets/{ticket.number}/minutes/{entry.pk}/correction",
        {**stated, "problem": "", "request": "", "reason": ""},
    )

    assert response.status_code == 422
    assert "Read the logs" in response.content.decode()
    assert list(work_on(ticket)) == [entry]


def test_the_seconds_of_a_timer_survive_a_correction_of_something_else(
    hosted: Cast, as_person: AsPerson
) -> None:
    ticket = an_outage(hosted)
    started_at, ended_at = SATURDAY + timedelta(seconds=7), SATURDAY + timedelta(minutes=10, seconds=31)
    entry = log_work(
        actor=hosted.ben.actor,
        ticket=ticket,
        staff=hosted.ben.staff,
        started_at=started_at,
        ended_at=ended_at,
        at=ended_at,
    )

    post(
        as_person(hosted.ben),
        SATURDAY + timedelta(hours=2),
        f"/desk/tickets/{ticket.number}/minutes/{entry.pk}/correction",
        {
            "started_at": "2026-08-15T02:00",
            "ended_at": "2026-08-15T02:10",
            "words": "",
            "problem": "p1",
            "request": "",
            "reason": "It was the first problem",
        },
    )

    corrected = work_on(ticket).get()
    assert (corrected.started_at, corrected.ended_at, corrected.problem) == (started_at, ended_at, "p1")


def test_a_consent_is_noted_by_name_from_the_telephone(hosted: Cast, as_person: AsPerson) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="New install")
    ben, number = as_person(hosted.ben), ticket.number
    form = at(ben, MONDAY, f"/desk/tickets/{number}/consent")

    stated = {
        "contact": str(hosted.max.contact.pk),
        "subject": "Install work",
        "price": "USD 125.00 per hour",
    }
    post(ben, MONDAY, f"/desk/tickets/{number}/consent", stated)

    assert "USD 125.00 per hour, minimum 2 hours" in form
    consent = Consent.objects.get()
    assert (consent.contact, consent.noted_by) == (hosted.max.contact, hosted.ben.staff)
    page = at(ben, MONDAY, f"/desk/tickets/{number}/minutes")
    assert "by telephone, noted by Ben" in page


@pytest.mark.parametrize(("request_name", "is_offered"), [("New install", True), ("Account", False)])
def test_a_consent_is_offered_where_a_row_needs_one_alone(
    hosted: Cast, as_person: AsPerson, *, request_name: str, is_offered: bool
) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request=request_name)
    ben, here = as_person(hosted.ben), f"/desk/tickets/{ticket.number}"
    places = (here, f"{here}/minutes", f"/desk/palette?about={ticket.number}&q=")

    texts = [at(ben, MONDAY, place) for place in places]

    assert [f'{here}/consent"' in text for text in texts] == [is_offered] * 3
    assert [f'{here}/consent-request"' in text for text in texts] == [is_offered] * 3


def test_a_ticket_that_waits_for_a_consent_by_no_row_still_takes_it(
    hosted: Cast, as_person: AsPerson
) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="Account")
    wait(actor=hosted.ben.actor, ticket=ticket, waiting_for="consent", at=MONDAY)

    text = at(as_person(hosted.ben), MONDAY, f"/desk/tickets/{ticket.number}/minutes")

    assert f'/desk/tickets/{ticket.number}/consent"' in text


def test_a_consent_is_asked_for_by_mail_and_the_page_says_that_it_is_awaited(
    hosted: Cast, as_person: AsPerson
) -> None:
    ticket = open_shipped(customer=hosted.ada, opened_at=MONDAY, request="New install")
    ben, number = as_person(hosted.ben), ticket.number
    before = at(ben, MONDAY, f"/desk/tickets/{number}/minutes")

    stated = {
        "contact": str(hosted.max.contact.pk),
        "subject": "Install work",
        "price": "USD 125.00 per hour",
    }
    post(ben, MONDAY, f"/desk/tickets/{number}/consent-request", stated)

    assert "Nobody has agreed yet to Install work" in before
    assert ConsentRequest.objects.get().contact == hosted.max.contact
    assert "was asked by mail, no answer yet" in at(ben, MONDAY, f"/desk/tickets/{number}/minutes")


def test_the_provider_s_side_of_a_fault_file(hosted: Cast, as_person: AsPerson) -> None:
    ticket, lea = a_worked_outage(hosted), as_person(hosted.lea)
    file = FaultFile.objects.get()
    address = f"/desk/tickets/{ticket.number}/faults/{file.pk}"
    post(lea, MONDAY, f"{address}/evidence", {"words": "The trunk was up."})
    post(lea, MONDAY, f"{address}/proposal", {"fault": "customer", "cause": "", "words": "See the logs."})
    page = at(lea, MONDAY, f"/desk/tickets/{ticket.number}/minutes")

    post(lea, MONDAY, f"{address}/decision", {"fault": "customer", "cause": ""})
    react(ticket, at=MONDAY)

    assert FaultEvidence.objects.get().words == "The trunk was up."
    assert "Lea proposed: the customer&#39;s side" in page
    assert "The agreement does not say what silence means: a manager decides." in page
    assert FaultFile.objects.get().state == FaultFile.State.DECIDED
    assert sums_of(ticket).amount == Decimal("125.00")


@pytest.mark.parametrize(("act", "status"), [("evidence", 302), ("proposal", 403), ("decision", 403)])
def test_an_agent_brings_evidence_and_proposes_nothing(
    hosted: Cast, as_person: AsPerson, act: str, status: int
) -> None:
    ticket = a_worked_outage(hosted)
    file = FaultFile.objects.get()
    stated = {"words": "The trunk was up.", "fault": "customer", "cause": ""}

    response = post(
        as_person(hosted.ben), MONDAY, f"/desk/tickets/{ticket.number}/faults/{file.pk}/{act}", stated
    )

    assert response.status_code == status
    assert FaultFile.objects.get().state == FaultFile.State.OPEN


def test_a_charge_is_let_go_by_a_lead_with_a_reason(prepaid: Cast, as_person: AsPerson) -> None:
    give_credits(prepaid.ada, amount=60, at=WEDNESDAY)
    ticket = open_shipped(customer=prepaid.ada, opened_at=WEDNESDAY, request="Configuration")
    log(prepaid.ben, ticket, starts_at=WEDNESDAY, minutes=30)
    later, address = WEDNESDAY + timedelta(hours=1), f"/desk/tickets/{ticket.number}/charge-waiver"
    refused = post(as_person(prepaid.ben), later, address, {"reason": "A courtesy"})

    post(as_person(prepaid.lea), later, address, {"reason": "A courtesy"})

    assert refused.status_code == 403
    assert sums_of(ticket).credits == 0
    page = at(as_person(prepaid.lea), later, f"/desk/tickets/{ticket.number}/minutes")
    for words in ("-30 credits", "let go: A courtesy", "60 credits"):
        assert words in page


def test_what_is_open_in_a_dialog_leads_to_the_page_that_shows_it(hosted: Cast, as_person: AsPerson) -> None:
    ticket, ben = an_outage(hosted), as_person(hosted.ben)

    with stopped_at(SATURDAY):
        response = ben.post(
            f"/desk/tickets/{ticket.number}/timer", {"problem": "", "request": ""}, headers=HTMX
        )

    assert response["HX-Redirect"] == f"/desk/tickets/{ticket.number}"


def react(ticket: Ticket, *, at: datetime) -> None:
    for entry in entries_about(ticket).filter(kind="ticket.found"):
        meter(entry.pk, at=at)
