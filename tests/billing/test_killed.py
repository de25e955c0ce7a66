"""A run whose worker is killed again and again: every customer is invoiced once, and no number is missing."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from tests.billing.charged import FIRST, House
from tests.billing.test_runs import make_charges_of_many, prepare
from tests.settings import FOLDER
from uphold.billing.actions import start_run, work_run
from uphold.billing.models import Invoice, InvoiceLine, InvoiceRun, RunItem
from uphold.standing.models import Receivable

pytestmark = [pytest.mark.usefixtures("transactional_db"), pytest.mark.timeout(120)]

ROOT = Path(__file__).parents[2]
CUSTOMERS, KILLS = 60, 4
WORKER = """
import sys
import django
django.setup()
from uphold.billing.actions import run
from uphold.kit import now
run.BATCH = 3
issue = run.issue_drafts
def told(*arguments, **more):
    issued = issue(*arguments, **more)
    print("issued, not committed", flush=True)
    return issued
run.issue_drafts = told
run.work_run(int(sys.argv[1]), at=now())
"""


def worker(run: InvoiceRun) -> subprocess.Popen[str]:
    """A process of its own on the same database, which says a line when a batch is written and not yet committed."""
    settings = connection.settings_dict
    address = "postgresql://{user}:{password}@{host}/{name}".format(
        user=quote(settings["USER"]),
        password=quote(settings["PASSWORD"], safe=""),
        host=quote(settings["HOST"], safe=""),
        name=quote(settings["NAME"]),
    )
    variables = {
        "DJANGO_SETTINGS_MODULE": "uphold.site.settings",
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "UPHOLD_DATA": str(FOLDER),
        "UPHOLD_DATABASE_URL": address,
    }
    command = [sys.executable, "-c", WORKER, str(run.pk)]
    return subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, text=True)


def test_a_run_that_is_killed_again_and_again_invoices_everybody_once(house: House) -> None:
    make_charges_of_many(house, CUSTOMERS)
    run = start_run(actor=house.cleo.actor, run=prepare(house), at=FIRST)
    kills = 0

    for batches in range(1, KILLS + 1):
        with worker(run) as process:
            for _ in range(batches):
                if process.stdout is not None and process.stdout.readline():
                    kills += 1
            process.send_signal(signal.SIGKILL)
    left = RunItem.objects.filter(run=run, done_at=None).count()
    work_run(run.pk, at=FIRST)

    run.refresh_from_db()
    assert kills == 1 + 2 + 3 + 4
    assert 0 < left < CUSTOMERS
    assert run.state == "done"
    assert Invoice.objects.values("organisation").distinct().count() == Invoice.objects.count() == CUSTOMERS
    assert list(Invoice.objects.order_by("serial").values_list("serial", flat=True)) == list(
        range(1, CUSTOMERS + 1)
    )
    assert InvoiceLine.objects.count() == Receivable.objects.count() == CUSTOMERS
