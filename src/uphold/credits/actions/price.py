"""What a package costs a customer, where the agreement leaves it to the contract."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy

from uphold.access import Actor, Permission, require
from uphold.agreements.models import Contract
from uphold.credits.models import PackagePrice
from uphold.credits.packages import named, packages_of_contract
from uphold.journal.write import write
from uphold.kit import INVALID, MISSING, Refused
from uphold.kit.transaction import atomic
from uphold.policy.charges.minor_units import is_whole

TOO_MUCH = Decimal(10) ** 12


class NoSuchPackage(Refused):
    code, kind, text = "no_such_package", MISSING, gettext_lazy("The agreement offers no package called {0}.")


class NotAPrice(Refused):
    code, kind, text = "not_a_price", INVALID, gettext_lazy("A price is nothing or more, in whole cents.")


class LastsNoDay(Refused):
    code, kind, text = (
        "lasts_no_day",
        INVALID,
        gettext_lazy("A package lasts a day at least, or it never ends."),
    )


@atomic
def set_package_price(
    *,
    actor: Actor,
    contract: Contract,
    package: str,
    price: Decimal,
    lasts_days: int | None = None,
    at: datetime,
) -> PackagePrice:
    """From now on; what was ordered keeps its price. `lasts_days` None: the credits never end."""
    require(actor, Permission.CONTRACT_MANAGE, provider_id=contract.provider_id)
    offered = named(packages_of_contract(contract, at=at), package)
    if offered is None:
        raise NoSuchPackage(package)
    if not price.is_finite() or not 0 <= price < TOO_MUCH or not is_whole(price, currency=offered.currency):
        raise NotAPrice
    if lasts_days is not None and lasts_days < 1:
        raise LastsNoDay
    row, _ = PackagePrice.objects.update_or_create(
        contract=contract, package=offered.name, defaults={"price": price, "lasts_days": lasts_days}
    )
    detail = {"package": offered.name, "price": str(price), "lasts_days": lasts_days}
    write(
        "contract.package_priced",
        about=contract,
        by=actor,
        at=at,
        detail={name: value for name, value in detail.items() if value is not None},
        organisation_id=contract.organisation_id,
    )
    return row
