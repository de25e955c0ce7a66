"""Who may: one enum of permissions, one table of roles, and the actor who asks."""

from uphold.access.actor import Actor, ActorKind
from uphold.access.permissions import PERMISSIONS, Permission, Role
from uphold.access.refusals import NotAllowed, NotThere, require

__all__ = [
    "PERMISSIONS",
    "Actor",
    "ActorKind",
    "NotAllowed",
    "NotThere",
    "Permission",
    "Role",
    "require",
]
