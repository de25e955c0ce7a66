"""The kinds of table an agreement may hold; adding a kind is adding a file and a line here."""

from __future__ import annotations

from uphold.policy.document.kinds.admission import ADMISSION
from uphold.policy.document.kinds.allowance import ALLOWANCE
from uphold.policy.document.kinds.cause import CAUSE
from uphold.policy.document.kinds.channel import CHANNEL
from uphold.policy.document.kinds.charge import CHARGE
from uphold.policy.document.kinds.contact import CONTACT
from uphold.policy.document.kinds.credits import CREDITS
from uphold.policy.document.kinds.entitlement import ENTITLEMENT
from uphold.policy.document.kinds.escalation import ESCALATION
from uphold.policy.document.kinds.evidence import EVIDENCE
from uphold.policy.document.kinds.example import EXAMPLE
from uphold.policy.document.kinds.fact import FACT
from uphold.policy.document.kinds.holiday import HOLIDAY
from uphold.policy.document.kinds.hours import HOURS
from uphold.policy.document.kinds.impact import IMPACT
from uphold.policy.document.kinds.kind import Kind
from uphold.policy.document.kinds.lifecycle import LIFECYCLE
from uphold.policy.document.kinds.notice import NOTICE
from uphold.policy.document.kinds.pause import PAUSE
from uphold.policy.document.kinds.plan import PLAN
from uphold.policy.document.kinds.priority import PRIORITY
from uphold.policy.document.kinds.product import PRODUCT
from uphold.policy.document.kinds.readiness import READINESS
from uphold.policy.document.kinds.refund import REFUND
from uphold.policy.document.kinds.request import REQUEST
from uphold.policy.document.kinds.service import SERVICE
from uphold.policy.document.kinds.setting import SETTING
from uphold.policy.document.kinds.standing import STANDING
from uphold.policy.document.kinds.target import TARGET
from uphold.policy.document.kinds.triage import TRIAGE
from uphold.policy.document.kinds.warranty import WARRANTY

KINDS: tuple[Kind, ...] = (
    HOURS,
    HOLIDAY,
    CHANNEL,
    SERVICE,
    REQUEST,
    IMPACT,
    CAUSE,
    FACT,
    PRIORITY,
    PLAN,
    ALLOWANCE,
    CREDITS,
    CONTACT,
    EVIDENCE,
    READINESS,
    PRODUCT,
    SETTING,
    TRIAGE,
    ADMISSION,
    TARGET,
    PAUSE,
    CHARGE,
    REFUND,
    ESCALATION,
    LIFECYCLE,
    STANDING,
    WARRANTY,
    ENTITLEMENT,
    NOTICE,
    EXAMPLE,
)
BY_KEY = {kind.key: kind for kind in KINDS}
"""The kinds by name in lower case."""
