"""What a log does not tell: an imported ticket names the metrics, and their promises are neither met nor missed.

A log without messages cannot say when somebody was answered. To call such a promise missed would be as untrue as to
call it met, on the ticket's page no less than in a report.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from uphold.policy.scenario.answer import Answer, TargetAnswer
from uphold.tickets.models import Promise

NOT_IN_LOG = "not in the log"
"""Among the facts of an imported ticket: the metrics that its log cannot tell of. No agreement asks for it."""


def without_unlogged(answered: Answer, *, stated: Mapping[str, Any]) -> Answer:
    """The answer with the promises that nobody can judge shown as such."""
    unlogged = stated.get(NOT_IN_LOG, ())
    if not unlogged:
        return answered
    targets = tuple(_unjudged(target) if target.metric in unlogged else target for target in answered.targets)
    return replace(answered, targets=targets)


def _unjudged(target: TargetAnswer) -> TargetAnswer:
    """What was promised stands; when it would have been due says nothing about what was done."""
    return replace(
        target,
        state=Promise.State.UNLOGGED.value,
        due_at=None,
        due_local=None,
        met_at=None,
        breached_at=None,
        warn_at=None,
        used_seconds=0,
        stretches=(),
    )
