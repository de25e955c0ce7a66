"""What the forms of units ask."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Actor, Permission
from uphold.desk.administration.choices import offered
from uphold.desk.billing.choices import customer_named
from uphold.desk.products.place import day_field
from uphold.people.models import Organisation, Provider
from uphold.products.access import visible_products
from uphold.products.actions.unit import LONGEST_NAME
from uphold.products.actions.unit import STATES as STATES_BY_HAND
from uphold.products.models import Product, ProductVersion, Site, Unit
from uphold.ui.installed.wording import KINDS, STATES

RETIRED = Unit.State.RETIRED.value


class UnitForm(forms.Form):
    """What is known of a unit. `provider` and `organisation` are whose it is, None while the form asks for that."""

    product = forms.ChoiceField(label=gettext_lazy("Product"))
    version = forms.CharField(
        label=gettext_lazy("Version"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("As the page of the product names it."),
    )
    site = forms.CharField(
        label=gettext_lazy("Site"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("A place of the customer; one that is new comes in with it."),
    )
    deployment = forms.CharField(
        label=gettext_lazy("Deployment"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Where it is part of one that is in the installed base."),
    )
    shipped_on = day_field(gettext_lazy("Shipped on"))
    purchased_on = day_field(gettext_lazy("Purchased on"))
    warranty_ends_on = day_field(
        gettext_lazy("Warranty until"),
        help_text=gettext_lazy(
            "Only where it does not follow from the agreement: carried over, or extended."
        ),
    )

    def __init__(self, *args: Any, actor: Actor, unit: Unit | None = None, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.provider: Provider | None = unit.provider if unit else None
        self.organisation: Organisation | None = unit.organisation if unit else None
        self.known = {str(product.pk): product for product in self.products(unit)}
        field = self.fields["product"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = offered([(key, product.name) for key, product in self.known.items()])

    def products(self, unit: Unit | None) -> list[Product]:
        """Those that are listed, and the unit's own."""
        found = visible_products(self.actor).filter(
            provider_id__in=self.actor.provider_ids_for(Permission.UNIT_MANAGE)
        )
        if unit is not None:
            found = found.filter(provider=unit.provider)
        own = unit.product_id if unit else None
        rows = found.select_related("provider").order_by("name", "pk")
        return [product for product in rows if product.is_active or product.pk == own]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        product = self.known.get(said.get("product", ""))
        if product is None:
            return said
        said["product"] = product
        self.provider = self.provider or product.provider
        self.find_organisation(said)
        said["version"] = self.found("version", ProductVersion.objects.filter(product=product), said)
        if self.organisation is not None:
            self.find_places(said, self.organisation)
        return said

    def find_organisation(self, said: dict[str, Any]) -> None:
        """Whose it is; the form of one that is there knows."""

    def find_places(self, said: dict[str, Any], organisation: Organisation) -> None:
        """A site that nobody added yet is no mistake: its name stays in `site_name`."""
        said["site_name"] = " ".join(said.get("site", "").split())
        sites = Site.objects.filter(organisation=organisation, name__iexact=said["site_name"])
        said["site"] = sites.first() if said["site_name"] else None
        deployments = Unit.objects.filter(
            organisation=organisation, provider=self.provider, kind=Unit.Kind.DEPLOYMENT
        )
        said["deployment"] = self.found("deployment", deployments, said)

    def found(self, name: str, rows: Any, said: dict[str, Any]) -> Any:  # noqa: ANN401 - a row of one of several tables
        words = said.get(name, "")
        row = rows.filter(name__iexact=words.strip()).first() if words else None
        if words and row is None:
            self.add_error(name, gettext("There is none of this name here."))
        return row


class NewUnitForm(UnitForm):
    customer = forms.CharField(label=gettext_lazy("Customer"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=[*KINDS.items()])
    name = forms.CharField(label=gettext_lazy("Serial number or name"), max_length=LONGEST_NAME)
    field_order = ("customer", "product", "kind", "name")

    def find_organisation(self, said: dict[str, Any]) -> None:
        if self.provider is None or not said.get("customer"):
            return
        try:
            self.organisation = customer_named(self.actor, said["customer"], provider=self.provider)
        except forms.ValidationError as mistake:
            self.add_error("customer", mistake)


class StateForm(forms.Form):
    state = forms.ChoiceField(label=gettext_lazy("Where it is"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        field = self.fields["state"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        known = [state.value for state in STATES_BY_HAND] + [RETIRED]
        field.choices = [(state, str(STATES[state])) for state in known if state != unit.state]


class ReplacementForm(forms.Form):
    by = forms.CharField(
        label=gettext_lazy("Serial number or name of what took its place"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy(
            "It stands in the installed base of the same customer, and gets the rest of the warranty."
        ),
    )


class SiteForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    address = forms.CharField(
        label=gettext_lazy("Address"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        max_length=64,
        required=False,
        help_text=gettext_lazy("Where it is not the customer's, like Europe/Vienna."),
    )
    is_active = forms.BooleanField(label=gettext_lazy("In use"), required=False)
