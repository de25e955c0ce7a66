"""Opening a ticket: what is promised, and who may."""

from datetime import date

import pytest

from tests.cast.agreements import make_unit
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from uphold.access import NotAllowed, NotThere
from uphold.agreements.queries import decisions_about
from uphold.journal.models import Entry
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.tickets.actions import open_ticket
from uphold.tickets.models import Ticket


def test_a_customer_is_promised_an_answer_within_two_office_hours(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 16:00"))

    promise = ticket.promises.get(metric="first response")
    assert (promise.due_at, promise.state) == (at("2026-06-10 10:00"), "running")
    assert (promise.anchor, promise.row, promise.commitment) == ("3", "First response", "target")


def test_the_queue_knows_what_is_due_next(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    ticket.refresh_from_db()
    assert ticket.queue_at == at("2026-06-09 12:00")


def test_triage_gives_the_priority_and_its_level(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    assert (ticket.requested_priority, ticket.current_priority, ticket.priority_level) == ("High", "High", 1)
    assert (ticket.assessed_priority, ticket.status) == ("", "new")


def test_numbers_run_on_in_the_provider_s_own_series(cast: Cast) -> None:
    first = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))
    second = make_ticket(customer=cast.eve, opened_at=at("2026-06-09 10:05"))

    assert [first.number, second.number] == ["NW-1", "NW-2"]


def test_opening_keeps_the_decisions_that_were_made(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    kinds = [record.kind for record in decisions_about(ticket)]
    assert kinds == ["triage", "admission", "target", "target", "target"]
    triage = decisions_about(ticket)[0]
    assert (triage.anchor, triage.row, triage.outcome) == ("3", "Everyone", {"priority": "High"})
    assert triage.facts == {"request": "Fault", "impact": "Everyone"}


def test_without_logs_the_agreement_asks_for_them(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"), evidence=[])

    admission = decisions_about(ticket).get(kind="admission")
    assert (admission.row, admission.outcome["missing"]) == ("Without evidence", ["Logs"])


def test_an_agent_opens_a_ticket_for_a_caller_in_the_caller_s_name(cast: Cast) -> None:
    ticket = open_ticket(
        actor=cast.ben.actor,
        provider=cast.northwind,
        organisation=cast.harbour,
        opened_by=cast.ada.contact,
        subject="No dial tone",
        body="She says that nobody can call.",
        channel="Telephone",
        request="Fault",
        impact="Everyone",
        at=at("2026-06-09 10:00"),
    )

    message = ticket.messages.get()
    assert (ticket.opened_by, message.contact, message.staff) == (cast.ada.contact, cast.ada.contact, None)


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("ada", None),
        ("max", None),
        ("eve", NotThere),
        ("ben", None),
        ("nia", None),
        ("lea", None),
        ("olga", None),
        ("tom", NotAllowed),
    ],
)
def test_who_may_open_a_ticket_for_the_harbour(cast: Cast, name: str, refusal: type[Refused] | None) -> None:
    def act() -> Ticket:
        return open_ticket(
            actor=getattr(cast, name).actor,
            provider=cast.northwind,
            organisation=cast.harbour,
            subject="No dial tone",
            body="Nobody can call.",
            channel="Telephone",
            at=at("2026-06-09 10:00"),
        )

    if refusal is None:
        assert act().organisation == cast.harbour
    else:
        with pytest.raises(refusal):
            act()
        assert not Ticket.objects.exists()


def test_an_organisation_without_an_agreement_is_told_so(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        make_ticket(customer=cast.eve, provider=cast.southgate, opened_at=at("2026-06-09 10:00"))

    assert refusal.value.code == "nothing_agreed"
    assert not Ticket.objects.exists()
    assert not Entry.objects.exists()


def test_a_request_that_the_agreement_does_not_know_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        make_ticket(customer=cast.ada, request="Coffee", opened_at=at("2026-06-09 10:00"))

    assert refusal.value.sentence == "The agreement knows no request named Coffee."
    assert not Ticket.objects.exists()


def test_a_form_that_was_sent_twice_opens_one_ticket(cast: Cast) -> None:
    first = make_ticket(customer=cast.ada, body="Silence.", opened_at=at("2026-06-09 10:00:00"))

    with pytest.raises(Refused) as refusal:
        make_ticket(customer=cast.ada, body="Silence.", opened_at=at("2026-06-09 10:00:04"))

    assert (refusal.value.code, refusal.value.values) == ("said_already", (first.number,))
    assert list(Ticket.objects.all()) == [first]


def test_the_same_words_a_minute_later_or_of_somebody_else_are_another_ticket(cast: Cast) -> None:
    make_ticket(customer=cast.ada, body="Silence.", opened_at=at("2026-06-09 10:00:00"))

    make_ticket(customer=cast.ada, body="Silence.", opened_at=at("2026-06-09 10:01:00"))
    make_ticket(customer=cast.max, body="Silence.", opened_at=at("2026-06-09 10:01:01"))

    assert Ticket.objects.count() == 3


def test_whoever_opens_a_ticket_says_which_covered_unit_it_is_about(cast: Cast) -> None:
    make_unit(cast.harbour, "SN-1")

    ticket = make_ticket(customer=cast.ada, unit="SN-1", opened_at=at("2026-06-09 10:00"))

    entry = entries_about(ticket).last()
    assert entry is not None
    assert (entry.kind, entry.detail) == ("ticket.unit_named", {"unit": "SN-1"})
    assert (entry.by_kind, entry.by_id) == ("contact", cast.ada.contact.pk)
    assert Ticket.objects.get().covered_unit == "SN-1"


@pytest.mark.parametrize(
    ("opened_at", "unit"),
    [
        ("2026-06-09 10:00", "SN-9"),
        ("2026-06-09 10:00", "SN-1 of the orchard"),
        ("2026-06-01 23:59", "begins on the second"),
        ("2026-06-09 00:30", "ends before the ninth"),
    ],
)
def test_a_unit_that_the_contract_does_not_cover_that_day_opens_no_ticket(
    cast: Cast, opened_at: str, unit: str
) -> None:
    make_unit(cast.orchard, "SN-1 of the orchard")
    make_unit(cast.harbour, "begins on the second", starts_on=date(2026, 6, 2))
    make_unit(cast.harbour, "ends before the ninth", ends_on=date(2026, 6, 9))

    with pytest.raises(Refused) as refusal:
        make_ticket(customer=cast.ada, unit=unit, opened_at=at(opened_at))

    assert refusal.value.code == "unit_is_not_covered"
    assert not Ticket.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("opened_at", "unit"),
    [("2026-06-02 00:00", "begins on the second"), ("2026-06-08 23:59", "ends before the ninth")],
)
def test_cover_counts_by_the_days_of_the_agreement(cast: Cast, opened_at: str, unit: str) -> None:
    make_unit(cast.harbour, "begins on the second", starts_on=date(2026, 6, 2))
    make_unit(cast.harbour, "ends before the ninth", ends_on=date(2026, 6, 9))

    ticket = make_ticket(customer=cast.ada, unit=unit, opened_at=at(opened_at))

    assert ticket.covered_unit == unit
