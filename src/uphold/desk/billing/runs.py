"""Runs: prepared with a preview, started, watched while a worker issues them, and gone on with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.billing.access import get_run, visible_runs
from uphold.billing.actions import end_run, prepare_run, resume_run, start_run, withdraw_run
from uphold.billing.actions.run import preview
from uphold.billing.documents.queries import progress_of as documents_progress
from uphold.billing.drafting import CustomerDraft
from uphold.billing.models import Invoice, InvoiceRun, RunItem
from uphold.billing.queries import OpenWork, Progress, item_page, open_work, progress_of
from uphold.desk.administration.contracts import day_widget
from uphold.desk.billing.choices import chosen_provider, last_month, offer_providers
from uphold.desk.billing.place import Asking, answered, around, done, id_in, pager_of
from uphold.desk.billing.previews import AHEAD
from uphold.desk.billing.wording import RUN
from uphold.desk.door import desk_page
from uphold.kit import now
from uphold.ui import words
from uphold.ui.billed.wording import State, day, money
from uphold.ui.components.navigation import Act, Link
from uphold.ui.page import PageRequest
from uphold.ui.respond import shown

ISSUE = Permission.INVOICE_ISSUE
MOST_RUNS = 100


class RunForm(forms.Form):
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    from_on = forms.DateField(label=gettext_lazy("First day"), widget=day_widget())
    last_on = forms.DateField(label=gettext_lazy("Last day"), widget=day_widget())


@dataclass(frozen=True, slots=True)
class RunRow:
    period: str
    href: str
    provider: str
    state: State
    prepared: str
    by: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What a customer gets, or got; `waiting` is work that is left out, by ticket."""

    customer: str
    href: str
    invoices: tuple[Link, ...]
    previews: tuple[Link, ...]
    amounts: str
    lines: int
    problems: tuple[str, ...]
    waiting: tuple[Link, ...]


@desk_page(need=ISSUE)
def index(request: PageRequest) -> HttpResponse:
    rows = visible_runs(request.actor).filter(provider__in=request.actor.provider_ids_for(ISSUE))
    values = {
        "rows": [
            RunRow(
                period=period_words(run),
                href=reverse("desk:run", args=[run.pk]),
                provider=run.provider.name,
                state=RUN[run.state],
                prepared=day(run.prepared_at),
                by=run.prepared_by.name if run.prepared_by else "",
            )
            for run in rows.select_related("provider", "prepared_by").order_by("-pk")[:MOST_RUNS]
        ]
    }
    return shown(request, "desk/billing/runs.html", around(request, values, place="runs"))


@desk_page(need=ISSUE, methods=["GET", "POST"])
def new(request: PageRequest) -> HttpResponse:
    form = RunForm(request.POST or None, initial=last_month(now().date()))
    offer_providers(form, request.actor, ISSUE)
    asking = Asking(
        title=gettext("Prepare a run"),
        button=gettext("Show the preview"),
        help=gettext(
            "Work of the period that is settled, with that of earlier periods which nobody invoiced."
            " Nothing is issued before the run is started."
        ),
        back=reverse("desk:runs"),
        back_words=gettext("Runs"),
        said=gettext("This is the preview; nothing is issued yet."),
        place="runs",
    )
    return answered(
        request,
        form,
        asking,
        perform=lambda said: prepare_run(
            actor=request.actor,
            provider=chosen_provider(form, request.actor, ISSUE),
            from_on=said["from_on"],
            until_on=said["last_on"] + timedelta(days=1),
            at=now(),
        ),
        to=lambda run: reverse("desk:run", args=[run.pk]),
    )


@desk_page(need=ISSUE)
def show(request: PageRequest, run_id: int) -> HttpResponse:
    run = get_run(request.actor, run_id, need=ISSUE)
    after = request.GET.get("after")
    page = item_page(run, after_id=id_in(after or "") or 0)
    values = {
        **progress_values(run),
        "rows": item_rows(run, page.items),
        "pager": pager_of(
            reverse("desk:run", args=[run.pk]),
            after=after,
            next_key=str(page.next_id) if page.next_id is not None else None,
        ),
    }
    topics = [f"invoice_run:{run.pk}", f"invoices:{run.provider_id}"]
    return shown(request, "desk/billing/run.html", around(request, values, place="runs", topics=topics))


@desk_page(need=ISSUE)
def progress(request: PageRequest, run_id: int) -> HttpResponse:
    """How far it is, for a page that is open."""
    run = get_run(request.actor, run_id, need=ISSUE)
    values = around(request, {**progress_values(run), "rows": (), "pager": None}, place="runs")
    return shown(request, "desk/billing/run.html#progress", values)


@desk_page(need=ISSUE, methods=["POST"])
def start(request: PageRequest, run_id: int) -> HttpResponse:
    run = start_run(actor=request.actor, run=get_run(request.actor, run_id, need=ISSUE), at=now())
    said = gettext("The run is on. You may leave this page.")
    return done(request, said, to=reverse("desk:run", args=[run.pk]))


@desk_page(need=ISSUE, methods=["POST"])
def withdraw(request: PageRequest, run_id: int) -> HttpResponse:
    withdraw_run(actor=request.actor, run=get_run(request.actor, run_id, need=ISSUE), at=now())
    return done(request, gettext("The preview is thrown away; nothing was issued."), to=reverse("desk:runs"))


