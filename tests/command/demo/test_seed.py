"""The demonstration fills an empty desk with tickets in every state, and lets people in."""

from argparse import Namespace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from uphold.access import Actor
from uphold.command.demo import seed
from uphold.command.demo.cast import SHOWN_SIGN_INS
from uphold.credits.checking import check_ledger
from uphold.credits.models import LedgerEntry
from uphold.metering.models import FaultFile
from uphold.people.actions.provider import add_provider
from uphold.people.models import Account
from uphold.problems.models import Bug, ReleaseRight
from uphold.standing.models import Receivable, Suspension
from uphold.tickets.models import Alarm, Promise, Ticket

# What is shown is written in one transaction, verb after verb: nobody else is there yet.
pytestmark = [pytest.mark.django_db, pytest.mark.out_of_order]
WEDNESDAY_TEN = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
SUNDAY_NIGHT = datetime(2026, 11, 29, 4, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def without_password() -> None:
    seed.password_path().unlink(missing_ok=True)


@pytest.mark.parametrize("now", [WEDNESDAY_TEN, SUNDAY_NIGHT])
def test_tickets_stand_in_every_state_on_any_day_and_nobody_is_told_old_news(now: datetime) -> None:
    seed.seed(password="seven-words-of-nothing", at=now)

    open_tickets = Ticket.objects.exclude(status="closed")
    assert {ticket.status for ticket in open_tickets} == {
        "new",
        "open",
        "waiting",
        "restored",
        "resolved",
        "declined",
    }
    assert {ticket.current_priority for ticket in open_tickets} >= {"Urgent", "High", "Medium", "Low"}
    states = {promise.state for promise in Promise.objects.filter(ticket__in=open_tickets)}
    assert states == {"running", "met", "missed", "paused", "ended", "superseded", "none"}
    soon = Promise.objects.filter(state="running", due_at__gt=now, due_at__lte=now + timedelta(minutes=22))
    assert soon.exists()
    assert Ticket.objects.filter(status="closed").count() == 28
    assert Ticket.objects.filter(opened_at__gt=now).count() == 0
    assert Alarm.objects.filter(kind="breach").count() > 3
    assert not Promise.objects.filter(alarm_at__lt=now).exists()
    assert not ProcrastinateJob.objects.filter(task_name="react", status="todo").exists()


def test_money_and_minutes_stand_in_every_state() -> None:
    seed.seed(password="seven-words-of-nothing", at=WEDNESDAY_TEN)

    overdue = Receivable.objects.get(settled_at=None, due_on__lt=WEDNESDAY_TEN.date())
    assert (overdue.organisation.name, overdue.amount) == ("Fenwick Tool Hire", Decimal("125.00"))
    assert (WEDNESDAY_TEN.date() - overdue.due_on).days == 17
    assert Suspension.objects.get().capability == "handling"
    paused = Ticket.objects.get(subject="Custom dial plan for the rental counter")
    assert (paused.status, paused.waiting_for) == ("waiting", "payment")
    assert Ticket.objects.get(subject="One-way audio on calls from the yard").status == "open"
    assert {file.state for file in FaultFile.objects.all()} == {"proposed", "decided"}
    assert Bug.objects.exclude(links=None).get().state == "released"
    assert set(ReleaseRight.objects.values_list("entitled", flat=True)) == {"yes", "not said"}
    brought_back = LedgerEntry.objects.get(movement="refund").postings.get(place="lot")
    assert brought_back.lot is not None
    assert (brought_back.credits, brought_back.lot.name) == (75, "10 hours")
    assert Ticket.objects.filter(status="waiting", waiting_for="credits").count() == 1
    assert check_ledger() == []


@pytest.fixture
def without_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seed, "earlier_stories", tuple)
    monkeypatch.setattr(seed, "present_stories", tuple)
    monkeypatch.setattr(seed, "arrange_appointments", lambda *_, **__: None)
    monkeypatch.setattr(seed, "bring_returns", lambda *_, **__: None)


@pytest.mark.usefixtures("without_stories")
def test_the_sign_ins_that_are_printed_work(capsys: pytest.CaptureFixture[str]) -> None:
    assert seed.run(Namespace()) == 0

    said = capsys.readouterr().out
    password = seed.password_path().read_text(encoding="ascii")
    assert f"Password of all: {password}" in said
    for _, email in SHOWN_SIGN_INS:
        assert email in said
        assert Account.objects.get(email=email).check_password(password)
    assert seed.password_path().stat().st_mode & 0o777 == 0o600


@pytest.mark.usefixtures("without_stories")
def test_a_second_start_says_the_sign_ins_again_and_adds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    seed.run(Namespace())
    first = capsys.readouterr().out
    before = Account.objects.count()

    seed.run(Namespace())

    assert capsys.readouterr().out == first.removeprefix("Filling the desk with a demonstration ...\n")
    assert Account.objects.count() == before


def test_a_desk_in_use_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    at = WEDNESDAY_TEN
    add_provider(actor=Actor.system(), name="Northwind", ticket_prefix="NOR", at=at)

    seed.run(Namespace())

    assert capsys.readouterr().out == "The desk is in use already, so the demonstration stays away.\n"
    assert not Ticket.objects.exists()
