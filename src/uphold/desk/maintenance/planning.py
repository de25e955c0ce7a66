"""Planning work: the form, and before anything is kept who is affected and what each agreement says about notice."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import Permission
from uphold.desk.agreements.place import citation_href
from uphold.desk.door import desk_page
from uphold.desk.maintenance.forms import PlanForm, usual
from uphold.desk.maintenance.place import Asking, answered, asked
from uphold.kit import now
from uphold.maintenance.access import get_work
from uphold.maintenance.actions import change_work, plan_work
from uphold.maintenance.asking import Owed, Touched, notices_owed
from uphold.maintenance.models import PlannedWork
from uphold.policy.time.local import zone_of
from uphold.ui.components.clause import Clause
from uphold.ui.decided.clause import clause_of_ruling
from uphold.ui.page import PageRequest

BOTH = ("GET", "POST")


@dataclass(frozen=True, slots=True)
class OwedRow:
    """An affected customer, with what his agreement says."""

    name: str
    units: int
    lead: str
    audience: str
    channel: str
    is_short: bool
    earliest: str
    clause: Clause | None


@desk_page(need=Permission.MAINTENANCE_PLAN, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    actor = request.actor
    form = PlanForm(request.POST or None, initial=usual(actor), actor=actor)
    asking = Asking(
        title=gettext("New planned work"),
        button=gettext("Keep the draft"),
        back=reverse("desk:maintenance"),
        said=gettext("The draft is kept; it needs an approval before it is announced."),
        has_preview=True,
    )
    if "preview" in request.POST and form.is_valid():
        return asked(request, form, asking, preview=preview_of(form))
    return answered(
        request,
        form,
        asking,
        perform=lambda _: plan_work(actor=actor, provider=form.chosen_provider, plan=form.plan, at=now()),
        to=address_of,
    )


@desk_page(need=Permission.MAINTENANCE_PLAN, methods=BOTH)
def change(request: PageRequest, work_id: int) -> HttpResponse:
    work = get_work(request.actor, work_id, need=Permission.MAINTENANCE_PLAN)
    form = PlanForm(request.POST or None, initial=said_by(work), actor=request.actor)
    asking = Asking(
        title=work.title,
        button=gettext("Save"),
        back=address_of(work),
        said=gettext("Saved. What was approved needs a new approval."),
        has_preview=True,
    )
    if "preview" in request.POST and form.is_valid():
        return asked(request, form, asking, preview=preview_of(form))
    return answered(
        request,
        form,
        asking,
        perform=lambda _: change_work(actor=request.actor, work=work, plan=form.plan, at=now()),
    )


def preview_of(form: PlanForm) -> list[OwedRow]:
    plan = form.plan
    touched = Touched(
        form.chosen_provider.pk,
        tuple(product.pk for product in plan.products),
        tuple(site.pk for site in plan.sites),
    )
    if not touched.product_ids and not touched.site_ids:
        return []
    return rows_of(notices_owed(touched, change=plan.change, times=plan.times, at=now()), zone=plan.zone)


def rows_of(owed: Iterable[Owed], *, zone: str) -> list[OwedRow]:
    return [row_of(each, zone=zone) for each in owed]


def row_of(owed: Owed, *, zone: str) -> OwedRow:
    answer = owed.answer
    unsaid = gettext("not said")
    earliest = answer.earliest.astimezone(zone_of(zone)) if answer and answer.earliest else None
    return OwedRow(
        name=owed.organisation.name,
        units=owed.units,
        lead=(answer.lead or unsaid) if answer else gettext("no agreement in force"),
        audience=(answer.audience or unsaid) if answer else "",
        channel=(answer.channel or unsaid) if answer else "",
        is_short=owed.is_short,
        earliest=f"{earliest:%Y-%m-%d %H:%M}" if earliest else "",
        clause=clause_of_ruling(answer.ruling, href=citation_href) if answer else None,
    )


def said_by(work: PlannedWork) -> dict[str, object]:
    zone = zone_of(work.zone)
    return {
        "provider": work.provider_id,
        "change": work.change,
        "title": work.title,
        "words": work.words,
        "zone": work.zone,
        "starts": work.starts_at.astimezone(zone).replace(tzinfo=None),
        "ends": work.ends_at.astimezone(zone).replace(tzinfo=None),
        "products": [product.pk for product in work.products.all()],
        "sites": [site.pk for site in work.sites.all()],
    }


def address_of(work: PlannedWork) -> str:
    return reverse("desk:work", args=[work.pk])
