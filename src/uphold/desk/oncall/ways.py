"""How one is reached: one's own ways beside the mail, added once and never shown again."""

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.door import desk_page
from uphold.desk.oncall.place import BOTH, Asking, answered, around, done
from uphold.notices.models import PageDelivery, Way
from uphold.notices.ways import Added, add_way, own_ways, retire_way, try_way
from uphold.notices.ways.actions import ASKED, UNDER_WAY
from uphold.notices.ways.queries import get_way, last_deliveries
from uphold.ui.components.navigation import Act
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import shown

KINDS = {
    Way.Kind.APPRISE: gettext_lazy("a service on my telephone"),
    Way.Kind.WEBHOOK: gettext_lazy("a webhook"),
    Way.Kind.MAIL: gettext_lazy("mail to another address"),
}
STATES = {
    PageDelivery.State.WAITING: gettext_lazy("the last call waits"),
    PageDelivery.State.CLAIMED: gettext_lazy("the last call is under way"),
    PageDelivery.State.SENT: gettext_lazy("the last call went out"),
    PageDelivery.State.FAILED: gettext_lazy("the last call did not go out"),
    PageDelivery.State.LOST: gettext_lazy("whether the last call went out is not known"),
}


class WayForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What it is"), choices=list(KINDS.items()), widget=forms.RadioSelect
    )
    name = forms.CharField(label=gettext_lazy("What you call it"), max_length=80)
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=500,
        help_text=gettext_lazy(
            "Of a service, as apprise writes it (tgram://…, pover://…); of a webhook, beginning with https://."
            " It is sealed, and never shown again."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@dataclass(frozen=True, slots=True)
class Reached:
    """A way as its owner sees it."""

    name: str
    kind: str
    hint: str
    last: str
    tried: str
    try_act: Act
    act: Act


@desk_page(need=Permission.PAGE_ANSWER)
def index(request: PageRequest) -> HttpResponse:
    ways = list(own_ways(request.actor))
    last = last_deliveries(ways)
    values = {"ways": [reached(way, last.get(way.pk)) for way in ways], "secret": ""}
    return shown(request, "desk/oncall/ways.html", around(request, values, place="ways"))


@desk_page(need=Permission.PAGE_ANSWER, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    form = WayForm(request.POST or None, initial={"kind": Way.Kind.APPRISE})
    asking = Asking(
        place="ways",
        title=gettext("A way to reach me"),
        button=gettext("Add it"),
        back=reverse("desk:ways"),
        said=gettext("You are called by it from now on."),
    )
    added: list[Added] = []

    def perform(said: dict[str, str]) -> None:
        at = reader_of(request).now
        added.append(
            add_way(actor=request.actor, kind=said["kind"], name=said["name"], address=said["address"], at=at)
        )

    response = answered(request, form, asking, perform=lambda said: perform(dict(said)))
    return secret_page(request, added[0]) if added and added[0].secret else response


@desk_page(need=Permission.PAGE_ANSWER, methods=["POST"])
def remove(request: PageRequest, way_id: int) -> HttpResponse:
    way = retire_way(actor=request.actor, way=get_way(request.actor, way_id), at=reader_of(request).now)
    said = gettext("%(name)s is forgotten.") % {"name": way.name}
    return done(request, said, to=reverse("desk:ways"))


@desk_page(need=Permission.PAGE_ANSWER, methods=["POST"])
def attempt(request: PageRequest, way_id: int) -> HttpResponse:
    way = try_way(actor=request.actor, way=get_way(request.actor, way_id), at=reader_of(request).now)
    said = gettext("A try is on its way to %(name)s.") % {"name": way.name}
    return done(request, said, to=reverse("desk:ways"))


def secret_page(request: PageRequest, added: Added) -> HttpResponse:
    """The secret that signs the posts is shown once."""
    values = {"way": added.way, "secret": added.secret, "back": reverse("desk:ways")}
    return shown(request, "desk/oncall/secret.html", around(request, values, place="ways"))


def reached(way: Way, last: PageDelivery | None) -> Reached:
    warning = gettext("You are called by it no more, and its address is forgotten.")
    return Reached(
        name=way.name,
        kind=str(KINDS[Way.Kind(way.kind)]),
        hint=way.hint,
        last=str(STATES[PageDelivery.State(last.state)]) if last else gettext("not used yet"),
        tried=tried_words(way),
        try_act=Act(gettext("Try it"), reverse("desk:way-try", args=[way.pk]), icon="send"),
        act=Act(
            gettext("Remove"),
            reverse("desk:way-removal", args=[way.pk]),
            is_danger=True,
            warning=warning,
        ),
    )


def tried_words(way: Way) -> str:
    if way.tried_at is None:
        return ""
    if way.tried_with in {ASKED, UNDER_WAY}:
        return gettext("a try is under way")
    is_sent = way.tried_with in {"sent", "queued"} or way.tried_with.startswith("2")
    return gettext("the try went out") if is_sent else gettext("the try did not go out")
