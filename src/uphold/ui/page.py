"""The one decorator of every view: who may come, by which methods, and how a refusal is answered.

    @page(need=Permission.TICKET_CLOSE, methods=["POST"])
    def create(request: PageRequest, number: int) -> HttpResponse: ...

A middleware puts `request.actor` there. Whether the actor may do this to that object is the door's question;
here stands only what can be said without the object. The need stays on the view, so tests walk all routes.
"""

from collections.abc import Callable, Sequence
from enum import Enum, StrEnum
from functools import wraps
from typing import Any, Protocol, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import resolve_url

from uphold.kit.refused import Refused
from uphold.ui.respond import is_fragment, refused


class Open(Enum):
    """Needs that are no permission: nobody is asked, or anybody who has signed in."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"


PUBLIC, SIGNED_IN = Open.PUBLIC, Open.SIGNED_IN
Need = StrEnum | Open


class Visitor(Protocol):
    """What a page must know about who asks; the actor of access/ is one."""

    @property
    def is_anonymous(self) -> bool: ...


class PageRequest(HttpRequest):
    """A request as views see it."""

    actor: Any  # because the actor's class belongs to access/, and each face names its own


View = Callable[..., HttpResponseBase]


def page(*, need: Need, methods: Sequence[str] = ("GET",)) -> Callable[[View], View]:
    """Declare a view's need and methods; HEAD comes with GET."""
    allowed = [*methods, "HEAD"] if "GET" in methods else [*methods]

    def declare(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            if need is not PUBLIC and _visitor(request).is_anonymous:
                return to_sign_in(request)
            try:
                return view(request, *args, **kwargs)
            except Refused as refusal:
                return refused(request, refusal)

        return mark(answer, need=need, methods=allowed)

    return declare


def mark(view: View, *, need: Need, methods: Sequence[str]) -> View:
    """Write on a view what it needs; `need_of` reads it."""
    vars(view).update(need=need, methods=tuple(methods))
    return view


def need_of(view: object) -> Need | None:
    """Tell what a view declared; nothing for a view of a third party."""
    return cast("Need | None", getattr(view, "need", None))


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send to sign-in, alike for things that exist and things that do not."""
    sign_in = resolve_url(settings.LOGIN_URL)
    back = request.get_full_path() if request.method in {"GET", "HEAD"} and not is_fragment(request) else "/"
    if is_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": sign_in})
    return redirect_to_login(back, sign_in)


def _visitor(request: HttpRequest) -> Visitor:
    return cast("Visitor", cast("PageRequest", request).actor)
