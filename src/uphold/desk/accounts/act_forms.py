"""What the acts on an account ask."""

import secrets
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from uphold.credits.models import CreditAccount, CreditOrder
from uphold.credits.packages import Package
from uphold.desk.accounts.sheet import AccountSheet
from uphold.desk.tickets.acts.fields import choice_field, fill, words_field
from uphold.people.models import Contact
from uphold.standing.asking import MANAGER
from uphold.standing.queries import CapabilityStanding
from uphold.ui import words
from uphold.ui.accounted.wording import capability_words, credit_words, ends_words
from uphold.ui.components.field import Helps

KEY_BYTES = 16


class ActForm(forms.Form):
    """A form that knows the account it is about; by itself it asks nothing."""

    def __init__(self, *args: Any, sheet: AccountSheet, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.helps: dict[str, Helps] = {}
        self.prepare(sheet)

    def prepare(self, sheet: AccountSheet) -> None:
        """Fill in what is known."""


class KeyedForm(ActForm):
    """`key` makes the form that is sent twice one act."""

    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)

    def prepare(self, sheet: AccountSheet) -> None:  # noqa: ARG002 - those that follow know more
        self.fields["key"].initial = secrets.token_hex(KEY_BYTES)


class SaleForm(KeyedForm):
    package = choice_field(gettext_lazy("Which package"))

    def prepare(self, sheet: AccountSheet) -> None:
        super().prepare(sheet)
        priced = [each for each in sheet.packages if each.price is not None]
        fill(self, "package", [(each.name, each.name) for each in priced])
        self.helps = {"package": {each.name: offer_words(each) for each in priced}}


class GoodwillForm(KeyedForm):
    credits = forms.IntegerField(label=gettext_lazy("Support credits"), min_value=1)
    reason = words_field(gettext_lazy("Why; the customer reads it"))
    ends_on = forms.DateField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Empty: they never end."),
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def prepare(self, sheet: AccountSheet) -> None:
        super().prepare(sheet)
        self.zone = sheet.zone

    def expires_at(self) -> datetime | None:
        """The end of the last day by the agreement's clock."""
        last = self.cleaned_data["ends_on"]
        return datetime.combine(last + timedelta(days=1), time.min, tzinfo=self.zone) if last else None


class WarningForm(ActForm):
    below = forms.IntegerField(
        label=gettext_lazy("Warn below so many credits"),
        min_value=1,
        max_value=1_000_000,
        required=False,
        help_text=gettext_lazy(
            "The customer's managers are told once, until the balance recovers. Empty: never."
        ),
    )

    def prepare(self, sheet: AccountSheet) -> None:
        self.fields["below"].initial = sheet.account.warn_below_credits


class CreditingForm(ActForm):
    credited_on = choice_field(gettext_lazy("When a package is credited"))

    def prepare(self, sheet: AccountSheet) -> None:
        On = CreditAccount.CreditedOn  # noqa: N806 - the rows' own name
        known = [(On.PAYMENT, gettext("When its invoice is paid")), (On.ORDER, gettext("At once, on order"))]
        fill(self, "credited_on", known, initial=sheet.account.credited_on)


class PriceForm(ActForm):
    package = choice_field(gettext_lazy("Which package"))
    price = forms.DecimalField(label=gettext_lazy("Price"), min_value=0, max_digits=14, decimal_places=2)
    lasts_days = forms.IntegerField(
        label=gettext_lazy("Lasts so many days"),
        min_value=1,
        max_value=36_500,
        required=False,
        help_text=gettext_lazy(
            "Empty: it never ends. Where the agreement says when, the agreement is right."
        ),
    )

    def prepare(self, sheet: AccountSheet) -> None:
        fill(self, "package", [(each.name, each.name) for each in sheet.packages])
        self.helps = {"package": {each.name: offer_words(each) for each in sheet.packages}}


class WithdrawalForm(ActForm):
    order = choice_field(gettext_lazy("Which order"))

    def prepare(self, sheet: AccountSheet) -> None:
        waiting = [order for order in sheet.orders if order.state == CreditOrder.State.ORDERED]
        fill(self, "order", [(str(order.pk), f"{order.number}: {order.package}") for order in waiting])


class SuspensionForm(ActForm):
    capability = choice_field(gettext_lazy("What shall rest"))
    reason = words_field(gettext_lazy("Why; the customer reads it"))

    def prepare(self, sheet: AccountSheet) -> None:
        offered = [
            each for each in sheet.standing.capabilities if each.may_suspend and each.decided_by == MANAGER
        ]
        fill_capabilities(self, offered)
        self.helps = {
            "capability": {each.capability: each.citation.quote for each in offered if each.citation}
        }


class RestorationForm(ActForm):
    capability = choice_field(gettext_lazy("What shall be open again"))
    reason = words_field(gettext_lazy("Why, before it is paid"))

    def prepare(self, sheet: AccountSheet) -> None:
        held = [
            each for each in sheet.standing.capabilities if each.is_suspended and each.decided_by == MANAGER
        ]
        fill_capabilities(self, held)


class PromiseForm(ActForm):
    pay_by_on = forms.DateField(label=gettext_lazy("Paid by"), widget=forms.DateInput(attrs={"type": "date"}))
    promised_by = forms.ChoiceField(label=gettext_lazy("Who said so"), required=False)
    words = words_field(gettext_lazy("In which words"), is_required=False)

    def prepare(self, sheet: AccountSheet) -> None:
        people = Contact.objects.filter(organisation=sheet.organisation, is_active=True).order_by(
            "name", "pk"
        )
        self.people = {str(contact.pk): contact for contact in people}
        known = [("", gettext("nobody by name")), *((key, each.name) for key, each in self.people.items())]
        fill(self, "promised_by", known)

    def who(self) -> Contact | None:
        return self.people.get(self.cleaned_data["promised_by"])


def fill_capabilities(form: ActForm, capabilities: Sequence[CapabilityStanding]) -> None:
    """The only one is chosen."""
    choices = [(each.capability, capability_words(each.capability)) for each in capabilities]
    fill(form, "capability", choices, initial=choices[0][0] if len(choices) == 1 else "")


def offer_words(package: Package) -> str:
    price = (
        words.money(package.price, package.currency)
        if package.price is not None
        else gettext("no price is set yet")
    )
    return ", ".join((credit_words(package.credits), price, ends_words(package)))
