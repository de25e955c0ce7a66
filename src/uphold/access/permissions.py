"""Every right of the house, and which role has it. There is no other table."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Permission(StrEnum):
    AGREEMENT_ASK = "agreement:ask"
    AGREEMENT_PUBLISH = "agreement:publish"
    AGREEMENT_READ = "agreement:read"
    CONTRACT_MANAGE = "contract:manage"
    ORGANISATION_MANAGE = "organisation:manage"
    ORGANISATION_READ = "organisation:read"
    PROVIDER_MANAGE = "provider:manage"
    REPORT_READ = "report:read"
    STAFF_MANAGE = "staff:manage"
    TICKET_ASSESS = "ticket:assess"
    TICKET_ASSIGN = "ticket:assign"
    TICKET_CLOSE = "ticket:close"
    TICKET_DECIDE = "ticket:decide"  # what the agreement leaves to a manager: suspend, waive
    TICKET_ESCALATE = "ticket:escalate"
    TICKET_NOTE = "ticket:note"
    TICKET_OPEN = "ticket:open"
    TICKET_OPEN_FOR = "ticket:open-for"  # on behalf of a caller
    TICKET_READ = "ticket:read"
    TICKET_REOPEN = "ticket:reopen"
    TICKET_REPLY = "ticket:reply"
    TICKET_WORK = "ticket:work"
    WORK_LOG = "work:log"


class Role(StrEnum):
    """Staff have one role per provider; a contact has one in the organisation."""

    AGENT = "agent"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    MANAGER = "manager"


STAFF_ROLES = (Role.AGENT, Role.LEAD, Role.ADMINISTRATOR)
CONTACT_ROLES = (Role.MEMBER, Role.MANAGER)

MEMBER = frozenset(
    {
        Permission.AGREEMENT_READ,
        Permission.TICKET_ESCALATE,
        Permission.TICKET_OPEN,
        Permission.TICKET_READ,
        Permission.TICKET_REOPEN,
        Permission.TICKET_REPLY,
    }
)
AGENT = frozenset(
    {
        Permission.AGREEMENT_ASK,
        Permission.AGREEMENT_READ,
        Permission.ORGANISATION_READ,
        Permission.TICKET_ASSESS,
        Permission.TICKET_ASSIGN,
        Permission.TICKET_CLOSE,
        Permission.TICKET_ESCALATE,
        Permission.TICKET_NOTE,
        Permission.TICKET_OPEN_FOR,
        Permission.TICKET_READ,
        Permission.TICKET_REOPEN,
        Permission.TICKET_REPLY,
        Permission.TICKET_WORK,
        Permission.WORK_LOG,
    }
)
LEAD = AGENT | {Permission.REPORT_READ, Permission.TICKET_DECIDE}

PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.AGENT: AGENT,
        Role.LEAD: LEAD,
        Role.ADMINISTRATOR: LEAD
        | {
            Permission.AGREEMENT_PUBLISH,
            Permission.CONTRACT_MANAGE,
            Permission.ORGANISATION_MANAGE,
            Permission.PROVIDER_MANAGE,
            Permission.STAFF_MANAGE,
        },
        Role.MEMBER: MEMBER,
        Role.MANAGER: MEMBER | {Permission.ORGANISATION_READ, Permission.REPORT_READ},
    }
)
