"""Many at once, over real connections: numbers without gap or double, money counted once."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from random import Random
from threading import Barrier, Thread

import pytest
from django.db import connection

from tests.billing.charged import FIRST, JULY, JUNE, House, make_charge
from tests.billing.test_runs import make_charges_of_many, prepare
from tests.cast.people import make_organisation
from uphold.access import Actor
from uphold.billing.actions import invoice_now, raise_dispute, reverse_payment, start_run, work_run
from uphold.billing.billables import Period
from uphold.billing.drafting import CustomerDraft, InvoiceDraft
from uphold.billing.issuing import issue_invoices, issue_now
from uphold.billing.lines import Billable, Cited, Rate, line_of
from uphold.billing.locking import lock_customer
from uphold.billing.models import Allocation, Invoice, Payment, Seller
from uphold.kit import Refused
from uphold.kit.transaction import atomic
from uphold.policy.invoices.totals import totals_of
from uphold.standing.models import Receivable

pytestmark = [pytest.mark.usefixtures("transactional_db"), pytest.mark.timeout(180)]

THREADS, ISSUES, ROLLED_BACK = 8, 1000, 0.3


class GivenUp(Exception):
    """The transaction is rolled back after it took a number."""


def together(*works: Callable[[], object]) -> list[BaseException]:
    """Does all at once, each over a connection of its own; what they raised."""
    ready, failures = Barrier(len(works)), []

    def do(work: Callable[[], object]) -> None:
        ready.wait(timeout=30)
        try:
            work()
        except BaseException as failure:  # noqa: BLE001 - told to the test
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=do, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def test_a_thousand_issues_at_once_with_rollbacks_leave_no_gap_and_no_double(house: House) -> None:
    parties = [make_organisation(f"Customer {n}", of=[house.cast.northwind]) for n in range(THREADS)]
    rate = Rate(percent=Decimal(20), category="S")
    charge = Billable(key="NW-1", amount=Decimal("10.00"), currency="EUR", on=JUNE, cited=Cited())
    lines = (line_of(charge, amount=charge.amount, rate=rate),)

    def issue_many(place: int) -> None:
        chance = Random(place)  # noqa: S311 - the same luck each time
        invoice = InvoiceDraft(
            currency="EUR", lines=lines, totals=totals_of((line.taxed for line in lines), currency="EUR")
        )
        draft = CustomerDraft(organisation=parties[place], buyer={}, payment_days=30, invoices=(invoice,))
        for _ in range(ISSUES // THREADS):
            with suppress(GivenUp):
                issue_one(draft, seller=house.seller, gives_up=chance.random() < ROLLED_BACK)

    failures = together(*(lambda place=place: issue_many(place) for place in range(THREADS)))

    serials = list(Invoice.objects.order_by("serial").values_list("serial", flat=True))
    assert failures == []
    assert ISSUES * 0.6 < len(serials) < ISSUES * 0.8
    assert serials == list(range(1, len(serials) + 1))
    assert Seller.objects.get().next_invoice_serial == len(serials) + 1


@atomic
def issue_one(draft: CustomerDraft, *, seller: Seller, gives_up: bool) -> None:
    lock_customer(organisation_id=draft.organisation.pk, provider_id=seller.provider_id)
    issue = issue_now(by=Actor.system(), seller=seller, at=FIRST)
    issue_invoices([draft], seller=seller, period=Period(from_on=JUNE, until_on=JULY), issue=issue)
    if gives_up:
        raise GivenUp


def test_two_workers_share_a_run_and_invoice_nobody_twice(house: House) -> None:
    make_charges_of_many(house, 120)
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    done: list[int] = []

    failures = together(*[lambda: done.append(work_run(run.pk, at=FIRST))] * 3)
    work_run(run.pk, at=FIRST)

    run.refresh_from_db()
    assert failures == []
    assert sum(done) == 120
    assert run.state == "done"
    assert Invoice.objects.values("organisation").distinct().count() == Invoice.objects.count() == 120
    assert list(Invoice.objects.order_by("serial").values_list("serial", flat=True)) == list(range(1, 121))


def test_a_run_and_a_clerk_invoice_the_same_charge_once(house: House) -> None:
    charge = make_charge(house.ticket, "10.00")
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)

    failures = together(
        lambda: work_run(run.pk, at=FIRST),
        lambda: invoice_now(
            actor=house.cleo.actor, organisation=house.cast.harbour, provider=house.cast.northwind, at=FIRST
        ),
    )

    assert all(isinstance(failure, Refused) for failure in failures)
    assert Invoice.objects.get().lines.get().charge_id == charge.pk


def test_the_same_transfer_recorded_by_many_at_once_is_one_payment(house: House) -> None:
    house.invoice("100.00")

    failures = together(*[lambda: house.pay("120.00", key="transfer 7")] * 6)

    assert failures == []
    assert Payment.objects.count() == Allocation.objects.count() == 1
    assert Invoice.objects.get().open_amount == 0


def test_payments_that_meet_on_one_invoice_pay_it_once_and_the_rest_stands_to_credit(house: House) -> None:
    house.invoice("100.00")

    failures = together(*[lambda: house.pay("50.00") for _ in range(6)])

    allocated = sum(Allocation.objects.values_list("amount", flat=True))
    assert failures == []
    assert Invoice.objects.get().paid_amount == allocated == Decimal("120.00")
    assert Receivable.objects.get().open_amount == 0


def test_a_dispute_and_a_payment_at_once_leave_what_standing_hears_true(house: House) -> None:
    invoice = house.invoice("100.00", "50.00")
    line = invoice.lines.select_related("invoice").get(position=1)

    failures = together(
        lambda: raise_dispute(actor=house.cast.max.actor, line=line, words="Not us.", at=FIRST),
        lambda: house.pay("180.00"),
    )

    invoice.refresh_from_db()
    owed = Receivable.objects.get()
    assert failures == []
    assert owed.open_amount == invoice.open_amount
    assert owed.disputed_amount == min(invoice.open_amount, Decimal("120.00"))


def test_a_payment_taken_back_by_two_at_once_is_taken_back_once(house: House) -> None:
    house.invoice("100.00")
    payment = house.pay("120.00")

    failures = together(
        *[
            lambda: reverse_payment(
                actor=house.cleo.actor, payment=payment, reason="Bounced", at=FIRST + timedelta(days=1)
            )
        ]
        * 3
    )

    assert [getattr(failure, "code", "") for failure in failures] == ["payment_already_reversed"] * 2
    assert Invoice.objects.get().paid_amount == 0
