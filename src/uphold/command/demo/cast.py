"""Everybody in the demonstration. All names are invented; addresses end in example.com and reach nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from uphold.access import Role

STRATELEGY: Final = "stratelegy"
SANGOMA: Final = "sangoma"


@dataclass(frozen=True, slots=True)
class ProviderSketch:
    """A provider, the prefix of its tickets, and the shipped document it works by (the key)."""

    key: str
    name: str
    prefix: str


@dataclass(frozen=True, slots=True)
class StaffSketch:
    key: str
    name: str
    email: str
    roles: dict[str, Role]


@dataclass(frozen=True, slots=True)
class ContactSketch:
    key: str
    name: str
    email: str
    telephone: str
    role: Role = Role.MEMBER


@dataclass(frozen=True, slots=True)
class OrganisationSketch:
    """A customer of a provider, and its people."""

    name: str
    provider: str
    contacts: tuple[ContactSketch, ...]


PROVIDERS: Final = (
    ProviderSketch(STRATELEGY, "Stratelegy", "STR"),
    ProviderSketch(SANGOMA, "Sangoma", "SAN"),
)

STAFF: Final = (
    StaffSketch(
        "nora",
        "Nora Lindqvist",
        "nora@desk.example.com",
        {STRATELEGY: Role.ADMINISTRATOR, SANGOMA: Role.ADMINISTRATOR},
    ),
    StaffSketch(
        "tomas", "Tomas Reyes", "tomas@desk.example.com", {STRATELEGY: Role.LEAD, SANGOMA: Role.LEAD}
    ),
    StaffSketch(
        "mina", "Mina Okafor", "mina@desk.example.com", {STRATELEGY: Role.AGENT, SANGOMA: Role.AGENT}
    ),
    StaffSketch(
        "petra", "Petra Novak", "petra@desk.example.com", {STRATELEGY: Role.CLERK, SANGOMA: Role.CLERK}
    ),
    StaffSketch("jonas", "Jonas Weber", "jonas@desk.example.com", {STRATELEGY: Role.AGENT}),
)

TEAMS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    STRATELEGY: {"Voice": ("mina", "jonas"), "Onboarding": ("jonas",)},
    SANGOMA: {"Engineering desk": ("mina",)},
}

ORGANISATIONS: Final = (
    OrganisationSketch(
        "Harbour Street Dental",
        STRATELEGY,
        (
            ContactSketch(
                "ruth", "Ruth Calloway", "ruth@harbourdental.example.com", "+1 212 555 0111", Role.MANAGER
            ),
            ContactSketch("dev", "Dev Anand", "dev@harbourdental.example.com", "+1 212 555 0112"),
        ),
    ),
    OrganisationSketch(
        "Northgate Veterinary Clinic",
        STRATELEGY,
        (
            ContactSketch(
                "paul", "Paul Sorensen", "paul@northgatevet.example.com", "+1 914 555 0120", Role.MANAGER
            ),
        ),
    ),
    OrganisationSketch(
        "Pine and Ridge Surveyors",
        STRATELEGY,
        (
            ContactSketch(
                "elena", "Elena Marsh", "elena@pineridge.example.com", "+1 845 555 0133", Role.MANAGER
            ),
        ),
    ),
    OrganisationSketch(
        "Alder County Library",
        STRATELEGY,
        (
            ContactSketch("grace", "Grace Whitfield", "grace@alderlibrary.example.com", "+1 518 555 0144"),
            ContactSketch(
                "omar", "Omar Haddad", "omar@alderlibrary.example.com", "+1 518 555 0145", Role.MANAGER
            ),
        ),
    ),
    OrganisationSketch(
        "Blue Door Bakery",
        STRATELEGY,
        (
            ContactSketch(
                "lucia", "Lucia Ferrante", "lucia@bluedoor.example.com", "+1 718 555 0156", Role.MANAGER
            ),
        ),
    ),
    OrganisationSketch(
        "Fenwick Tool Hire",
        STRATELEGY,
        (
            ContactSketch(
                "greg", "Greg Fenwick", "greg@fenwicktools.example.com", "+1 631 555 0167", Role.MANAGER
            ),
        ),
    ),
    OrganisationSketch(
        "Lakeside Pottery Supply",
        STRATELEGY,
        (ContactSketch("hanne", "Hanne Vogel", "hanne@lakesidepottery.example.com", "+1 585 555 0178"),),
    ),
    OrganisationSketch(
        "Copperline Telecom",
        SANGOMA,
        (
            ContactSketch(
                "ivan", "Ivan Petrov", "ivan@copperline.example.com", "+1 416 555 0181", Role.MANAGER
            ),
            ContactSketch("sofia", "Sofia Brandt", "sofia@copperline.example.com", "+1 416 555 0182"),
        ),
    ),
    OrganisationSketch(
        "Meridian Voice Partners",
        SANGOMA,
        (
            ContactSketch(
                "kwame", "Kwame Asante", "kwame@meridianvoice.example.com", "+1 604 555 0193", Role.MANAGER
            ),
        ),
    ),
    OrganisationSketch(
        "Westbrook Integrators",
        SANGOMA,
        (
            ContactSketch(
                "anna", "Anna Kowalska", "anna@westbrook.example.com", "+1 403 555 0199", Role.MANAGER
            ),
        ),
    ),
)

SHOWN_SIGN_INS: Final = (
    ("administrator", "nora@desk.example.com"),
    ("lead", "tomas@desk.example.com"),
    ("agent", "mina@desk.example.com"),
    ("billing clerk", "petra@desk.example.com"),
    ("agent of one provider", "jonas@desk.example.com"),
    ("customer, manager", "ruth@harbourdental.example.com"),
    ("customer, member", "dev@harbourdental.example.com"),
    ("customer of the other provider", "ivan@copperline.example.com"),
)
