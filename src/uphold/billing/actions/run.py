"""Runs: every customer of a provider that is to be invoiced for a period, in batches that can be killed and resumed.

A batch is one transaction: it marks its items done and issues their invoices, or neither. Items that another worker
holds are passed over, so two workers share a run and double nothing.
"""

from datetime import date, datetime

from django.db import OperationalError
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.billing.access import allowed
from uphold.billing.actions.invoice import issue_drafts
from uphold.billing.billables import Period, open_charges, open_orders
from uphold.billing.drafting import CustomerDraft, drafts_for
from uphold.billing.issuing import issue_now
from uphold.billing.locking import lock_credits, lock_customers, lock_provider, seller_of
from uphold.billing.models import InvoiceRun, RunItem, Seller
from uphold.journal.write import write
from uphold.kit import CONFLICT, INVALID, Refused
from uphold.kit.constraints import refused_by
from uphold.kit.transaction import atomic
from uphold.people.models import Provider

BATCH = 50
LONGEST_PROBLEM = 300
SYSTEM = Actor.system()


class PeriodIsEmpty(Refused):
    code, kind, text = "period_is_empty", INVALID, gettext_lazy("A period ends after it begins.")


class PeriodLiesAhead(Refused):
    code, kind, text = (
        "period_lies_ahead",
        INVALID,
        gettext_lazy("A run invoices work that is done; let its period end by tomorrow."),
    )


class RunAlreadyBegan(Refused):
    code, kind, text = (
        "run_already_began",
        CONFLICT,
        gettext_lazy("This run was started or withdrawn already."),
    )


class AnotherRunIsOn(Refused):
    code, kind, text = (
        "another_run_is_on",
        CONFLICT,
        gettext_lazy("Another run of this provider is on; wait until it is done."),
    )


class RunIsNotOn(Refused):
    code, kind, text = (
        "run_is_not_on",
        CONFLICT,
        gettext_lazy("This run is not on: it is done, or was never started."),
    )


@atomic
def prepare_run(
    *, actor: Actor, provider: Provider, from_on: date, until_on: date, at: datetime
) -> InvoiceRun:
    """The preview: who would be invoiced. Nothing is issued until the run is started."""
    require(actor, Permission.INVOICE_ISSUE, provider_id=provider.pk)
    if until_on <= from_on:
        raise PeriodIsEmpty
    if until_on.toordinal() > at.date().toordinal() + 2:
        raise PeriodLiesAhead
    seller_of(provider)
    run = InvoiceRun.objects.create(
        provider=provider,
        from_on=from_on,
        until_on=until_on,
        prepared_by_id=actor.id if actor.is_staff else None,
        prepared_at=at,
    )
    fill(run)
    tell("invoice_run.prepared", run, by=actor, at=at)
    return run


@atomic
def start_run(*, actor: Actor, run: InvoiceRun, at: datetime) -> InvoiceRun:
    """The order to issue; a worker does it. Who came to be invoiced since the preview comes in."""
    run = begin(actor, run)
    seller_of(run.provider)
    fill(run)
    run.state, run.started_at = InvoiceRun.State.RUNNING, at
    with refused_by("invoice_run_one_at_a_time", AnotherRunIsOn()):
        run.save(update_fields=["state", "started_at"])
    tell("invoice_run.started", run, by=actor, at=at)
    return run


@atomic
def withdraw_run(*, actor: Actor, run: InvoiceRun, at: datetime) -> InvoiceRun:
    """The preview is thrown away; nothing was issued by it."""
    run = begin(actor, run)
    run.state = InvoiceRun.State.WITHDRAWN
    run.save(update_fields=["state"])
    tell("invoice_run.withdrawn", run, by=actor, at=at)
    return run


@atomic
def resume_run(*, actor: Actor, run: InvoiceRun, at: datetime) -> InvoiceRun:
    """Orders a worker once more; the items that are done stay done."""
    allowed(actor, run, Permission.INVOICE_ISSUE, provider_id=run.provider_id)
    if InvoiceRun.objects.get(pk=run.pk).state != InvoiceRun.State.RUNNING:
        raise RunIsNotOn
    tell("invoice_run.started", run, by=actor, at=at)
    return run


@atomic
def end_run(*, actor: Actor, run: InvoiceRun, at: datetime) -> InvoiceRun:
    """Stops a run that is on. What it issued stays issued; whoever it did not reach waits for the next run."""
    allowed(actor, run, Permission.INVOICE_ISSUE, provider_id=run.provider_id)
    run = locked(run)
    if run.state != InvoiceRun.State.RUNNING:
        raise RunIsNotOn
    words = gettext("The run was ended before it came to this customer; what is owed waits for the next one.")
    RunItem.objects.filter(run=run, done_at=None).update(done_at=at, problem=words)
    run.state, run.done_at = InvoiceRun.State.DONE, at
    run.save(update_fields=["state", "done_at"])
    tell("invoice_run.done", run, by=actor, at=at)
    return run


def work_run(run_id: int, *, at: datetime) -> int:
    """Issues what is left of a run; how many customers this worker did. Safe to call as often as one likes.

    A customer whose invoice cannot be made holds up no other, and not the end of the run: its item says why, and what
    it owes waits for the next invoice. The work fails when it has seen them all, so that somebody hears of it.
    """
    done, last_id = 0, 0
    failures: list[Exception] = []
    while batch := work_batch(run_id, after_id=last_id, failures=failures, at=at):
        done, last_id = done + len(batch), batch[-1]
    finish_run(run_id, at=at)
    if failures:
        raise ExceptionGroup("customers that cannot be invoiced", failures)
    return done


