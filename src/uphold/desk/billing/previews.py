"""A customer's invoice of a run as it would look, before anybody issues it."""

from django.http import Http404, HttpResponse

from uphold.access import Permission
from uphold.billing.access import get_run
from uphold.billing.actions.run import preview
from uphold.billing.billables import Period
from uphold.billing.days import day_of
from uphold.billing.documents.downloading import preview_pdf
from uphold.billing.locking import seller_of
from uphold.billing.models import InvoiceRun, RunItem
from uphold.desk.door import desk_page
from uphold.kit import now
from uphold.ui.page import PageRequest

AHEAD = frozenset({InvoiceRun.State.PREVIEW, InvoiceRun.State.RUNNING})


@desk_page(need=Permission.INVOICE_ISSUE)
def show(request: PageRequest, run_id: int, organisation_id: int, currency: str) -> HttpResponse:
    run = get_run(request.actor, run_id, need=Permission.INVOICE_ISSUE)
    if run.state not in AHEAD:
        raise Http404
    rows = RunItem.objects.filter(run=run, organisation_id=organisation_id, done_at=None)
    items = list(rows.select_related("organisation"))
    planned = [
        (draft, invoice)
        for draft in preview(run, items=items)
        for invoice in draft.invoices
        if invoice.currency == currency
    ]
    if not planned:
        raise Http404
    [(draft, invoice)] = planned
    at = now()
    content = preview_pdf(
        draft,
        invoice,
        seller=seller_of(run.provider),
        period=Period(from_on=run.from_on, until_on=run.until_on),
        on=day_of(at, provider_id=run.provider_id),
        at=at,
    )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="preview-{organisation_id}-{currency}.pdf"'
    return response
