"""Exceptions of a rota: a lead puts somebody else, or nobody, on duty; everybody takes a duty on himself."""

from zoneinfo import ZoneInfo

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.oncall.place import BOTH, Asking, answered, done
from uphold.desk.oncall.rotas import people_of
from uphold.oncall.access import get_override, get_rota
from uphold.oncall.actions import override_duty, withdraw_override
from uphold.oncall.models import Rota
from uphold.people.models import Staff
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of

NOBODY = "nobody"


def instant_field(label: "str | object") -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,  # type: ignore[arg-type]  # a sentence that is translated when it is read
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class ExceptionForm(forms.Form):
    who = forms.ChoiceField(label=gettext_lazy("On duty instead"))
    starts_at = instant_field(gettext_lazy("From"))
    ends_at = instant_field(gettext_lazy("Until"))
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=200, required=False)


@desk_page(need=Permission.PAGE_ANSWER, methods=BOTH)
def new(request: PageRequest, rota_id: int) -> HttpResponse:
    """Instants are typed on the clock of the rota."""
    rota = get_rota(request.actor, rota_id, need=Permission.PAGE_ANSWER)
    people = people_offered(request, rota)
    with timezone.override(ZoneInfo(rota.zone)):
        form = ExceptionForm(request.POST or None)
        choice = form.fields["who"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
        choice.choices = [(str(key), name) for key, name in choices_of(request, rota, people)]
        asking = Asking(
            place="oncall",
            title=gettext("An exception to %(name)s") % {"name": rota.name},
            button=gettext("Put it in"),
            back=reverse("desk:rota", args=[rota.pk]),
            said=gettext("The exception holds."),
            help=gettext("By the clock of %(zone)s. The exception that was made last wins.")
            % {"zone": rota.zone},
        )
        return answered(
            request,
            form,
            asking,
            perform=lambda said: override_duty(
                actor=request.actor,
                rota=rota,
                staff=people.get(said["who"]),
                starts_at=said["starts_at"],
                ends_at=said["ends_at"],
                reason=said["reason"],
                at=reader_of(request).now,
            ),
        )


@desk_page(need=Permission.PAGE_ANSWER, methods=["POST"])
def withdraw(request: PageRequest, override_id: int) -> HttpResponse:
    override = get_override(request.actor, override_id, need=Permission.PAGE_ANSWER)
    withdraw_override(actor=request.actor, override=override, at=reader_of(request).now)
    said = gettext("The turns stand again.")
    return done(request, said, to=reverse("desk:rota", args=[override.rota_id]))


def people_offered(request: PageRequest, rota: Rota) -> dict[str, Staff]:
    """Everybody to a lead, oneself to others."""
    may_manage = request.actor.may(Permission.ONCALL_MANAGE, provider_id=rota.provider_id)
    people = people_of(rota.provider)
    return {str(each.pk): each for each in people if may_manage or each.pk == request.actor.id}


def choices_of(request: PageRequest, rota: Rota, people: dict[str, Staff]) -> list[tuple[str, str]]:
    named = [(key, each.name) for key, each in people.items()]
    may_manage = request.actor.may(Permission.ONCALL_MANAGE, provider_id=rota.provider_id)
    return [*named, (NOBODY, gettext("nobody: a gap"))] if may_manage else named
