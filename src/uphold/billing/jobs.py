"""What the worker calls: a run that was started, and runs whose worker died."""

from datetime import datetime

from uphold.billing.actions.run import work_run
from uphold.billing.models import InvoiceRun
from uphold.journal.queries import entry as entry_of


def work_started_run(entry_id: int, *, at: datetime) -> int:
    """The reaction to `invoice_run.started`; told twice, it goes on where the run stands."""
    return work_run(entry_of(entry_id).about_id, at=at)


def continue_runs(at: datetime) -> int:
    """Goes on with every run that is not done, beside whoever is at it; how many customers were done."""
    running = InvoiceRun.objects.filter(state=InvoiceRun.State.RUNNING).order_by("id")
    return sum(work_run(run_id, at=at) for run_id in running.values_list("pk", flat=True))
