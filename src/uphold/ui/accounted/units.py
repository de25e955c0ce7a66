"""What a contract covers by name, in words."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy

from uphold.agreements.models import CoveredUnit

KINDS = MappingProxyType(
    {
        CoveredUnit.Kind.SERIAL.value: gettext_lazy("serial"),
        CoveredUnit.Kind.DEPLOYMENT.value: gettext_lazy("deployment"),
    }
)
