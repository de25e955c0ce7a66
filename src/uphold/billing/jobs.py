"""What the worker calls: runs that were started or whose worker died, and packages that were ordered."""

from datetime import datetime, timedelta

from uphold.access import Actor
from uphold.billing.actions.invoice import NothingToInvoice, issue_at_once
from uphold.billing.actions.run import work_run
from uphold.billing.locking import SellerMissing
from uphold.billing.models import Invoice, InvoiceRun
from uphold.credits.models import CreditOrder
from uphold.journal.queries import entries_about
from uphold.journal.queries import entry as entry_of
from uphold.kit.one_by_one import one_by_one

PATIENCE = timedelta(minutes=1)


def work_started_run(entry_id: int, *, at: datetime) -> int:
    """The reaction to `invoice_run.started`; told twice, it goes on where the run stands."""
    return work_run(entry_of(entry_id).about_id, at=at)


def continue_runs(at: datetime) -> int:
    """Goes on with every run whose worker has been quiet for a minute; how many customers were done.

    A run that fails holds up no other; the work fails when it has seen them all.
    """
    running = InvoiceRun.objects.filter(state=InvoiceRun.State.RUNNING).order_by("id")
    return one_by_one(
        [run for run in running if is_quiet(run, at=at)],
        lambda run: work_run(run.pk, at=at),
        name=lambda run: f"run {run.pk}",
        failed="runs that fail",
    )


def is_quiet(run: InvoiceRun, *, at: datetime) -> bool:
    """A worker writes an entry with each batch, some seconds apart."""
    return not entries_about(run).filter(recorded_at__gt=at - PATIENCE).exists()


def invoice_order(entry_id: int, *, at: datetime) -> list[Invoice]:
    """The reaction to `credits.ordered`: the customer gets an invoice at once.

    Told twice, or after a run was quicker, there is nothing left; while the provider has no seller, it waits for a run.
    """
    order = CreditOrder.objects.select_related("account__organisation", "account__provider").get(
        pk=entry_of(entry_id).detail["order"]
    )
    account = order.account
    try:
        return issue_at_once(
            by=Actor.system(),
            organisation=account.organisation,
            provider=account.provider,
            orders=[order],
            at=at,
        )
    except (NothingToInvoice, SellerMissing):
        return []
