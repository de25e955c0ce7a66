"""The one decorator of every view: who may come, by which methods, and how a refusal is answered.

    @page(need=Permission.TICKET_CLOSE, methods=["POST"])
    def create(request: PageRequest, number: int) -> HttpResponse: ...

A middleware puts `request.actor` there. Whether the actor may do this to that object is the door's question;
here it is asked whether his role includes it at all. The need stays on the view, so tests walk all routes.
"""

from collections.abc import Callable, Sequence
from enum import Enum
from functools import wraps
from typing import cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import resolve_url

from uphold.access import Actor, Permission, require
from uphold.kit.refused import Refused
from uphold.ui.respond import is_fragment, refused


class Open(Enum):
    """Needs that are no permission: nobody is asked, or anybody who has signed in."""

    PUBLIC = "public"
    SIGNED_IN = "signed in"


PUBLIC, SIGNED_IN = Open.PUBLIC, Open.SIGNED_IN
Need = Permission | Open


class PageRequest(HttpRequest):
    """A request as views see it."""

    actor: Actor


View = Callable[..., HttpResponseBase]


def page(*, need: Need, methods: Sequence[str] = ("GET",)) -> Callable[[View], View]:
    """Declare a view's need and methods; HEAD comes with GET."""
    allowed = [*methods, "HEAD"] if "GET" in methods else [*methods]

    def declare(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            if need is not PUBLIC and _actor(request).is_anonymous:
                return to_sign_in(request)
            try:
                if isinstance(need, Permission):
                    require(_actor(request), need)
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


def _actor(request: HttpRequest) -> Actor:
    return cast("PageRequest", request).actor
