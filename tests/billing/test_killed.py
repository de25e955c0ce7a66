"""A run whose worker is killed again and again: every customer is invoiced once, and no number is missing."""

import signal

import pytest

from tests.billing.charged import FIRST, House
from tests.billing.test_runs import make_charges_of_many, prepare
from tests.money.process import started
from uphold.billing.actions import start_run, work_run
from uphold.billing.models import Invoice, InvoiceLine, InvoiceRun, RunItem
from uphold.standing.models import Receivable

pytestmark = [pytest.mark.usefixtures("transactional_db"), pytest.mark.timeout(120)]

CUSTOMERS = 60
WITHIN, BETWEEN = "within", "between"
KILLS = ((WITHIN, 1), (BETWEEN, 2), (WITHIN, 3), (BETWEEN, 1))
"""In a batch of three that is written and not committed, or after one that is; the first, the second or the third."""
DONE = [0, 6, 12, 15]
WORKER = """
import signal
import sys
import django
django.setup()
from uphold.billing.actions import run
from uphold.kit import now
place, left = sys.argv[2], int(sys.argv[3])
def reaching(here, act):
    def reached(*arguments, **more):
        global left
        outcome = act(*arguments, **more)
        left -= here == place
        if here == place and left == 0:
            print(here, flush=True)
            signal.pause()
        return outcome
    return reached
run.BATCH = 3
run.issue_drafts = reaching("within", run.issue_drafts)
run.issue_batch = reaching("between", run.issue_batch)
run.work_run(int(sys.argv[1]), at=now())
"""


def test_a_run_that_is_killed_again_and_again_invoices_everybody_once(house: House) -> None:
    make_charges_of_many(house, CUSTOMERS)
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)

    done = []
    for place, count in KILLS:
        assert is_killed(run, place=place, count=count)
        done.append(RunItem.objects.filter(run=run).exclude(done_at=None).count())
    work_run(run.pk, at=FIRST)

    run.refresh_from_db()
    assert done == DONE
    assert run.state == "done"
    assert Invoice.objects.values("organisation").distinct().count() == Invoice.objects.count() == CUSTOMERS
    assert list(Invoice.objects.order_by("serial").values_list("serial", flat=True)) == list(
        range(1, CUSTOMERS + 1)
    )
    assert InvoiceLine.objects.count() == Receivable.objects.count() == CUSTOMERS


def is_killed(run: InvoiceRun, *, place: str, count: int) -> bool:
    """A process of its own on the same database, which says a line at the place where it waits to be killed."""
    with started("-c", WORKER, str(run.pk), place, str(count)) as process:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        process.send_signal(signal.SIGKILL)
        return (said, process.wait()) == (place, -signal.SIGKILL)
