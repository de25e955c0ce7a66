"""Gaps: cases of Triage, Charge and Admission that no row decides, each shown as one concrete case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from uphold.policy.check.boxes import Box, Effort, leftover, merged
from uphold.policy.check.cases import case_of
from uphold.policy.check.moments import Moment
from uphold.policy.check.places import problem_at, silence_on
from uphold.policy.check.rows import in_words
from uphold.policy.check.space import Space
from uphold.policy.decide.rule import Rule
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.problem import Problem

KINDS = ("triage", "admission", "charge")
MOST_PARTS = 60
MOST_SHOWN = 6


def gaps(
    agreement: Agreement,
    space: Space,
    *,
    kind: str,
    rules: Sequence[Rule],
    found: tuple[Moment, ...],
    effort: Effort,
) -> Iterator[Problem]:
    """A finding for each region without a deciding row, with a case in the format of `ask`. Raises NotProven.

    Very many regions are cut short: the last finding then says that there are more.
    """
    parts = undecided(space, rules=rules, effort=effort)
    regions = merged(parts)
    for place, region in enumerate(regions[:MOST_SHOWN]):
        is_last = place == MOST_SHOWN - 1
        more = " There are more such cases." if is_last and len(regions) > MOST_SHOWN else ""
        yield problem_at(
            agreement,
            rules[0].citation,
            code="rule.gap",
            text=f"No {kind.capitalize()} row decides {in_words(space, region, rules=rules)}.{more}",
            answered_by=silence_on(agreement, kind=kind),
            case=case_of(agreement, space.case_in(region), kind=kind, found=found),
        )


def undecided(space: Space, *, rules: Sequence[Rule], effort: Effort) -> list[Box]:
    """The first parts of the space that no row takes; options decide nothing."""
    taken = [box for rule, box in zip(rules, space.boxes, strict=True) if rule.by is None]
    return list(islice(leftover(space.whole, taken=taken, effort=effort), MOST_PARTS))
