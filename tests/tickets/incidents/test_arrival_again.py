"""What came in once does not come in again; what is new is added; an interrupted import goes on where it was."""

from pathlib import Path

import pytest

from tests.tickets.incidents.desk import SYSTEM, brought_in, published
from tests.tickets.incidents.logs import PRESENT, eastern, mapping, plan, row
from uphold.access import Role
from uphold.agreements.models import Version
from uphold.journal.models import Entry
from uphold.kit.transaction import atomic
from uphold.people.actions.staff import add_staff
from uphold.people.actors import actor_for_staff
from uphold.people.models import Contact, Staff, Team
from uphold.tickets import actions
from uphold.tickets.incidents import arrival
from uphold.tickets.incidents.arrival import Arrived
from uphold.tickets.incidents.comparison import Comparison
from uphold.tickets.incidents.history import Incident
from uphold.tickets.models import Message, Promise, Ticket

pytestmark = pytest.mark.django_db

NEW = row("2/3/2026 09:10", count=0)
ASKED = row("2/3/2026 10:00", "Asked back", count=1)
AT_WORK = row("2/3/2026 12:00", "In work", count=2, priority="P2")
SOLVED = row("2/3/2026 16:00", "Solved", count=3, priority="P2")


@pytest.fixture
def version(db: None) -> Version:
    return published()


def arrive(folder: Path, version: Version, *rows: str) -> Arrived:
    return brought_in(plan(folder, *rows), mapping=mapping(), version=version, at=PRESENT)


def kinds() -> list[str]:
    entries = Entry.objects.filter(about_kind="ticket").exclude(kind="ticket.imported").order_by("at", "id")
    return [entry.kind.removeprefix("ticket.") for entry in entries]


def told(version: Version) -> list[object]:
    """Everything an import leaves behind, without the numbers of rows."""
    provider = version.agreement.provider
    tickets = Ticket.objects.filter(provider=provider).order_by("external_key")
    ids = {ticket.pk: ticket.external_key for ticket in tickets}
    entries = Entry.objects.filter(about_kind="ticket", about_id__in=ids).order_by(
        "at", "kind", "detail__for"
    )
    promises = Promise.objects.filter(ticket__in=ids).order_by("ticket__external_key", "metric")
    return [
        [(each.external_key, each.status, each.resolved_at, each.current_priority) for each in tickets],
        sorted((ids[each.about_id], each.kind, each.at, each.detail.get("for", "")) for each in entries),
        [(ids[each.ticket_id], each.metric, each.state, each.due_at, each.used_seconds) for each in promises],
        sorted(Message.objects.filter(ticket__in=ids).values_list("body", "at")),
    ]


def test_the_same_log_brings_in_nothing_twice(tmp_path: Path, version: Version) -> None:
    arrive(tmp_path, version, NEW, ASKED, SOLVED)
    before = [model.objects.count() for model in (Ticket, Entry, Message, Promise, Contact, Staff, Team)]

    again = arrive(tmp_path, version, NEW, ASKED, SOLVED)

    after = [model.objects.count() for model in (Ticket, Entry, Message, Promise, Contact, Staff, Team)]
    assert (again.new_count, again.grown_count, again.unchanged_count, again.row_count) == (0, 0, 1, 0)
    assert after == before


def test_a_longer_log_adds_what_is_new(tmp_path: Path, version: Version) -> None:
    arrive(tmp_path, version, NEW, ASKED)
    assert Ticket.objects.get().status == "waiting"

    grown = arrive(tmp_path, version, NEW, ASKED, AT_WORK, SOLVED)

    ticket = Ticket.objects.get()
    assert (grown.new_count, grown.grown_count, grown.row_count) == (0, 1, 2)
    assert (ticket.status, ticket.waiting_for, ticket.resolved_at) == ("resolved", "", eastern("2 16:00"))
    assert kinds() == ["opened", "assessed", "assigned", "waiting", "assessed", "resumed", "resolved"]
    assert ticket.promises.get(metric="resolution").met_at == eastern("2 16:00")


