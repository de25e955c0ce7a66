"""Every right of the house, and which role has it. There is no other table."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Permission(StrEnum):
    AGREEMENT_ASK = "agreement:ask"
    AGREEMENT_PUBLISH = "agreement:publish"
    AGREEMENT_READ = "agreement:read"
    BILLING_MANAGE = "billing:manage"  # parties, tax rates, series, payment providers
    BUG_MANAGE = "bug:manage"
    BUG_READ = "bug:read"
    CONTRACT_MANAGE = "contract:manage"
    CREDITS_BUY = "credits:buy"
    CREDITS_MANAGE = "credits:manage"  # sell, grant, set warnings, check
    CREDITS_READ = "credits:read"
    FAULT_ANSWER = "fault:answer"  # the customer's side of a fault file
    FAULT_PROPOSE = "fault:propose"
    INVOICE_DISPUTE = "invoice:dispute"
    INVOICE_ISSUE = "invoice:issue"
    INVOICE_PAY = "invoice:pay"
    INVOICE_READ = "invoice:read"
    ORGANISATION_MANAGE = "organisation:manage"
    ORGANISATION_READ = "organisation:read"
    PAYMENT_RECORD = "payment:record"
    PROGRAM_MANAGE = "program:manage"  # what other programs may read, and what they are told
    PROVIDER_MANAGE = "provider:manage"
    REPORT_READ = "report:read"
    STAFF_MANAGE = "staff:manage"
    STANDING_DECIDE = "standing:decide"  # suspend and restore, where the agreement leaves it to a manager
    STANDING_READ = "standing:read"
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
    CLERK = "clerk"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    MANAGER = "manager"


STAFF_ROLES = (Role.AGENT, Role.CLERK, Role.LEAD, Role.ADMINISTRATOR)
CONTACT_ROLES = (Role.MEMBER, Role.MANAGER)

MEMBER = frozenset(
    {
        Permission.AGREEMENT_READ,
        Permission.CREDITS_READ,
        Permission.FAULT_ANSWER,
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
        Permission.BUG_MANAGE,
        Permission.BUG_READ,
        Permission.CREDITS_READ,
        Permission.ORGANISATION_READ,
        Permission.STANDING_READ,
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
CLERK = frozenset(
    {
        Permission.AGREEMENT_ASK,
        Permission.AGREEMENT_READ,
        Permission.BUG_READ,
        Permission.CREDITS_MANAGE,
        Permission.CREDITS_READ,
        Permission.INVOICE_ISSUE,
        Permission.INVOICE_READ,
        Permission.ORGANISATION_READ,
        Permission.PAYMENT_RECORD,
        Permission.REPORT_READ,
        Permission.STANDING_READ,
        Permission.TICKET_NOTE,
        Permission.TICKET_READ,
    }
)
LEAD = AGENT | {
    Permission.CREDITS_MANAGE,
    Permission.FAULT_PROPOSE,
    Permission.INVOICE_READ,
    Permission.REPORT_READ,
    Permission.STANDING_DECIDE,
    Permission.TICKET_DECIDE,
}

PERMISSIONS: Mapping[Role, frozenset[Permission]] = MappingProxyType(
    {
        Role.AGENT: AGENT,
        Role.CLERK: CLERK,
        Role.LEAD: LEAD,
        Role.ADMINISTRATOR: LEAD
        | CLERK
        | {
            Permission.AGREEMENT_PUBLISH,
            Permission.BILLING_MANAGE,
            Permission.CONTRACT_MANAGE,
            Permission.ORGANISATION_MANAGE,
            Permission.PROGRAM_MANAGE,
            Permission.PROVIDER_MANAGE,
            Permission.STAFF_MANAGE,
        },
        Role.MEMBER: MEMBER,
        Role.MANAGER: MEMBER
        | {
            Permission.CREDITS_BUY,
            Permission.INVOICE_DISPUTE,
            Permission.INVOICE_PAY,
            Permission.INVOICE_READ,
            Permission.ORGANISATION_READ,
            Permission.REPORT_READ,
            Permission.STANDING_READ,
        },
    }
)
