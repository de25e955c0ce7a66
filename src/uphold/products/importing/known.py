"""What is here already, as far as a file may name it: loaded once, whatever the number of rows."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from uphold.people.models import Organisation, Provider
from uphold.products.models import Product, ProductVersion, Site, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Everything by its name in small letters. `twice` are names that several customers have."""

    provider: Provider
    customers: dict[str, Organisation] = field(default_factory=dict)
    twice: frozenset[str] = frozenset()
    products: dict[str, Product] = field(default_factory=dict)
    versions: dict[tuple[int, str], ProductVersion] = field(default_factory=dict)
    sites: dict[tuple[int, str], Site] = field(default_factory=dict)
    units: dict[tuple[str, int, str], Unit] = field(default_factory=dict)

    def unit(self, kind: str, customer: Organisation, name: str) -> Unit | None:
        return self.units.get(key_of(kind, customer.pk, name))


def key_of(kind: str, organisation_id: int, name: str) -> tuple[str, int, str]:
    """Serial numbers are the provider's, other names the customer's."""
    return kind, 0 if kind == Unit.Kind.SERIAL else organisation_id, name


def known_of(provider: Provider, *, names: Iterable[str]) -> Known:
    """What the provider and its customers have; of the units those of these names. Six statements."""
    customers = list(Organisation.objects.filter(customerships__provider=provider))
    counted = Counter(customer.name.casefold() for customer in customers)
    products = Product.objects.filter(provider=provider).select_related("provider")
    units = Unit.objects.filter(provider=provider, name__in=list(names))
    deployments = Unit.objects.filter(provider=provider, kind=Unit.Kind.DEPLOYMENT)
    related = ("product", "version", "site", "deployment", "organisation")
    return Known(
        provider=provider,
        customers={customer.name.casefold(): customer for customer in customers},
        twice=frozenset(name for name, count in counted.items() if count > 1),
        products={product.name.casefold(): product for product in products},
        versions={
            (version.product_id, version.name.casefold()): version
            for version in ProductVersion.objects.filter(product__provider=provider)
        },
        sites={
            (site.organisation_id, site.name.casefold()): site
            for site in Site.objects.filter(organisation__in=customers)
        },
        units={
            key_of(unit.kind, unit.organisation_id, unit.name): unit
            for unit in (*deployments.select_related(*related), *units.select_related(*related))
        },
    )
