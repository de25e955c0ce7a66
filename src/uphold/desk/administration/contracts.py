"""Contracts: which agreement binds which organisation, from when to when."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, NotThere, Permission
from uphold.agreements.access import PUBLISHED, get_contract, visible_agreements
from uphold.agreements.actions import conclude_contract, end_contract
from uphold.agreements.models import Agreement, Contract
from uphold.agreements.queries import contract_list
from uphold.desk.administration.choices import offered
from uphold.desk.administration.covered import units_section
from uphold.desk.administration.place import Asking, answered, listed, table_of
from uphold.desk.door import desk_page
from uphold.kit.clock import now
from uphold.people.access import get_organisation, visible_organisations
from uphold.people.models import Organisation
from uphold.ui.components.fact import Fact
from uphold.ui.components.navigation import Link
from uphold.ui.components.table import Table
from uphold.ui.page import PageRequest

BOTH = ("GET", "POST")


def day_widget() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ContractForm(forms.Form):
    organisation = forms.ChoiceField(label=gettext_lazy("Organisation"))
    agreement = forms.ChoiceField(label=gettext_lazy("Agreement"))
    annexes = forms.MultipleChoiceField(
        label=gettext_lazy("Annexes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Their rows come before those of the agreement."),
    )
    plan = forms.CharField(
        label=gettext_lazy("Plan"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("A name of your own, where the agreement is sold in several sizes."),
    )
    starts_on = forms.DateField(label=gettext_lazy("In force from"), widget=day_widget())
    ends_on = forms.DateField(
        label=gettext_lazy("Until before"),
        required=False,
        widget=day_widget(),
        help_text=gettext_lazy("The first day that is not covered. Without one the contract runs on."),
    )


class EndForm(forms.Form):
    ends_on = forms.DateField(
        label=gettext_lazy("Until before"),
        required=True,
        widget=day_widget(),
        help_text=gettext_lazy("The first day that is not covered."),
    )


@desk_page(need=Permission.CONTRACT_MANAGE)
def index(request: PageRequest) -> HttpResponse:
    return listed(
        request,
        place="contracts",
        table=contracts_table(request.actor),
        add=Link(gettext("Conclude a contract"), reverse("desk:contract-new")),
        empty=(
            gettext("No contract"),
            gettext("A contract binds an organisation to an agreement. Tickets need one in force."),
        ),
    )


@desk_page(need=Permission.CONTRACT_MANAGE, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    form = ContractForm(request.POST or None, initial={"organisation": request.GET.get("organisation", "")})
    agreements = {str(each.pk): each for each in agreements_in_force(request.actor)}
    organisations = visible_organisations(request.actor).filter(is_active=True).order_by("name")
    choices = {
        "organisation": offered([(str(each.pk), each.name) for each in organisations]),
        "agreement": offered([(key, name_of(each)) for key, each in agreements.items() if not each.is_annex]),
        "annexes": [(key, name_of(each)) for key, each in agreements.items() if each.is_annex],
    }
    for name, named in choices.items():
        choice = form.fields[name]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
        choice.choices = named
    if not choices["annexes"]:
        del form.fields["annexes"]
    asking = Asking(
        place="contracts",
        title=gettext("Conclude a contract"),
        button=gettext("Conclude the contract"),
        back=reverse("desk:contracts"),
        said=gettext("The contract is concluded. New tickets run under it from its first day on."),
    )
    return answered(
        request, form, asking, perform=lambda said: conclude(request.actor, dict(said), agreements=agreements)
    )


def conclude(actor: Actor, said: dict[str, object], *, agreements: dict[str, Agreement]) -> Contract:
    agreement = agreements.get(str(said["agreement"]))
    if agreement is None:
        raise NotThere("agreement")
    chosen = said.get("annexes", ())
    annexes = [agreements[key] for key in chosen] if isinstance(chosen, list) else []
    starts_on, ends_on = said["starts_on"], said["ends_on"]
    return conclude_contract(
        actor=actor,
        organisation=get_organisation(actor, int(str(said["organisation"])), need=Permission.CONTRACT_MANAGE),
        provider=agreement.provider,
        agreement=agreement,
        annexes=annexes,
        plan=str(said["plan"]),
        starts_on=starts_on,  # type: ignore[arg-type]  # because a date field gives a date
        ends_on=ends_on,  # type: ignore[arg-type]  # because a date field gives a date or None
        at=now(),
    )


@desk_page(need=Permission.CONTRACT_MANAGE, methods=BOTH)
def end(request: PageRequest, contract_id: int) -> HttpResponse:
    contract = get_contract(request.actor, contract_id, need=Permission.CONTRACT_MANAGE)
    title = gettext("%(organisation)s with %(provider)s") % {
        "organisation": contract.organisation.name,
        "provider": contract.provider.name,
    }
    asking = Asking(
        place="contracts",
        title=title,
        button=gettext("End the contract"),
        back=reverse("desk:contracts"),
        help=gettext(
            "From the day below on no ticket can be opened under it. "
            "Tickets that were opened before keep its agreement."
        ),
        said=gettext("The end of the contract is recorded."),
        is_danger=True,
        also={"facts": facts_of(contract), "tables": [units_section(contract)]},
    )
    return answered(
        request,
        EndForm(request.POST or None, initial={"ends_on": contract.ends_on}),
        asking,
        perform=lambda said: end_contract(actor=request.actor, contract=contract, at=now(), **said),
    )


def facts_of(contract: Contract) -> list[Fact]:
    bindings = contract.bindings.select_related("agreement").order_by("position")
    annexes = ", ".join(binding.agreement.slug for binding in bindings)
    return [
        Fact(gettext("Agreement"), contract.agreement.slug),
        *([Fact(gettext("Annexes"), annexes)] if annexes else []),
        *([Fact(gettext("Plan"), contract.plan)] if contract.plan else []),
        Fact(gettext("In force from"), date_format(contract.starts_on, "j F Y")),
        Fact(gettext("Until before"), ended_words(contract, "j F Y")),
    ]


def ended_words(contract: Contract, form: str) -> str:
    return date_format(contract.ends_on, form) if contract.ends_on else gettext("runs on")


def agreements_in_force(actor: Actor) -> list[Agreement]:
    """Agreements with something published, of the providers whose contracts the reader may conclude."""
    found = visible_agreements(actor).filter(
        provider_id__in=actor.provider_ids_for(Permission.CONTRACT_MANAGE), versions__status__in=PUBLISHED
    )
    return list(found.select_related("provider").distinct().order_by("provider__name", "slug"))


def name_of(agreement: Agreement) -> str:
    return f"{agreement.provider.name}: {agreement.slug}"


def contracts_table(actor: Actor, *, organisation: Organisation | None = None) -> Table:
    """Of everybody, or of one organisation, whose name is then left out."""
    found = contract_list(actor)
    if organisation is not None:
        found = found.filter(organisation=organisation)
    skipped = 0 if organisation is None else 1
    rows = [(cells_of(each)[skipped:], reverse("desk:contract", args=[each.pk])) for each in found]
    columns = (
        gettext("Organisation"),
        gettext("Agreement"),
        gettext("Provider"),
        gettext("Plan"),
        gettext("From"),
        gettext("Until before"),
    )
    return table_of(gettext("Contracts"), columns[skipped:], rows)


def cells_of(contract: Contract) -> tuple[str, ...]:
    return (
        contract.organisation.name,
        " + ".join([contract.agreement.slug, *(annex.slug for annex in contract.annexes.all())]),
        contract.provider.name,
        contract.plan,
        date_format(contract.starts_on, "j M Y"),
        ended_words(contract, "j M Y"),
    )
