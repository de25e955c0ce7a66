"""Buying a package: what is on sale and what it means, then the order, at the price that was shown."""

import secrets
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.credits.access import get_customer_account
from uphold.credits.actions import order_package
from uphold.credits.models import CreditAccount, CreditOrder
from uphold.credits.packages import (
    Package,
    agreement_of,
    named,
    packages_on_sale,
    packages_under,
    terms_of,
)
from uphold.kit import CONFLICT, Refused, now
from uphold.people.access import get_provider
from uphold.people.models import Provider
from uphold.portal.account.clauses import chip_of
from uphold.portal.account.purse import is_a_minute
from uphold.portal.door import portal_page
from uphold.portal.frame import framed
from uphold.ui import words
from uphold.ui.accounted.wording import credit_words, ends_words
from uphold.ui.components.clause import Clause
from uphold.ui.page import PageRequest
from uphold.ui.respond import changed, shown


class PriceChanged(Refused):
    code, kind, text = (
        "price_changed",
        CONFLICT,
        gettext_lazy("The price of {0} is another now; look at it again before you order."),
    )


class OrderForm(forms.Form):
    """`price` is what was shown, `key` makes the form that is sent twice one order."""

    package = forms.CharField(max_length=80)
    price = forms.DecimalField(max_digits=14, decimal_places=2)
    key = forms.RegexField(r"^[0-9a-f]{32}$")


@dataclass(frozen=True, slots=True)
class Offer:
    """A package as it is offered: an empty price says that it cannot be bought yet."""

    name: str
    credits: str
    time: str
    price: str
    each: str
    ends: str
    clause: Clause | None
    amount: Decimal | None
    is_chosen: bool


@portal_page(need=Permission.CREDITS_BUY)
def show(request: PageRequest, provider_id: int) -> HttpResponse:
    """With `?package=` that one is chosen, and what follows from ordering it stands beside the button."""
    provider = get_provider(request.actor, provider_id, need=Permission.CREDITS_BUY)
    account = account_with(request, provider)
    terms = terms_of(account, at=now())
    offered = packages_under(terms) if terms else ()
    is_timed = terms is not None and is_a_minute(agreement_of(terms))
    chosen = named(offered, request.GET.get("package", ""))
    offers = [offer_of(each, is_chosen=each is chosen, is_timed=is_timed) for each in offered]
    values = {
        "provider": provider,
        "offers": offers,
        "chosen": next((offer for offer in offers if offer.is_chosen and offer.price), None),
        "is_at_once": account.credited_on == CreditAccount.CreditedOn.ORDER,
        "key": secrets.token_hex(16),
        "here": reverse("portal:packages", args=[provider.pk]),
        "order_href": reverse("portal:order", args=[provider.pk]),
    }
    return shown(request, "portal/account/packages.html", framed(request, values, current="account"))


@portal_page(need=Permission.CREDITS_BUY, methods=["POST"])
def order(request: PageRequest, provider_id: int) -> HttpResponse:
    provider = get_provider(request.actor, provider_id, need=Permission.CREDITS_BUY)
    form = OrderForm(request.POST)
    if not form.is_valid():
        return changed(request, "", {}, to=reverse("portal:packages", args=[provider.pk]))
    account, said, at = account_with(request, provider), form.cleaned_data, now()
    offered = named(packages_on_sale(account, at=at), said["package"])
    if offered is not None and offered.price != said["price"]:
        raise PriceChanged(offered.name)
    placed = order_package(
        actor=request.actor,
        account=account,
        package=said["package"],
        key=f"portal:{account.pk}:{said['key']}",
        at=at,
    )
    return changed(request, "", {}, to=reverse("portal:account"), said=placed_words(placed))


def account_with(request: PageRequest, provider: Provider) -> CreditAccount:
    return get_customer_account(
        request.actor,
        organisation_id=request.actor.organisation_id or 0,
        provider_id=provider.pk,
        need=Permission.CREDITS_BUY,
    )


def offer_of(package: Package, *, is_chosen: bool, is_timed: bool) -> Offer:
    price = package.price
    has_rate = price is not None and package.credits > 0
    return Offer(
        name=package.name,
        credits=credit_words(package.credits),
        time=words.minutes(package.credits) if is_timed else "",
        price=words.money(price, package.currency) if price is not None else "",
        each=words.money(price / package.credits, package.currency) if price is not None and has_rate else "",
        ends=ends_words(package),
        clause=chip_of(package.citation),
        amount=price,
        is_chosen=is_chosen,
    )


def placed_words(placed: CreditOrder) -> str:
    said = {"number": placed.number, "credits": credit_words(placed.granted_credits)}
    if placed.state == CreditOrder.State.CREDITED:
        return gettext("Ordered as %(number)s. %(credits)s are yours now; the invoice follows.") % said
    return gettext("Ordered as %(number)s. %(credits)s are yours once the invoice is paid.") % said
