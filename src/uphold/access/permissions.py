"""Every right of the house, and which role has it. There is no other table."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Permission(StrEnum):
    AGREEMENT_ASK = "agreement:ask"
    AGREEMENT_PUBLISH = "agreement:publish"
    AGREEMENT_READ = "agreement:read"
    APPOINTMENT_BOOK = "appointment:book"
    APPOINTMENT_READ = "appointment:read"
    BILLING_MANAGE = "billing:manage"  # parties, tax rates, series, payment providers
    BUG_MANAGE = "bug:manage"
    BUG_READ = "bug:read"
    CONTRACT_MANAGE = "contract:manage"
    CREDITS_BUY = "credits:buy"
    CREDITS_MANAGE = "credits:manage"  # sell, grant, set warnings, check
    CREDITS_READ = "credits:read"
    FAULT_ANSWER = "fault:answer"  # the customer's side of a fault file
    FAULT_PROPOSE = "fault:propose"
    HARDWARE_EVALUATE = "hardware:evaluate"
    INVOICE_DISPUTE = "invoice:dispute"
    INVOICE_ISSUE = "invoice:issue"
    INVOICE_PAY = "invoice:pay"
    INVOICE_READ = "invoice:read"
    MAINTENANCE_APPROVE = "maintenance:approve"
    MAINTENANCE_PLAN = "maintenance:plan"  # planned work and outages: written, begun, ended
    MAINTENANCE_READ = "maintenance:read"
    ONCALL_MANAGE = "oncall:manage"  # rotas, overrides, who a step of the path pages
    ONCALL_READ = "oncall:read"
    ORGANISATION_MANAGE = "organisation:manage"
    ORGANISATION_READ = "organisation:read"
    PAGE_ANSWER = "page:answer"
    PAYMENT_RECORD = "payment:record"
    PRODUCT_MANAGE = "product:manage"  # products, versions, releases
    PRODUCT_READ = "product:read"
    PROGRAM_MANAGE = "program:manage"  # what other programs may read, and what they are told
    PROVIDER_MANAGE = "provider:manage"
    REPAYMENT_RECORD = "repayment:record"  # money that goes back to a customer
    REPORT_READ = "report:read"
    RETURN_AUTHORIZE = "return:authorize"
    RETURN_DECIDE = "return:decide"  # without an evaluation, or beside the agreement, by name and reason
    RETURN_READ = "return:read"
    SCHEDULE_MANAGE = "schedule:manage"  # bookable windows, absences
    SERVICE_CHANGE_APPROVE = "service-change:approve"  # the customer's manager
    SERVICE_CHANGE_ASK = "service-change:ask"
    SERVICE_CHANGE_READ = "service-change:read"
    SERVICE_CHANGE_WORK = "service-change:work"
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
    UNIT_MANAGE = "unit:manage"  # the installed base
    UNIT_READ = "unit:read"
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
        Permission.APPOINTMENT_BOOK,
        Permission.APPOINTMENT_READ,
        Permission.CREDITS_READ,
        Permission.FAULT_ANSWER,
        Permission.MAINTENANCE_READ,
        Permission.PRODUCT_READ,
        Permission.RETURN_READ,
        Permission.SERVICE_CHANGE_ASK,
        Permission.SERVICE_CHANGE_READ,
        Permission.TICKET_ESCALATE,
        Permission.TICKET_OPEN,
        Permission.TICKET_READ,
        Permission.TICKET_REOPEN,
        Permission.TICKET_REPLY,
        Permission.UNIT_READ,
    }
)
AGENT = frozenset(
    {
        Permission.AGREEMENT_ASK,
        Permission.AGREEMENT_READ,
        Permission.APPOINTMENT_BOOK,
        Permission.APPOINTMENT_READ,
        Permission.BUG_MANAGE,
        Permission.BUG_READ,
        Permission.CREDITS_READ,
        Permission.HARDWARE_EVALUATE,
        Permission.MAINTENANCE_PLAN,
        Permission.MAINTENANCE_READ,
        Permission.ONCALL_READ,
        Permission.ORGANISATION_READ,
        Permission.PAGE_ANSWER,
        Permission.PRODUCT_READ,
        Permission.RETURN_AUTHORIZE,
        Permission.RETURN_READ,
        Permission.SERVICE_CHANGE_READ,
        Permission.SERVICE_CHANGE_WORK,
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
        Permission.UNIT_MANAGE,
        Permission.UNIT_READ,
        Permission.WORK_LOG,
    }
)
CLERK = frozenset(
    {
        Permission.AGREEMENT_ASK,
        Permission.AGREEMENT_READ,
        Permission.APPOINTMENT_READ,
        Permission.BUG_READ,
        Permission.CREDITS_MANAGE,
        Permission.CREDITS_READ,
        Permission.INVOICE_ISSUE,
        Permission.INVOICE_READ,
        Permission.MAINTENANCE_READ,
        Permission.ORGANISATION_READ,
        Permission.PAYMENT_RECORD,
        Permission.PRODUCT_READ,
        Permission.REPAYMENT_RECORD,
        Permission.REPORT_READ,
        Permission.RETURN_READ,
        Permission.SERVICE_CHANGE_READ,
        Permission.STANDING_READ,
        Permission.TICKET_NOTE,
        Permission.TICKET_READ,
        Permission.UNIT_READ,
    }
)
LEAD = AGENT | {
    Permission.CREDITS_MANAGE,
    Permission.FAULT_PROPOSE,
    Permission.INVOICE_READ,
    Permission.MAINTENANCE_APPROVE,
    Permission.ONCALL_MANAGE,
    Permission.PRODUCT_MANAGE,
    Permission.REPORT_READ,
    Permission.RETURN_DECIDE,
    Permission.SCHEDULE_MANAGE,
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
            Permission.SERVICE_CHANGE_APPROVE,
            Permission.STANDING_READ,
        },
    }
)