def test_rows_that_come_alone_go_on_from_what_is_here(tmp_path: Path, version: Version) -> None:
    arrive(tmp_path, version, NEW, ASKED)

    arrive(tmp_path, version, AT_WORK, SOLVED)

    assert kinds() == ["opened", "assessed", "assigned", "waiting", "assessed", "resumed", "resolved"]


def test_a_row_that_was_put_right_finds_its_place(tmp_path: Path, version: Version) -> None:
    arrive(tmp_path, version, NEW, SOLVED)
    assert kinds() == ["opened", "assessed", "assigned", "assessed", "resolved"]

    late = arrive(tmp_path, version, ASKED)

    assert (late.grown_count, late.rejected) == (1, ())
    assert kinds() == ["opened", "assessed", "assigned", "waiting", "assessed", "resolved"]
    assert Ticket.objects.get().status == "resolved"


@pytest.mark.parametrize(
    ("late", "field", "reason"),
    [
        (
            row("2/3/2026 13:00", "Asked back", count=1),
            "changed",
            "Time goes back against rows that are here.",
        ),
        (
            row("2/3/2026 10:00", opened="1/3/2026 09:00", count=1),
            "opened",
            "The incident that is here says another",
        ),
        (row("2/3/2026 09:05"), "changed", "This lies before the first row that is here."),
    ],
)
def test_a_late_row_that_contradicts_what_is_here_is_rejected(
    tmp_path: Path, version: Version, late: str, field: str, reason: str
) -> None:
    arrive(tmp_path, version, NEW, AT_WORK)
    before = kinds()

    result = arrive(tmp_path, version, late)

    (rejected,) = result.rejected
    assert (rejected.line, rejected.field) == (2, field)
    assert rejected.reason.startswith(reason)
    assert kinds() == before


def test_a_ticket_on_which_the_desk_has_worked_takes_no_more_history(
    tmp_path: Path, version: Version
) -> None:
    arrive(tmp_path, version, NEW)
    provider = version.agreement.provider
    email = "mina@desk.example.com"
    mina = add_staff(actor=SYSTEM, provider=provider, name="Mina", email=email, role=Role.AGENT, at=PRESENT)
    actions.reply(actor=actor_for_staff(mina), ticket=Ticket.objects.get(), body="We are on it.", at=PRESENT)

    result = arrive(tmp_path, version, NEW, SOLVED)

    (rejected,) = result.rejected
    assert rejected.reason.startswith("The ticket has been worked on in the desk")
    assert Ticket.objects.get().status == "open"


def test_an_interrupted_import_goes_on_where_it_was(
    tmp_path: Path, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = published(name="Northwind", prefix="NOR")
    rows = [
        row(f"2/3/2026 {9 + step}:10", state, number=f"I-{number}", count=step)
        for number in range(7)
        for step, state in enumerate(("New", "Asked back", "Solved"))
    ]
    monkeypatch.setattr(arrival, "LOT", 2)
    bring = arrival.Arriving.bring

    def stop_in_the_third_lot(arriving: arrival.Arriving, lot: list[Incident]) -> Comparison:
        comparison = bring(arriving, lot)
        if Ticket.objects.filter(provider=version.agreement.provider).count() > 4:
            raise KeyboardInterrupt
        return comparison

    with monkeypatch.context() as interrupted:
        interrupted.setattr(arrival.Arriving, "bring", atomic(stop_in_the_third_lot))
        with pytest.raises(KeyboardInterrupt):
            arrive(tmp_path, version, *rows)
    assert Ticket.objects.filter(provider=version.agreement.provider).count() == 4
    resumed = arrive(tmp_path, version, *rows)
    arrive(tmp_path, other, *rows)

    assert (resumed.new_count, resumed.unchanged_count) == (3, 4)
    assert told(version) == told(other)
