"""The decorator of the desk's views: staff alone, whatever else a role includes."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponseBase

from uphold.access import Actor, NotAllowed, Permission
from uphold.ui.page import PageRequest, View, page


def desk_page(*, need: Permission, methods: Sequence[str] = ("GET",)) -> Callable[[View], View]:
    """As `ui.page.page`. Customers have some of the same rights, in the portal."""

    def declare(view: View) -> View:
        @wraps(view)
        def for_staff(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            require_staff(cast("PageRequest", request).actor)
            return view(request, *args, **kwargs)

        return page(need=need, methods=methods)(for_staff)

    return declare


def require_staff(actor: Actor) -> None:
    if not actor.is_staff:
        raise NotAllowed("desk")
