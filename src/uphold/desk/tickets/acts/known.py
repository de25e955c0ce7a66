"""Every act on a ticket, in the order in which menus show them."""

from uphold.desk.calendar.booking import APPOINTMENT
from uphold.desk.tickets.acts.act import Act
from uphold.desk.tickets.acts.asking import WAIVER, WISH
from uphold.desk.tickets.acts.assessment import ASSESSMENT
from uphold.desk.tickets.acts.assigning import ASSIGNMENT, TAKING
from uphold.desk.tickets.acts.consenting import CONSENT, CONSENT_REQUEST
from uphold.desk.tickets.acts.escalating import ESCALATION
from uphold.desk.tickets.acts.evidence import EVIDENCE, EVIDENCE_REQUEST
from uphold.desk.tickets.acts.finding import FINDINGS_ACT
from uphold.desk.tickets.acts.letting_go import CHARGE_WAIVER
from uphold.desk.tickets.acts.pricing import PRICE_ACT
from uphold.desk.tickets.acts.steps import CLOSURE, HANDOVER, REOPENING, RESOLUTION, RESTORATION
from uphold.desk.tickets.acts.talking import CALL, NOTE, REDIRECTION, REFUSAL, WORKAROUND
from uphold.desk.tickets.acts.timing import CALL_TIMER, TIMER
from uphold.desk.tickets.acts.unit import UNIT
from uphold.desk.tickets.acts.waiting import RESUMPTION, WAITING
from uphold.desk.tickets.acts.working import WORK

AT_HAND = (TIMER, TAKING, WAITING, RESUMPTION, RESOLUTION, REOPENING)
"""These stand in the head of the page; the others in its menu."""

IN_MENU = (
    NOTE,
    CALL,
    CALL_TIMER,
    ASSESSMENT,
    ASSIGNMENT,
    UNIT,
    EVIDENCE_REQUEST,
    EVIDENCE,
    WORKAROUND,
    RESTORATION,
    FINDINGS_ACT,
    HANDOVER,
    ESCALATION,
    REDIRECTION,
    WORK,
    CONSENT_REQUEST,
    CONSENT,
    APPOINTMENT,
    WISH,
    WAIVER,
    CHARGE_WAIVER,
    CLOSURE,
    REFUSAL,
)

ON_MINUTES = (TIMER, WORK, CONSENT_REQUEST, CONSENT, CHARGE_WAIVER)
"""These stand on the page of minutes as well."""

WHERE_IT_WAITS = (PRICE_ACT,)
"""These stand beside what waits for them."""

ACTS: tuple[Act, ...] = (*AT_HAND, *IN_MENU, *WHERE_IT_WAITS)
