"""The verbs of metering: work and timers, what work comes to, who agreed to it, and whose fault it was."""

from uphold.metering.actions.appointment import consent_to_appointment, note_consent_to_appointment
from uphold.metering.actions.consent import (
    answer_consent_request,
    ask_for_consent,
    note_consent_by_telephone,
    open_consent_request,
    record_consent,
)
from uphold.metering.actions.fault import (
    accept_fault,
    add_evidence,
    decide_fault,
    object_to_fault,
    propose_fault,
)
from uphold.metering.actions.finding import record_finding
from uphold.metering.actions.pricing import name_price
from uphold.metering.actions.settle import meter_ticket
from uphold.metering.actions.timer import discard_timer, start_timer, still_working, stop_timer
from uphold.metering.actions.waiver import waive_charge
from uphold.metering.actions.work import correct_work, log_work, reverse_work

__all__ = [
    "accept_fault",
    "add_evidence",
    "answer_consent_request",
    "ask_for_consent",
    "consent_to_appointment",
    "correct_work",
    "decide_fault",
    "discard_timer",
    "log_work",
    "meter_ticket",
    "name_price",
    "note_consent_by_telephone",
    "note_consent_to_appointment",
    "object_to_fault",
    "open_consent_request",
    "propose_fault",
    "record_consent",
    "record_finding",
    "reverse_work",
    "start_timer",
    "still_working",
    "stop_timer",
    "waive_charge",
]
