"""What the worker calls: runs that were started or whose worker died, and packages that were ordered."""

from datetime import datetime

from uphold.access import Actor
from uphold.billing.actions.invoice import NothingToInvoice, issue_at_once
from uphold.billing.actions.run import work_run
from uphold.billing.locking import SellerMissing
from uphold.billing.models import Invoice, InvoiceRun
from uphold.credits.models import CreditOrder
from uphold.journal.queries import entry as entry_of


def work_started_run(entry_id: int, *, at: datetime) -> int:
    """The reaction to `invoice_run.started`; told twice, it goes on where the run stands."""
    return work_run(entry_of(entry_id).about_id, at=at)


def continue_runs(at: datetime) -> int:
    """Goes on with every run that is not done, beside whoever is at it; how many customers were done."""
    running = InvoiceRun.objects.filter(state=InvoiceRun.State.RUNNING).order_by("id")
    return sum(work_run(run_id, at=at) for run_id in running.values_list("pk", flat=True))


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