@desk_page(need=ISSUE, methods=["POST"])
def resume(request: PageRequest, run_id: int) -> HttpResponse:
    run = resume_run(actor=request.actor, run=get_run(request.actor, run_id, need=ISSUE), at=now())
    said = gettext("A worker goes on with the run. Nobody is invoiced twice.")
    return done(request, said, to=reverse("desk:run", args=[run.pk]))


@desk_page(need=ISSUE, methods=["POST"])
def end(request: PageRequest, run_id: int) -> HttpResponse:
    run = end_run(actor=request.actor, run=get_run(request.actor, run_id, need=ISSUE), at=now())
    said = gettext("The run is ended. Who was left waits for the next one.")
    return done(request, said, to=reverse("desk:run", args=[run.pk]))


def progress_values(run: InvoiceRun) -> dict[str, Any]:
    found, made = progress_of(run), documents_progress(run)
    return {
        "run": run,
        "title": gettext("Run of %(provider)s, %(period)s")
        % {"provider": run.provider.name, "period": period_words(run)},
        "state": RUN[run.state],
        "progress": found,
        "issued": ", ".join(money(total, currency) for currency, total in found.totals),
        "documents": made if run.state != InvoiceRun.State.PREVIEW and made.total else None,
        "acts": acts_of(run, found),
        "topic": f"invoice_run:{run.pk}",
    }


def acts_of(run: InvoiceRun, found: Progress) -> list[Act]:
    if run.state == InvoiceRun.State.PREVIEW:
        warning = gettext(
            "Invoices are issued to %(count)s customers. They are not changed afterwards: what is wrong is credited."
        ) % {"count": found.total}
        throw = Act(gettext("Throw the preview away"), reverse("desk:run-withdrawal", args=[run.pk]))
        if not found.total:
            return [throw]
        begin = reverse("desk:run-start", args=[run.pk])
        return [Act(gettext("Start the run"), begin, icon="play", warning=warning), throw]
    if run.state == InvoiceRun.State.RUNNING:
        warning = gettext("What is issued stays. The customers who are left wait for the next run.")
        stop = reverse("desk:run-end", args=[run.pk])
        return [
            Act(gettext("Go on now"), reverse("desk:run-resumption", args=[run.pk]), icon="play"),
            Act(gettext("End the run here"), stop, icon="x", warning=warning),
        ]
    return []


def item_rows(run: InvoiceRun, items: Sequence[RunItem]) -> list[ItemRow]:
    """Drafts for those who are to be invoiced, invoices of those who were; a fixed number of statements."""
    is_ahead = run.state in AHEAD
    waiting = [item for item in items if item.done_at is None] if is_ahead else []
    drafts = {draft.organisation.pk: draft for draft in preview(run, items=waiting)} if waiting else {}
    ids = [item.organisation_id for item in items]
    left_out = open_work(run, ids) if is_ahead else {}
    issued = Invoice.objects.filter(run=run, organisation_id__in=ids).order_by("pk")
    by_party: dict[int, list[Invoice]] = {}
    for invoice in issued.defer("seller", "buyer"):
        by_party.setdefault(invoice.organisation_id, []).append(invoice)
    return [
        item_row(
            item,
            draft=drafts.get(item.organisation_id),
            issued=by_party.get(item.organisation_id, []),
            left_out=left_out,
            run=run,
        )
        for item in items
    ]


def item_row(
    item: RunItem,
    *,
    draft: CustomerDraft | None,
    issued: Sequence[Invoice],
    left_out: Mapping[int, Sequence[OpenWork]],
    run: InvoiceRun,
) -> ItemRow:
    planned = (
        (*(each.lines for each in draft.invoices), *(each.lines for each in draft.credit_notes))
        if draft
        else ()
    )
    amounts = [
        *(money(each.gross_amount, each.currency) for each in issued),
        *(money(each.totals.gross, each.currency) for each in (draft.invoices if draft else ())),
        *(money(each.totals.gross, each.invoice.currency) for each in (draft.credit_notes if draft else ())),
    ]
    problems = draft.problems if draft else ((item.problem,) if item.problem else ())
    return ItemRow(
        customer=item.organisation.name,
        href=reverse("desk:account", args=[run.provider_id, item.organisation_id]),
        invoices=tuple(Link(each.number, reverse("desk:invoice", args=[each.pk])) for each in issued),
        previews=preview_links(draft, run=run) if draft else (),
        amounts=", ".join(amounts),
        lines=sum(len(lines) for lines in planned),
        problems=tuple(problems),
        waiting=tuple(waiting_link(each) for each in left_out.get(item.organisation_id, ())),
    )


def preview_links(draft: CustomerDraft, *, run: InvoiceRun) -> tuple[Link, ...]:
    """A document for each invoice; named by its currency where there are several."""
    has_several = len(draft.invoices) > 1
    return tuple(
        Link(
            gettext("Preview, %(currency)s") % {"currency": each.currency}
            if has_several
            else gettext("Preview"),
            reverse("desk:run-preview", args=[run.pk, draft.organisation.pk, each.currency]),
            icon="file-text",
        )
        for each in draft.invoices
    )


def waiting_link(work: OpenWork) -> Link:
    label = gettext("%(time)s on %(ticket)s wait for a finding") % {
        "time": words.minutes(work.seconds // 60),
        "ticket": work.ticket_number,
    }
    return Link(label, reverse("desk:ticket", args=[work.ticket_number]))


def period_words(run: InvoiceRun) -> str:
    return f"{day(run.from_on)} – {day(run.until_on - timedelta(days=1))}"
