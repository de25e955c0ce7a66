"""Runs: a period of a provider, every customer once, with a preview and a way back until it is started."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from tests.billing.charged import FIRST, JULY, JUNE, House, make_charge
from tests.cast.people import make_organisation
from uphold.access import NotAllowed
from uphold.billing.actions import end_run, prepare_run, start_run, withdraw_run, work_run
from uphold.billing.actions import run as running
from uphold.billing.actions.invoice import issue_drafts
from uphold.billing.actions.run import preview
from uphold.billing.drafting import CustomerDraft
from uphold.billing.jobs import continue_runs, work_started_run
from uphold.billing.models import Invoice, InvoiceRun, RunItem, Seller
from uphold.journal.queries import entries_about
from uphold.kit import Refused, now
from uphold.tickets.models import Ticket


def prepare(house: House, *, until_on: date = JULY) -> InvoiceRun:
    return prepare_run(
        actor=house.cleo.actor, provider=house.cast.northwind, from_on=JUNE, until_on=until_on, at=FIRST
    )


def make_charges_of_many(house: House, count: int) -> None:
    """So many customers of northwind with a charge of 10.00 each."""
    for number in range(count):
        party = make_organisation(f"Customer {number:02}", of=[house.cast.northwind])
        ticket = Ticket.objects.get(pk=house.ticket.pk)
        ticket.organisation = party
        make_charge(ticket, "10.00")


def test_the_preview_says_what_each_customer_would_get_and_issues_nothing(house: House) -> None:
    make_charge(house.ticket, "100.00")

    run = prepare(house)

    [draft] = preview(run, items=list(run.items.select_related("organisation")))
    assert (draft.organisation, draft.invoices[0].totals.gross) == (house.cast.harbour, Decimal("120.00"))
    assert (run.state, Invoice.objects.count()) == ("preview", 0)


def test_every_customer_with_work_in_the_period_is_invoiced_once(house: House) -> None:
    make_charges_of_many(house, 7)
    make_charge(house.ticket, "99.00", on=JULY)
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)

    done = work_run(run.pk, at=FIRST)

    run.refresh_from_db()
    assert (done, run.state, run.done_at) == (7, "done", FIRST)
    assert [row.number for row in Invoice.objects.order_by("serial")] == [f"INV-{n}" for n in range(1, 8)]
    assert [entry.kind for entry in entries_about(run)] == [
        "invoice_run.prepared",
        "invoice_run.started",
        "invoice_run.advanced",
        "invoice_run.done",
    ]


def test_a_run_that_is_worked_again_does_nothing(house: House) -> None:
    make_charges_of_many(house, 3)
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    work_run(run.pk, at=FIRST)

    again = work_run(run.pk, at=FIRST)

    assert (again, Invoice.objects.count()) == (0, 3)


def test_work_of_earlier_periods_that_nobody_invoiced_comes_along(house: House) -> None:
    make_charge(house.ticket, "30.00", on=date(2026, 4, 3))
    make_charge(house.ticket, "0.00", on=date(2026, 4, 3), reason="Included")

    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    work_run(run.pk, at=FIRST)

    assert [line.net_amount for line in Invoice.objects.get().lines.all()] == [Decimal("30.00")]


def test_a_customer_who_came_to_be_invoiced_since_the_preview_comes_in(house: House) -> None:
    run = prepare(house)
    make_charge(house.ticket, "30.00")

    start_run(actor=house.cleo.actor, run=run, at=FIRST)
    work_run(run.pk, at=FIRST)

    assert Invoice.objects.get().organisation == house.cast.harbour


def test_a_customer_of_whom_all_cancels_out_gets_none_and_the_item_says_so(house: House) -> None:
    make_charge(house.ticket, "30.00", unit="night")
    make_charge(house.ticket, "-30.00", unit="night", kind="reversal")

    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    work_run(run.pk, at=FIRST)

    item = RunItem.objects.get()
    assert (item.done_at, item.problem, Invoice.objects.count()) == (FIRST, "Nothing to invoice.", 0)


def test_a_run_is_started_by_its_entry_however_often_it_is_told(house: House) -> None:
    make_charges_of_many(house, 2)
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    started = entries_about(run).get(kind="invoice_run.started")

    first, again = work_started_run(started.pk, at=FIRST), work_started_run(started.pk, at=FIRST)

    assert (first, again, Invoice.objects.count()) == (2, 0, 2)


def test_a_run_whose_worker_died_is_gone_on_with_and_one_at_work_is_left_alone(house: House) -> None:
    make_charges_of_many(house, 2)
    start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)

    busy = continue_runs(now())
    quiet = continue_runs(now() + timedelta(minutes=5))

    assert (busy, quiet) == (0, 2)


def test_one_customer_whose_invoice_fails_holds_up_neither_another_nor_the_end_of_the_run(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_charges_of_many(house, 5)
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    bad = run.items.order_by("id")[2]
    fail_for(bad, ZeroDivisionError, monkeypatch)

    with pytest.raises(ExceptionGroup):
        work_run(run.pk, at=FIRST)

    bad.refresh_from_db()
    assert [row.serial for row in Invoice.objects.order_by("serial")] == [1, 2, 3, 4]
    assert (InvoiceRun.objects.get().state, bad.done_at) == ("done", FIRST)
    assert bad.problem.startswith("No invoice: the program failed with ZeroDivisionError.")
    assert work_run(run.pk, at=FIRST) == 0
    monkeypatch.undo()
    following = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    work_run(following.pk, at=FIRST)
    assert Invoice.objects.get(run=following).organisation_id == bad.organisation_id


def test_a_database_that_cannot_just_now_is_asked_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_charges_of_many(house, 3)
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    fail_for(run.items.order_by("id")[1], OperationalError, monkeypatch)

    with pytest.raises(ExceptionGroup):
        work_run(run.pk, at=FIRST)

    assert InvoiceRun.objects.get().state == "running"
    monkeypatch.undo()
    assert work_run(run.pk, at=FIRST) == 1
    assert InvoiceRun.objects.get().state == "done"


def test_a_run_that_fails_holds_up_no_run_of_another_provider(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_charges_of_many(house, 2)
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    fail_for(run.items.order_by("id")[0], OperationalError, monkeypatch)
    other = InvoiceRun.objects.create(
        provider=house.cast.southgate, from_on=JUNE, until_on=JULY, state="running", prepared_at=FIRST
    )

    with pytest.raises(ExceptionGroup):
        continue_runs(now() + timedelta(minutes=5))

    other.refresh_from_db()
    assert other.state == "done"


def test_a_run_that_is_ended_keeps_what_it_issued_and_the_next_invoices_the_others(house: House) -> None:
    make_charges_of_many(house, 3)
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    first = run.items.order_by("id")[0]
    running.issue_batch(run.pk, after_id=0, size=1, at=FIRST)

    end_run(actor=house.cleo.actor, run=run, at=FIRST)
    work_run(run.pk, at=FIRST)
    following = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    work_run(following.pk, at=FIRST)

    run.refresh_from_db()
    assert run.state == "done"
    assert [row.organisation_id for row in Invoice.objects.filter(run=run)] == [first.organisation_id]
    assert run.items.exclude(problem="").count() == Invoice.objects.filter(run=following).count() == 2


def test_only_a_run_that_is_on_is_ended_and_only_by_who_may(house: House) -> None:
    run = prepare(house)

    with pytest.raises(Refused) as refusal:
        end_run(actor=house.cleo.actor, run=run, at=FIRST)
    for actor in (house.cast.ben.actor, house.cast.lea.actor, house.cast.tom.actor, house.cast.max.actor):
        with pytest.raises(NotAllowed):
            end_run(actor=actor, run=run, at=FIRST)

    assert refusal.value.code == "run_is_not_on"
    assert InvoiceRun.objects.get().state == "preview"


def fail_for(bad: RunItem, failure: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(drafts: list[CustomerDraft], **more: object) -> object:
        if any(draft.organisation.pk == bad.organisation_id for draft in drafts):
            raise failure
        return issue_drafts(drafts, **more)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(running, "issue_drafts", failing)


def test_a_preview_is_withdrawn_and_then_not_started(house: House) -> None:
    run = withdraw_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)

    with pytest.raises(Refused) as refusal:
        start_run(actor=house.cleo.actor, run=run, at=FIRST)

    assert refusal.value.code == "run_already_began"
    assert InvoiceRun.objects.get().state == "withdrawn"


def test_one_run_of_a_provider_is_on_at_a_time(house: House) -> None:
    start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    other = prepare(house)

    with pytest.raises(Refused) as refusal:
        start_run(actor=house.cleo.actor, run=other, at=FIRST)

    assert refusal.value.code == "another_run_is_on"
    assert InvoiceRun.objects.get(pk=other.pk).state == "preview"


def test_without_the_sellers_data_no_run_is_prepared(house: House) -> None:
    Seller.objects.all().delete()

    with pytest.raises(Refused) as refusal:
        prepare(house)

    assert refusal.value.code == "seller_missing"
    assert not InvoiceRun.objects.exists()


@pytest.mark.parametrize(
    ("until_on", "code"), [(JUNE, "period_is_empty"), (date(2026, 8, 1), "period_lies_ahead")]
)
def test_a_period_that_cannot_be_is_refused(house: House, until_on: date, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        prepare(house, until_on=until_on)

    assert refusal.value.code == code
    assert not InvoiceRun.objects.exists()


def test_only_clerks_and_administrators_run(house: House) -> None:
    cast, run = house.cast, prepare(house)

    for actor in (cast.ben.actor, cast.lea.actor, cast.tom.actor, cast.ada.actor, cast.max.actor):
        with pytest.raises(NotAllowed):
            prepare_run(actor=actor, provider=cast.northwind, from_on=JUNE, until_on=JULY, at=FIRST)
        with pytest.raises(NotAllowed):
            start_run(actor=actor, run=run, at=FIRST)
        with pytest.raises(NotAllowed):
            withdraw_run(actor=actor, run=run, at=FIRST)

    assert InvoiceRun.objects.get().state == "preview"


def test_the_preview_of_twenty_customers_takes_as_many_statements_as_that_of_two(house: House) -> None:
    make_charges_of_many(house, 20)
    run = prepare(house)
    items = list(run.items.select_related("organisation"))

    assert statements_of(lambda: preview(run, items=items[:2])) == statements_of(
        lambda: preview(run, items=items)
    )


def statements_of(load: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        load()
    return len(captured)
