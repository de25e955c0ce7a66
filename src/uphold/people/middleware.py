"""Puts the actor on the request: `request.actor`, looked up when first asked for, once a request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from uphold.access import Actor
from uphold.people.actors import actor_of


def know_actor(
    answer: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    def known(request: HttpRequest) -> HttpResponseBase:
        vars(request)["actor"] = SimpleLazyObject(lambda: actor_behind(request))
        return answer(request)

    return known


def actor_behind(request: HttpRequest) -> Actor:
    key = request.user.pk
    return Actor.anonymous() if key is None else actor_of(key)
