"""The rows of products that a bug's words name; words that name none stay words."""

from dataclasses import dataclass

from uphold.people.models import Provider
from uphold.products.models import Product, ProductVersion


@dataclass(frozen=True, slots=True)
class Known:
    product: Product | None
    version: ProductVersion | None


def known_of(provider: Provider, *, product: str, found_in: str) -> Known:
    """By name, however it is written; of several that differ in case alone, the one that was there first."""
    products = Product.objects.filter(provider=provider, name__iexact=" ".join(product.split()))
    found = products.order_by("pk").first()
    versions = ProductVersion.objects.filter(product=found, name__iexact=" ".join(found_in.split()))
    return Known(found, versions.order_by("pk").first() if found else None)
