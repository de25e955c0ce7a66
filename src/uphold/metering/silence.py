"""What the agreement says about a proposal that nobody answers: how long it may be answered, what silence means."""

from dataclasses import dataclass
from datetime import datetime

from uphold.policy.document.agreement import Agreement as Compiled

AGREEMENT, OBJECTION = "agreement", "objection"


@dataclass(frozen=True, slots=True)
class Silence:
    """`answer_by_at` None and `means` empty: not said, so a person decides."""

    answer_by_at: datetime | None = None
    means: str = ""


def silence_after(agreement: Compiled, *, proposed_at: datetime) -> Silence:  # noqa: ARG001
    return Silence()
