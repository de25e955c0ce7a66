"""Who comes in: a program by its token; for the description of the face also the staff, signed in."""

from typing import cast

from django.http import HttpRequest
from ninja.security import HttpBearer

from uphold.access import Actor, Permission, require
from uphold.kit.clock import now
from uphold.people.programs import program_of
from uphold.ui.page import PageRequest


class ByToken(HttpBearer):
    """The actor behind the token, who must have the right that the route needs; None needs no more than a token."""

    def __init__(self, need: Permission | None = None) -> None:
        super().__init__()
        self.need = need

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:  # noqa: ARG002 - the framework's shape
        actor = program_of(token, at=now())
        if actor is not None and self.need is not None:
            require(actor, self.need)
        return actor


def by_staff_session(request: HttpRequest) -> Actor | None:
    """Reading alone, so no form token is asked for."""
    actor = cast("PageRequest", request).actor
    return actor if actor.is_staff else None


def actor_of(request: HttpRequest) -> Actor:
    """Whoever was let in: the framework puts him on the request."""
    return cast("Actor", vars(request)["auth"])
