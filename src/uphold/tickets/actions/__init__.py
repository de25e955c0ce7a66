"""The verbs of tickets. Each goes through the door, locks, records, asks the agreement, and keeps its decision."""

from uphold.tickets.actions.assessing import assess_priority, assign_ticket, find
from uphold.tickets.actions.choosing import agree, ask_for, redirect, take_option, waive
from uphold.tickets.actions.opening import open_ticket
from uphold.tickets.actions.steps import (
    close_ticket,
    decline_ticket,
    give_workaround,
    hand_over,
    reopen_ticket,
    resolve_ticket,
    restore_service,
)
from uphold.tickets.actions.talking import acknowledge, add_note, reply, take_call
from uphold.tickets.actions.unit import name_unit
from uphold.tickets.actions.waiting import ask_for_evidence, provide_evidence, resume, wait

__all__ = [
    "acknowledge",
    "add_note",
    "agree",
    "ask_for",
    "ask_for_evidence",
    "assess_priority",
    "assign_ticket",
    "close_ticket",
    "decline_ticket",
    "find",
    "give_workaround",
    "hand_over",
    "name_unit",
    "open_ticket",
    "provide_evidence",
    "redirect",
    "reopen_ticket",
    "reply",
    "resolve_ticket",
    "restore_service",
    "resume",
    "take_call",
    "take_option",
    "wait",
    "waive",
]
