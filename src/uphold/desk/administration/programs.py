"""Programs: the tokens by which they read, and the endpoints that are told."""

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from uphold.access import Permission
from uphold.desk.administration.choices import Choices, provider_choices, provider_of
from uphold.desk.administration.place import Asking, answered, done, table_of, tabs
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit.clock import now
from uphold.mail.addresses import public_address
from uphold.people.actions import make_token, revoke_token
from uphold.people.actions.token import Made
from uphold.people.models import ApiToken
from uphold.people.programs import get_token, visible_tokens
from uphold.ui import words
from uphold.ui.components.fact import Fact
from uphold.ui.components.field import Field
from uphold.ui.components.navigation import Act
from uphold.ui.components.table import Table
from uphold.ui.page import PageRequest
from uphold.ui.reader import Reader, reader_of
from uphold.ui.respond import shown
from uphold.webhooks.access import visible_endpoints

BOTH = ("GET", "POST")
NEED = Permission.PROGRAM_MANAGE
RIGHT_WORDS = {
    Permission.STANDING_READ: (
        gettext_lazy("Read standings"),
        gettext_lazy("Whether a customer is overdue, since when, and what is or may be suspended."),
    ),
}


class TokenForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        help_text=gettext_lazy("The program that will use it, so that you know later what it was for."),
    )
    provider = forms.ChoiceField(label=gettext_lazy("Provider"))
    permissions = forms.MultipleChoiceField(
        label=gettext_lazy("It may"), widget=forms.CheckboxSelectMultiple, initial=list(RIGHT_WORDS)
    )

    def __init__(self, *args: object, providers: Choices, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # because Django's own arguments pass through
        for name, choices in {
            "provider": providers,
            "permissions": [(right.value, str(label)) for right, (label, _) in RIGHT_WORDS.items()],
        }.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = choices


@desk_page(need=NEED)
def index(request: PageRequest) -> HttpResponse:
    values = {
        "tabs": tabs("programs"),
        "tokens": token_table(request),
        "endpoints": endpoint_table(request),
        "example": f"{public_address()}{reverse('api:standing', args=[42])}",
        "description": reverse("api:openapi"),
    }
    around = framed(request, values, current="administration")
    return shown(request, "desk/administration/programs.html", around)


def token_table(request: PageRequest) -> Table:
    reader = reader_of(request)
    found = visible_tokens(request.actor).order_by("revoked_at", "provider__name", "name")
    rows = [
        (
            (
                each.name,
                each.provider.name,
                f"…{each.hint}",
                used_words(each, reader=reader),
                gettext("revoked") if each.revoked_at else gettext("in force"),
            ),
            reverse("desk:api-token", args=[each.pk]),
        )
        for each in found
    ]
    columns = (gettext("Token"), gettext("Provider"), gettext("Ends in"), gettext("Used"), gettext("State"))
    return table_of(gettext("Tokens"), columns, rows)


def endpoint_table(request: PageRequest) -> Table:
    found = visible_endpoints(request.actor).order_by("-is_active", "provider__name", "address")
    rows = [
        (
            (
                each.address,
                each.provider.name,
                gettext("in force") if each.is_active else gettext("retired"),
            ),
            reverse("desk:endpoint", args=[each.pk]),
        )
        for each in found
    ]
    return table_of(gettext("Endpoints"), (gettext("Address"), gettext("Provider"), gettext("State")), rows)


@desk_page(need=NEED, methods=BOTH)
def new(request: PageRequest) -> HttpResponse:
    """The token stands on the page that answers the form, and nowhere afterwards."""
    made: list[Made] = []
    form = TokenForm(request.POST or None, providers=provider_choices(request.actor, need=NEED))
    asking = Asking(
        place="programs",
        title=gettext("New token"),
        button=gettext("Make the token"),
        back=reverse("desk:programs"),
        help=gettext("It is shown once. Whoever has it may read what it names, for this provider alone."),
        said=gettext("The token is made."),
        helps={"permissions": {right.value: str(means) for right, (_, means) in RIGHT_WORDS.items()}},
    )
    response = answered(
        request,
        form,
        asking,
        perform=lambda said: made.append(
            make_token(
                actor=request.actor,
                provider=provider_of(request.actor, said["provider"], need=NEED),
                name=said["name"],
                permissions=[Permission(right) for right in said["permissions"]],
                at=now(),
            )
        ),
    )
    return shown_once(request, made[0]) if made else response


def shown_once(request: PageRequest, made: Made) -> HttpResponse:
    example = f"{public_address()}{reverse('api:standing', args=[42])}"
    return secret_page(
        request,
        title=made.row.name,
        secret=Field("secret", gettext("The token"), value=made.token),
        advice=gettext("Copy it now: it is stored nowhere and cannot be shown again."),
        usage=f"curl -H 'Authorization: Bearer {made.token}' {example}",
        back=reverse("desk:api-token", args=[made.row.pk]),
    )


def secret_page(
    request: PageRequest,
    *,
    title: str,
    secret: Field,
    advice: str,
    usage: str,
    back: str,
) -> HttpResponse:
    """No cache keeps it, and going back does not bring it again."""
    values = {
        "tabs": tabs("programs"),
        "title": title,
        "secret": secret,
        "advice": advice,
        "usage": usage,
        "back": back,
    }
    around = framed(request, values, current="administration")
    response = shown(request, "desk/administration/secret.html", around)
    response["Cache-Control"] = "no-store"
    return response


@desk_page(need=NEED)
def show(request: PageRequest, token_id: int) -> HttpResponse:
    token = get_token(request.actor, token_id)
    values = {
        "tabs": tabs("programs"),
        "title": token.name,
        "facts": facts_of(token, reader=reader_of(request)),
        "acts": acts_on(token),
    }
    around = framed(request, values, current="administration")
    return shown(request, "desk/administration/program.html", around)


@desk_page(need=NEED, methods=["POST"])
def revoke(request: PageRequest, token_id: int) -> HttpResponse:
    token = revoke_token(actor=request.actor, token=get_token(request.actor, token_id), at=now())
    said = gettext("The token %(name)s opens nothing any more.") % {"name": token.name}
    return done(request, said, to=reverse("desk:api-token", args=[token.pk]))


def acts_on(token: ApiToken) -> list[Act]:
    if token.revoked_at is not None:
        return []
    return [
        Act(
            gettext("Revoke"),
            reverse("desk:api-token-revocation", args=[token.pk]),
            is_danger=True,
            warning=gettext("From now on it opens nothing. A program that still uses it is shut out."),
        )
    ]


def facts_of(token: ApiToken, *, reader: Reader) -> list[Fact]:
    rights = ", ".join(str(RIGHT_WORDS[Permission(name)][0]) for name in token.permissions)
    made = words.relative(token.made_at, reader.now)
    by = f"{made}, {token.made_by.name}" if token.made_by else made
    gone = (
        [Fact(gettext("Revoked"), words.relative(token.revoked_at, reader.now))] if token.revoked_at else []
    )
    return [
        Fact(gettext("Provider"), token.provider.name),
        Fact(gettext("Ends in"), f"…{token.hint}"),
        Fact(gettext("It may"), rights),
        Fact(gettext("Made"), by),
        Fact(gettext("Used"), used_words(token, reader=reader)),
        *gone,
    ]


def used_words(token: ApiToken, *, reader: Reader) -> str:
    return words.relative(token.used_at, reader.now) if token.used_at else gettext("never")
