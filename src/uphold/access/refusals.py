"""The two refusals of every door: strangers are told that nothing is there, members that they may not."""

from django.utils.translation import gettext_lazy

from uphold.access.actor import Actor
from uphold.access.permissions import Permission
from uphold.kit import FORBIDDEN, MISSING, Refused


class NotThere(Refused):
    code, kind, text = "not_there", MISSING, gettext_lazy("There is nothing here, or it is not for you.")


class NotAllowed(Refused):
    code, kind, text = "not_allowed", FORBIDDEN, gettext_lazy("Your role does not include this.")


def require(actor: Actor, need: Permission, *, provider_id: int | None = None) -> None:
    if not actor.may(need, provider_id=provider_id):
        raise NotAllowed(need)
