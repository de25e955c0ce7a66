"""Whom the steps of each agreement's path call: a rota, a person, or the address that the agreement names."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, NotThere, Permission
from uphold.agreements.access import get_agreement, visible_agreements
from uphold.agreements.models import Agreement
from uphold.desk.door import desk_page
from uphold.desk.oncall.place import BOTH, Asking, answered, around
from uphold.desk.oncall.rotas import people_of
from uphold.oncall.actions import set_target
from uphold.oncall.actions.targets import contacts_of
from uphold.oncall.models import PathTarget, Rota
from uphold.oncall.queries import rota_list, targets_of
from uphold.people.models import Staff
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import shown

ADDRESS, ROTA, STAFF = "address", "rota", "staff"


class TargetForm(forms.Form):
    whom = forms.ChoiceField(label=gettext_lazy("This step calls"))


@dataclass(frozen=True, slots=True)
class Step:
    number: int
    contact: str
    calls: str
    href: str


@dataclass(frozen=True, slots=True)
class Path:
    agreement: Agreement
    steps: tuple[Step, ...]


@desk_page(need=Permission.ONCALL_READ)
def index(request: PageRequest) -> HttpResponse:
    targets = {(target.agreement_id, target.contact): target for target in targets_of(request.actor)}
    agreements = visible_agreements(request.actor).filter(is_annex=False).select_related("provider")
    paths = [path_of(request.actor, each, targets) for each in agreements.order_by("slug", "pk")]
    values = {"paths": [path for path in paths if path.steps]}
    return shown(request, "desk/oncall/path.html", around(request, values, place="oncall-path"))


@desk_page(need=Permission.ONCALL_MANAGE, methods=BOTH)
def change(request: PageRequest, slug: str, step: int) -> HttpResponse:
    agreement = get_agreement(request.actor, slug, need=Permission.ONCALL_MANAGE)
    contact = contact_at(agreement, step)
    own = [each for each in rota_list(request.actor) if each.provider_id == agreement.provider_id]
    rotas = {f"{ROTA} {each.pk}": each for each in own}
    people = {f"{STAFF} {each.pk}": each for each in people_of(agreement.provider)}
    form = TargetForm(request.POST or None, initial={"whom": chosen(agreement, contact)})
    choice = form.fields["whom"]
    assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
    choice.choices = choices_of(rotas, people)
    asking = Asking(
        place="oncall-path",
        title=gettext("%(contact)s, step %(step)s of %(agreement)s")
        % {"contact": contact, "step": step, "agreement": agreement.slug},
        button=gettext("Save"),
        back=reverse("desk:oncall-path"),
        help=gettext("A step whose rota has nobody on duty is passed over at once, and the ticket says so."),
    )
    return answered(
        request,
        form,
        asking,
        perform=lambda said: set_target(
            actor=request.actor,
            agreement=agreement,
            contact=contact,
            rota=rotas.get(said["whom"]),
            staff=people.get(said["whom"]),
            at=reader_of(request).now,
        ),
    )


def path_of(actor: Actor, agreement: Agreement, targets: dict[tuple[int, str], PathTarget]) -> Path:
    may_change = actor.may(Permission.ONCALL_MANAGE, provider_id=agreement.provider_id)
    steps = (
        Step(
            number=number,
            contact=contact,
            calls=calls_of(targets.get((agreement.pk, contact))),
            href=reverse("desk:path-step", args=[agreement.slug, number]) if may_change else "",
        )
        for number, contact in enumerate(contacts_of(agreement), start=1)
    )
    return Path(agreement, tuple(steps))


def contact_at(agreement: Agreement, step: int) -> str:
    contacts = contacts_of(agreement)
    if not 1 <= step <= len(contacts):
        raise NotThere("step")
    return contacts[step - 1]


def calls_of(target: PathTarget | None) -> str:
    if target is not None and target.rota is not None:
        return gettext("who is on duty in %(rota)s") % {"rota": target.rota.name}
    if target is not None and target.staff is not None:
        return target.staff.name
    return gettext("the address that the agreement names")


def chosen(agreement: Agreement, contact: str) -> str:
    target = PathTarget.objects.filter(agreement=agreement, contact=contact).first()
    if target is not None and target.rota_id:
        return f"{ROTA} {target.rota_id}"
    if target is not None and target.staff_id:
        return f"{STAFF} {target.staff_id}"
    return ADDRESS


def choices_of(rotas: dict[str, Rota], people: dict[str, Staff]) -> list[tuple[str, str]]:
    return [
        (ADDRESS, gettext("only the address that the agreement names")),
        *((key, gettext("who is on duty in %(rota)s") % {"rota": rota.name}) for key, rota in rotas.items()),
        *((key, staff.name) for key, staff in people.items()),
    ]
