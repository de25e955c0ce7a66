"""The verbs of the room."""

from uphold.oncall.actions.escalating import escalate
from uphold.oncall.actions.overriding import leave_note, override_duty, withdraw_override
from uphold.oncall.actions.rotas import RotaTerms, change_rota, make_rota, retire_rota
from uphold.oncall.actions.taking import open_link, take_by_link, take_page
from uphold.oncall.actions.targets import set_target

__all__ = [
    "RotaTerms",
    "change_rota",
    "escalate",
    "leave_note",
    "make_rota",
    "open_link",
    "override_duty",
    "retire_rota",
    "set_target",
    "take_by_link",
    "take_page",
    "withdraw_override",
]
