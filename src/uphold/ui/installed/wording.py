"""Words of the installed base: kinds, states and days of products and units."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from uphold.products.models import Product, ProductVersion, Unit

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

KINDS: Mapping[str, "Words"] = MappingProxyType(
    {
        Unit.Kind.SERIAL.value: gettext_lazy("serial"),
        Unit.Kind.DEPLOYMENT.value: gettext_lazy("deployment"),
        Unit.Kind.SERVICE.value: gettext_lazy("service"),
    }
)
STATES: Mapping[str, "Words"] = MappingProxyType(
    {
        Unit.State.IN_USE.value: gettext_lazy("in use"),
        Unit.State.SPARE.value: gettext_lazy("spare"),
        Unit.State.RETURNED.value: gettext_lazy("returned"),
        Unit.State.REPLACED.value: gettext_lazy("replaced"),
        Unit.State.RETIRED.value: gettext_lazy("retired"),
    }
)
PRODUCT_KINDS: Mapping[str, "Words"] = MappingProxyType(
    {
        Product.Kind.HARDWARE.value: gettext_lazy("hardware"),
        Product.Kind.SOFTWARE.value: gettext_lazy("software"),
        Product.Kind.SERVICE.value: gettext_lazy("service"),
    }
)


def day_words(on: date | None) -> str:
    """Say a day with its year; nothing for none."""
    return date_format(on, "j M Y") if on else ""


def model_words(product: Product, version: ProductVersion | None) -> str:
    """What a unit is: the product, with its version where one is known."""
    return f"{product.name} {version.name}" if version else product.name


def support_words(ends_on: date | None, *, on: date) -> str:
    """Until when it is supported, or since when no longer; the last day still counts."""
    if ends_on is None:
        return gettext("no end named")
    if ends_on < on:
        return gettext("ended on %(day)s") % {"day": day_words(ends_on)}
    return gettext("until %(day)s") % {"day": day_words(ends_on)}
