"""When to warn. The agreement may say; where it does not, the desk warns itself when a quarter of the time is left.

A warning is told to the staff alone and promises nothing to anybody, so this custom needs no clause.
"""

from dataclasses import replace
from datetime import datetime

from uphold.policy.document.agreement import Agreement as Compiled
from uphold.policy.scenario.answer import Answer, TargetAnswer
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.matter import Matter, matter_of

SHARE = 4


def with_warnings(answered: Answer, *, agreement: Compiled, case: Case) -> Answer:
    """The answer with an instant of warning for every target that has a due instant and says none."""
    return replace(answered, targets=warned(answered.targets, agreement=agreement, case=case))


def warned(targets: tuple[TargetAnswer, ...], *, agreement: Compiled, case: Case) -> tuple[TargetAnswer, ...]:
    if not any(needs_warning(target) for target in targets):
        return targets
    matter = matter_of(agreement, case=case)
    return tuple(
        replace(target, warn_at=warn_at_of(target, matter=matter)) if needs_warning(target) else target
        for target in targets
    )


def needs_warning(target: TargetAnswer) -> bool:
    return target.warn_at is None and target.due_at is not None and bool(target.within_seconds)


def warn_at_of(target: TargetAnswer, *, matter: Matter) -> datetime | None:
    """Counted on the target's own clock, so that nobody is warned in a closed hour of a closed night."""
    if target.due_at is None or target.within_seconds is None:
        return None
    return matter.calendar(target.clock).subtract(target.due_at, seconds=target.within_seconds // SHARE)
