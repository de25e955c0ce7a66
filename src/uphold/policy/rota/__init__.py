"""Rota: whose turn it is, from a rotation, its hand-over and the exceptions to it."""

from uphold.policy.rota.gaps import gaps
from uphold.policy.rota.rotation import Rotation, Turn, turn_at, turns
from uphold.policy.rota.shifts import Override, Shift, on_duty, shifts

__all__ = ["Override", "Rotation", "Shift", "Turn", "gaps", "on_duty", "shifts", "turn_at", "turns"]
