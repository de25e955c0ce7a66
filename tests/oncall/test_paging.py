"""Who is called for a step, when he is called again, who is called next, and that whoever takes it ends it."""

from datetime import datetime, timedelta

import pytest

from tests.cast.instants import at
from tests.cast.oncall import let_call, make_rota_of
from tests.cast.people import Cast
from tests.cast.shipped import open_shipped
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.oncall.actions import escalate, open_link, override_duty, take_by_link, take_page
from uphold.oncall.actions.paging import token_of
from uphold.oncall.jobs import follow_pages
from uphold.oncall.models import Attempt, Page
from uphold.tickets.actions import resolve_ticket
from uphold.tickets.models import Ticket

TUESDAY = at("2026-06-09 16:00")
"""Ten in the morning in New York, where the agreement lives."""


@pytest.fixture
def ticket(hosted: Cast) -> Ticket:
    return open_shipped(customer=hosted.ada, opened_at=TUESDAY, request="Fault", impact="One function")


def ask(hosted: Cast, ticket: Ticket, *, when: datetime = TUESDAY) -> None:
    escalate(actor=hosted.ada.actor, ticket=ticket, reason="Nobody called us back.", at=when)


def after(minutes: int) -> datetime:
    return TUESDAY + timedelta(minutes=minutes)


def called() -> list[tuple[int, str, str, int]]:
    """Step, who, state of the page, number of the call."""
    attempts = Attempt.objects.select_related("page", "staff").order_by("pk")
    return [
        (each.page.step, each.staff.name if each.staff else each.address, each.page.state, each.number)
        for each in attempts
    ]


def told(ticket: Ticket) -> list[str]:
    kinds = [entry.kind for entry in entries_about(ticket)]
    return [kind.removeprefix("ticket.") for kind in kinds if "page" in kind]


def test_a_step_calls_whoever_is_on_duty(hosted: Cast, ticket: Ticket) -> None:
    rota = make_rota_of(hosted, [hosted.ben, hosted.nia], made_at=TUESDAY)
    let_call(hosted, "Escalation desk", rota=rota, at=TUESDAY)

    ask(hosted, ticket)

    assert called() == [(1, "Ben", "waiting", 1)]
    assert told(ticket) == ["paged"]


def test_a_step_for_which_nothing_was_set_calls_the_address_that_the_agreement_names(
    hosted: Cast, ticket: Ticket
) -> None:
    ask(hosted, ticket)

    assert called() == [(1, "escalations@example.com", "waiting", 1)]


def test_silence_calls_again_and_then_the_next_step(hosted: Cast, ticket: Ticket) -> None:
    rota = make_rota_of(hosted, [hosted.ben], made_at=TUESDAY)
    let_call(hosted, "Escalation desk", rota=rota, at=TUESDAY)
    let_call(hosted, "First manager", staff=hosted.lea, at=TUESDAY)
    ask(hosted, ticket)

    for minutes in (9, 10, 19, 20):
        follow_pages(after(minutes))

    assert called() == [(1, "Ben", "silent", 1), (1, "Ben", "silent", 2), (2, "Lea", "waiting", 1)]
    assert told(ticket) == ["paged", "paged", "page_unanswered", "paged"]