def work_batch(run_id: int, *, after_id: int, failures: list[Exception], at: datetime) -> list[int]:
    """The ids of the items that it did; one by one where they cannot be done together."""
    try:
        return issue_batch(run_id, after_id=after_id, size=BATCH, at=at)
    except Exception:  # noqa: BLE001 - tried again one by one, and raised where it comes from
        ids = list(
            RunItem.objects.filter(run_id=run_id, done_at=None, pk__gt=after_id)
            .order_by("id")
            .values_list("pk", flat=True)[:BATCH]
        )
    for item_id in ids:
        try:
            issue_batch(run_id, after_id=item_id - 1, until_id=item_id, size=1, at=at)
        except Exception as failure:  # noqa: BLE001 - raised again when every other customer was seen
            failure.add_note(f"item {item_id}")
            failures.append(failure)
            if not isinstance(failure, OperationalError):
                give_up(item_id, failure, at=at)
    return ids


@atomic
def give_up(item_id: int, failure: Exception, *, at: datetime) -> None:
    """The item is done without an invoice. What only the database could not do just now is tried again instead."""
    waiting = RunItem.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    item = waiting.select_related("run").filter(pk=item_id, done_at=None).first()
    if item is None:
        return
    item.done_at, item.problem = at, problem_of(failure)[:LONGEST_PROBLEM]
    item.save(update_fields=["done_at", "problem"])
    tell("invoice_run.advanced", item.run, by=SYSTEM, at=at)


def problem_of(failure: Exception) -> str:
    if isinstance(failure, Refused):
        return gettext("No invoice: {reason} What is owed waits for the next one.").format(reason=failure)
    return gettext(
        "No invoice: the program failed with {error}. What is owed waits for the next one; invoice this customer"
        " alone, and if that fails too, tell whoever runs this program: the log of this minute says more."
    ).format(error=type(failure).__name__)


@atomic
def issue_batch(
    run_id: int, *, after_id: int, until_id: int | None = None, size: int, at: datetime
) -> list[int]:
    run = InvoiceRun.objects.select_related("provider").get(pk=run_id)
    if run.state != InvoiceRun.State.RUNNING:
        return []
    waiting = RunItem.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    if until_id is not None:
        waiting = waiting.filter(pk__lte=until_id)
    items = list(
        waiting.filter(run=run, done_at=None, pk__gt=after_id)
        .select_related("organisation")
        .order_by("id")[:size]
    )
    if not items:
        return []
    organisations = [item.organisation for item in items]
    lock_customers((party.pk for party in organisations), provider_id=run.provider_id)
    lock_credits((party.pk for party in organisations), provider_id=run.provider_id)
    seller, period = seller_of(run.provider), Period(from_on=run.from_on, until_on=run.until_on)
    drafts = drafts_for(organisations, seller=seller, period=period)
    issue_drafts(
        drafts, seller=seller, period=period, issue=issue_now(by=SYSTEM, seller=seller, at=at, run=run)
    )
    for item, draft in zip(items, drafts, strict=True):
        item.done_at, item.problem = at, " ".join(draft.problems)[:LONGEST_PROBLEM]
    RunItem.objects.bulk_update(items, ["done_at", "problem"])
    tell("invoice_run.advanced", run, by=SYSTEM, at=at)
    return [item.pk for item in items]


@atomic
def finish_run(run_id: int, *, at: datetime) -> InvoiceRun:
    """Done when no customer is left; also by whoever comes last of several workers."""
    run = (
        InvoiceRun.objects.select_for_update(of=("self",), no_key=True)
        .select_related("provider")
        .get(pk=run_id)
    )
    is_left = RunItem.objects.filter(run=run, done_at=None).exists()
    if run.state == InvoiceRun.State.RUNNING and not is_left:
        run.state, run.done_at = InvoiceRun.State.DONE, at
        run.save(update_fields=["state", "done_at"])
        tell("invoice_run.done", run, by=SYSTEM, at=at)
    return run


def preview(run: InvoiceRun, *, items: list[RunItem]) -> list[CustomerDraft]:
    """What these customers would get now."""
    seller: Seller = seller_of(run.provider)
    period = Period(from_on=run.from_on, until_on=run.until_on)
    return drafts_for([item.organisation for item in items], seller=seller, period=period)


def fill(run: InvoiceRun) -> None:
    """An item for every customer of whom something is on no invoice."""
    charges = open_charges(provider_id=run.provider_id, until_on=run.until_on).filter(~Q(amount=0))
    orders = open_orders(provider_id=run.provider_id, until_on=run.until_on)
    ids = set(charges.order_by().values_list("organisation_id", flat=True).distinct())
    ids |= set(orders.order_by().values_list("account__organisation_id", flat=True).distinct())
    RunItem.objects.bulk_create(
        [RunItem(run=run, organisation_id=organisation_id) for organisation_id in sorted(ids)],
        ignore_conflicts=True,
    )


def begin(actor: Actor, run: InvoiceRun) -> InvoiceRun:
    allowed(actor, run, Permission.INVOICE_ISSUE, provider_id=run.provider_id)
    run = locked(run)
    if run.state != InvoiceRun.State.PREVIEW:
        raise RunAlreadyBegan
    return run


def locked(run: InvoiceRun) -> InvoiceRun:
    lock_provider(run.provider)
    rows = InvoiceRun.objects.select_for_update(of=("self",), no_key=True).select_related("provider")
    return rows.get(pk=run.pk)


def tell(kind: str, run: InvoiceRun, *, by: Actor, at: datetime) -> None:
    topics = [f"invoice_run:{run.pk}", f"invoices:{run.provider_id}"]
    write(kind, about=run, by=by, at=at, detail={"provider": run.provider_id}, topics=topics)
