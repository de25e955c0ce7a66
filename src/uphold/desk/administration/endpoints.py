"""Endpoints: where news goes, the secret that signs it, and what became of each message."""

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.desk.administration.choices import provider_choices, provider_of
from uphold.desk.administration.place import Asking, answered, done, tabs
from uphold.desk.administration.programs import BOTH, NEED, secret_page
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit.clock import now
from uphold.ui import words
from uphold.ui.components.fact import Fact
from uphold.ui.components.field import Field
from uphold.ui.components.navigation import Act
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of
from uphold.ui.respond import shown
from uphold.webhooks.access import get_delivery, get_endpoint, recent_deliveries
from uphold.webhooks.actions import add_endpoint, redeliver, retire_endpoint, send_test
from uphold.webhooks.messages import ANNOUNCED
from uphold.webhooks.models import Delivery, Endpoint
from uphold.webhooks.signing import secret_of

STATE_WORDS = {
    Delivery.State.WAITING: gettext_lazy("waits"),
    Delivery.State.DELIVERED: gettext_lazy("taken"),
    Delivery.State.GIVEN_UP: gettext_lazy("given up"),
}

ANSWER_WORDS = {
    "address_unknown": gettext_lazy("nobody knows where it is"),
    "address_not_public": gettext_lazy("it is not on the public net"),
    "address_malformed": gettext_lazy("it is no address"),
    "retired": gettext_lazy("it was retired"),
    "ConnectTimeout": gettext_lazy("nobody answered"),
    "ReadTimeout": gettext_lazy("nobody answered"),
    "ConnectionError": gettext_lazy("no connection"),
    "SSLError": gettext_lazy("its certificate is not right"),
}
"""What came of a try where nobody said a number."""


class EndpointForm(forms.Form):
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        widget=forms.URLInput,
        help_text=gettext_lazy("Beginning with https://. It must be reachable from the public net."),
    )
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))


@dataclass(frozen=True, slots=True)
class Tried:
    """One message, as its row shows it; `again` where it can be sent once more."""

    kind: str
    queued: str
    state: str
    attempts: int
    answered: str
    next: str
    again: Act | None


@desk_page(need=NEED, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    form = EndpointForm(request.POST or None)
    choice = form.fields["provider"]
    assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
    choice.choices = provider_choices(request.actor, need=NEED)
    asking = Asking(
        place="programs",
        title=gettext("New endpoint"),
        button=gettext("Add the endpoint"),
        back=reverse("desk:programs"),
        help=gettext("It is told of: %(kinds)s.") % {"kinds": ", ".join(sorted(ANNOUNCED))},
        said=gettext("The endpoint is added. Take its secret along, and send a test."),
    )
    return answered(
        request,
        form,
        asking,
        perform=lambda said: add_endpoint(
            actor=request.actor,
            provider=provider_of(request.actor, said["provider"], need=NEED),
            address=said["address"],
            at=now(),
        ),
        to=lambda made: reverse("desk:endpoint", args=[made.pk]),
    )


@desk_page(need=NEED)
def show(request: PageRequest, endpoint_id: int) -> HttpResponse:
    endpoint, reader = get_endpoint(request.actor, endpoint_id), reader_of(request)
    values = {
        "tabs": tabs("programs"),
        "title": endpoint.address,
        "facts": facts_of(endpoint, reader=reader),
        "acts": acts_on(endpoint),
        "deliveries": deliveries_of(endpoint, reader=reader),
    }
    around = framed(request, values, current="administration")
    return shown(request, "desk/administration/program.html", around)


@desk_page(need=NEED, methods=["POST"])
def secret(request: PageRequest, endpoint_id: int) -> HttpResponse:
    """On demand, in answer to a form: never part of a page that one merely visits."""
    endpoint = get_endpoint(request.actor, endpoint_id)
    return secret_page(
        request,
        title=endpoint.address,
        secret=Field("secret", gettext("The secret that signs its messages"), value=secret_of(endpoint)),
        advice=gettext("The other program needs it to know that a message comes from here."),
        usage="webhook-signature: v1,base64(HMAC-SHA256(secret, id.timestamp.body))",
        back=reverse("desk:endpoint", args=[endpoint.pk]),
    )


@desk_page(need=NEED, methods=["POST"])
def test(request: PageRequest, endpoint_id: int) -> HttpResponse:
    endpoint = get_endpoint(request.actor, endpoint_id)
    send_test(actor=request.actor, endpoint=endpoint, at=now())
    said = gettext("A test is on its way. What became of it stands below.")
    return done(request, said, to=reverse("desk:endpoint", args=[endpoint.pk]))


@desk_page(need=NEED, methods=["POST"])
def retire(request: PageRequest, endpoint_id: int) -> HttpResponse:
    endpoint = get_endpoint(request.actor, endpoint_id)
    retire_endpoint(actor=request.actor, endpoint=endpoint, at=now())
    said = gettext("The endpoint is told nothing any more.")
    return done(request, said, to=reverse("desk:endpoint", args=[endpoint.pk]))


@desk_page(need=NEED, methods=["POST"])
def repeat(request: PageRequest, delivery_id: int) -> HttpResponse:
    delivery = redeliver(actor=request.actor, delivery=get_delivery(request.actor, delivery_id), at=now())
    said = gettext("The message is on its way again, under the same number.")
    return done(request, said, to=reverse("desk:endpoint", args=[delivery.endpoint_id]))


def acts_on(endpoint: Endpoint) -> list[Act]:
    if not endpoint.is_active:
        return []
    return [
        Act(gettext("Send a test"), reverse("desk:endpoint-test", args=[endpoint.pk]), icon="send"),
        Act(
            gettext("Show the secret"), reverse("desk:endpoint-secret", args=[endpoint.pk]), icon="key-round"
        ),
        Act(
            gettext("Retire"),
            reverse("desk:endpoint-retirement", args=[endpoint.pk]),
            is_danger=True,
            warning=gettext(
                "It is told nothing any more, not even what waits. The same address again gets a new secret."
            ),
        ),
    ]


def facts_of(endpoint: Endpoint, *, reader: Reader) -> list[Fact]:
    gone = (
        [Fact(gettext("Retired"), words.relative(endpoint.retired_at, reader.now))]
        if endpoint.retired_at
        else []
    )
    return [
        Fact(gettext("Provider"), endpoint.provider.name),
        Fact(gettext("Told of"), ", ".join(sorted(ANNOUNCED))),
        Fact(gettext("Added"), words.relative(endpoint.added_at, reader.now)),
        *gone,
    ]


def deliveries_of(endpoint: Endpoint, *, reader: Reader) -> Sequence[Tried]:
    return [tried(each, endpoint=endpoint, reader=reader) for each in recent_deliveries(endpoint)]


def tried(delivery: Delivery, *, endpoint: Endpoint, reader: Reader) -> Tried:
    is_waiting = delivery.state == Delivery.State.WAITING
    href = reverse("desk:delivery-repetition", args=[delivery.pk])
    return Tried(
        kind=delivery.kind,
        queued=words.relative(delivery.queued_at, reader.now),
        state=str(STATE_WORDS[Delivery.State(delivery.state)]),
        attempts=delivery.attempts,
        answered=str(ANSWER_WORDS.get(delivery.answered_with, delivery.answered_with)),
        next=words.relative(delivery.next_at, reader.now) if is_waiting and delivery.attempts else "",
        again=None if is_waiting or not endpoint.is_active else Act(gettext("Send again"), href),
    )
