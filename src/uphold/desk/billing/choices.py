"""What forms of billing let one choose: a provider, and a customer by its name."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext

from uphold.access import Actor, Permission
from uphold.desk.administration.choices import offered
from uphold.people.access import visible_organisations, visible_providers
from uphold.people.models import Organisation, Provider

MOST_NAMED = 5
Choices = list[tuple[str, str]]


def providers_for(actor: Actor, need: Permission) -> list[Provider]:
    """Providers for which the reader has the right."""
    ids = actor.provider_ids_for(need)
    return list(visible_providers(actor).filter(pk__in=ids, is_active=True).order_by("name"))


def provider_choices(actor: Actor, need: Permission) -> Choices:
    return offered([(str(each.pk), each.name) for each in providers_for(actor, need)])


def chosen_provider(form: forms.Form, actor: Actor, need: Permission) -> Provider:
    """The one that the form names; it is one of those offered."""
    known = {str(each.pk): each for each in providers_for(actor, need)}
    return known[form.cleaned_data["provider"]]


def offer_providers(form: forms.Form, actor: Actor, need: Permission) -> None:
    """Fills the form's field `provider`."""
    field = form.fields["provider"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - every form of billing declares it so
    field.choices = provider_choices(actor, need)


def last_month(today: date) -> dict[str, date]:
    """The usual days of a run or a file, as a form begins with them."""
    last = today.replace(day=1) - timedelta(days=1)
    return {"from_on": last.replace(day=1), "last_on": last}


def customer_named(actor: Actor, name: str, *, provider: Provider) -> Organisation:
    """The customer of this provider that a name means: by the whole name, or the only one that has it as a part.

    Raises a mistake for the form's field `customer`.
    """
    customers = visible_organisations(actor).filter(customerships__provider=provider).order_by("name")
    exact = list(customers.filter(name__iexact=name.strip())[:2])
    found = exact or list(customers.filter(name__icontains=name.strip())[: MOST_NAMED + 1])
    if len(found) == 1:
        return found[0]
    if not found:
        raise forms.ValidationError(
            gettext("%(provider)s has no customer of this name.") % {"provider": provider.name}
        )
    names = ", ".join(each.name for each in found[:MOST_NAMED])
    raise forms.ValidationError(gettext("Several have this in their name: %(names)s.") % {"names": names})
