"""The decorator of the portal's views: customers alone, whatever else a role includes."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponseBase

from uphold.access import NotAllowed, Permission
from uphold.ui.page import PageRequest, View, page


def portal_page(*, need: Permission, methods: Sequence[str] = ("GET",)) -> Callable[[View], View]:
    """As `ui.page.page`. Staff have some of the same rights, at the desk."""

    def declare(view: View) -> View:
        @wraps(view)
        def for_customers(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not cast("PageRequest", request).actor.is_contact:
                raise NotAllowed(need)
            return view(request, *args, **kwargs)

        return page(need=need, methods=methods)(for_customers)

    return declare