def test_a_call_again_goes_to_whoever_is_on_duty_by_then(hosted: Cast, ticket: Ticket) -> None:
    rota = make_rota_of(hosted, [hosted.ben], made_at=TUESDAY)
    let_call(hosted, "Escalation desk", rota=rota, at=TUESDAY)
    starts_at, ends_at = after(5), after(90)
    override_duty(
        actor=hosted.nia.actor,
        rota=rota,
        staff=hosted.nia.staff,
        at=TUESDAY,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    ask(hosted, ticket)

    follow_pages(after(10))

    assert called() == [(1, "Ben", "waiting", 1), (1, "Nia", "waiting", 2)]


def test_an_empty_step_is_passed_over_at_once_and_said_so(hosted: Cast, ticket: Ticket) -> None:
    rota = make_rota_of(hosted, [], made_at=TUESDAY)
    let_call(hosted, "Escalation desk", rota=rota, at=TUESDAY)
    let_call(hosted, "First manager", staff=hosted.lea, at=TUESDAY)

    ask(hosted, ticket)

    assert called() == [(2, "Lea", "waiting", 1)]
    [skipped] = entries_about(ticket).filter(kind="ticket.page_skipped")
    assert skipped.detail == {"step": 1, "contact": "Escalation desk", "because": "nobody on duty"}


def test_where_every_step_is_empty_that_is_said_too(hosted: Cast, ticket: Ticket) -> None:
    rota = make_rota_of(hosted, [], made_at=TUESDAY)
    for contact in ("Escalation desk", "First manager", "Second manager"):
        let_call(hosted, contact, rota=rota, at=TUESDAY)

    ask(hosted, ticket)

    assert not Page.objects.exists()
    assert told(ticket) == ["page_skipped", "page_skipped", "page_skipped", "page_ended"]


def test_a_second_request_calls_the_next_step_and_the_first_no_more(hosted: Cast, ticket: Ticket) -> None:
    let_call(hosted, "Escalation desk", staff=hosted.ben, at=TUESDAY)
    let_call(hosted, "First manager", staff=hosted.lea, at=TUESDAY)
    ask(hosted, ticket)

    ask(hosted, ticket, when=after(5))
    follow_pages(after(16))

    assert called() == [(1, "Ben", "over", 1), (2, "Lea", "waiting", 1)]


def test_whoever_takes_it_by_the_link_is_called_no_more(hosted: Cast, ticket: Ticket) -> None:
    let_call(hosted, "Escalation desk", staff=hosted.ben, at=TUESDAY)
    ask(hosted, ticket)
    token = token_of(Attempt.objects.get().nonce)

    page = take_by_link(token=token, at=after(3))
    follow_pages(after(60))

    assert (page.state, page.taken_by, page.taken_at) == ("taken", hosted.ben.staff, after(3))
    assert called() == [(1, "Ben", "taken", 1)]
    assert told(ticket) == ["paged", "page_taken"]


def test_a_link_works_once_and_not_for_ever(hosted: Cast, ticket: Ticket) -> None:
    let_call(hosted, "Escalation desk", staff=hosted.ben, at=TUESDAY)
    ask(hosted, ticket)
    token = token_of(Attempt.objects.get().nonce)

    with pytest.raises(Refused) as expired:
        open_link(token, at=TUESDAY + timedelta(hours=24))
    take_by_link(token=token, at=after(3))
    with pytest.raises(Refused) as spent:
        take_by_link(token=token, at=after(4))

    assert (expired.value.code, spent.value.code) == ("page_link_spent", "page_taken")
    assert spent.value.sentence == "Ben has taken it already."
    assert told(ticket) == ["paged", "page_taken"]


def test_a_link_of_whoever_left_does_not_work(hosted: Cast, ticket: Ticket) -> None:
    let_call(hosted, "Escalation desk", staff=hosted.ben, at=TUESDAY)
    ask(hosted, ticket)
    hosted.ben.staff.grants.all().delete()

    with pytest.raises(Refused) as refused:
        take_by_link(token=token_of(Attempt.objects.get().nonce), at=after(3))

    assert refused.value.code == "page_link_spent"
    assert Page.objects.get().state == "waiting"


def test_whoever_answers_late_still_takes_it_and_the_next_is_called_no_more(
    hosted: Cast, ticket: Ticket
) -> None:
    let_call(hosted, "Escalation desk", staff=hosted.ben, at=TUESDAY)
    let_call(hosted, "First manager", staff=hosted.lea, at=TUESDAY)
    ask(hosted, ticket)
    first = token_of(Attempt.objects.get().nonce)
    for minutes in (15, 30):
        follow_pages(after(minutes))

    take_by_link(token=first, at=after(31))
    follow_pages(after(60))

    assert called() == [(1, "Ben", "taken", 1), (1, "Ben", "taken", 2), (2, "Lea", "over", 1)]


def test_anybody_who_answers_pages_may_take_it_at_the_desk(hosted: Cast, ticket: Ticket) -> None:
    let_call(hosted, "Escalation desk", staff=hosted.ben, at=TUESDAY)
    ask(hosted, ticket)

    page = take_page(actor=hosted.nia.actor, page=Page.objects.get(), at=after(2))

    assert page.taken_by == hosted.nia.staff


def test_nobody_is_called_about_what_is_resolved(hosted: Cast, ticket: Ticket) -> None:
    let_call(hosted, "Escalation desk", staff=hosted.ben, at=TUESDAY)
    ask(hosted, ticket)
    resolve_ticket(actor=hosted.ben.actor, ticket=ticket, at=after(5))

    follow_pages(after(15))

    assert called() == [(1, "Ben", "over", 1)]


def test_nobody_answers_at_all(hosted: Cast, ticket: Ticket) -> None:
    ask(hosted, ticket)

    for quarter in range(1, 8):
        follow_pages(after(15 * quarter))

    assert [each[:2] for each in called()] == [
        (1, "escalations@example.com"),
        (1, "escalations@example.com"),
        (2, "first@example.com"),
        (2, "first@example.com"),
        (3, "second@example.com"),
        (3, "second@example.com"),
    ]
    assert told(ticket)[-2:] == ["page_unanswered", "page_ended"]
