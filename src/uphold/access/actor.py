"""The actor: whoever asks for something, with what he may."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from uphold.access.permissions import PERMISSIONS, Permission, Role

NOBODY: Mapping[int, Role] = MappingProxyType({})
NOTHING: frozenset[Permission] = frozenset()


class ActorKind(StrEnum):
    STAFF = "staff"
    CONTACT = "contact"
    PROGRAM = "program"
    SYSTEM = "system"
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """`grants` gives staff a role per provider; a contact has one `role` in one organisation.

    A program comes by a token: it has `permissions` for the one provider `provider_id`, and no role.
    """

    kind: ActorKind
    id: int | None = None
    name: str = ""
    account_id: int | None = None
    grants: Mapping[int, Role] = field(default_factory=lambda: NOBODY)
    organisation_id: int | None = None
    role: Role | None = None
    provider_id: int | None = None
    permissions: frozenset[Permission] = NOTHING

    @classmethod
    def system(cls) -> Self:
        return cls(kind=ActorKind.SYSTEM)

    @classmethod
    def anonymous(cls) -> Self:
        return cls(kind=ActorKind.ANONYMOUS)

    @property
    def is_anonymous(self) -> bool:
        return self.kind is ActorKind.ANONYMOUS

    @property
    def is_staff(self) -> bool:
        return self.kind is ActorKind.STAFF

    @property
    def is_contact(self) -> bool:
        return self.kind is ActorKind.CONTACT

    @property
    def is_program(self) -> bool:
        return self.kind is ActorKind.PROGRAM

    @property
    def is_system(self) -> bool:
        return self.kind is ActorKind.SYSTEM

    @property
    def provider_ids(self) -> tuple[int, ...]:
        """Those that staff work for; the one of a program."""
        if self.is_program:
            return () if self.provider_id is None else (self.provider_id,)
        return tuple(sorted(self.grants))

    def provider_ids_for(self, need: Permission) -> tuple[int, ...]:
        """The providers for which a person of the staff, or a program, has this right."""
        if self.is_program:
            return self.provider_ids if need in self.permissions else ()
        return tuple(sorted(key for key, role in self.grants.items() if need in PERMISSIONS[role]))

    def may(self, need: Permission, *, provider_id: int | None = None) -> bool:
        """Whether staff have the right for this provider, or for any when none is named; contacts by their role.

        A program has the rights that its token names, for its provider.
        """
        if self.is_system:
            return True
        if self.is_staff or self.is_program:
            allowed = self.provider_ids_for(need)
            return bool(allowed) if provider_id is None else provider_id in allowed
        return self.role is not None and need in PERMISSIONS[self.role]
