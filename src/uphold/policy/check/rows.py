"""Rows: which are never reached, which options are stated twice, and which rows of different clauses contradict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count

from uphold.policy.check.boxes import Box, Effort, common, holds, leftover
from uphold.policy.check.places import listed, named, problem_at
from uphold.policy.check.space import Space
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.rule import Rule
from uphold.policy.decide.terms import Free, Term, Words
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.problem import Problem, Severity

MOST_SHADOWS = 12
"""More rows than these are not pruned to the fewest that shadow a row; all that meet it are named."""
MOST_CONTRADICTIONS = 40


def unreached(
    agreement: Agreement, space: Space, *, rules: Sequence[Rule], effort: Effort
) -> Iterator[Problem]:
    """A finding for each row that no case reaches, with the rows that take its cases.

    `rules` are in the order in which they are tried, and `space` holds their boxes in that order. Raises NotProven.
    """
    tried: list[tuple[Rule, Box]] = []
    for rule, box in zip(rules, space.boxes, strict=True):
        if rule.by is not None:
            continue
        if not all(box):
            yield finding(
                agreement, rule, f"Row {named(rule)} is never reached: no case meets its conditions."
            )
        elif next(leftover(box, taken=[other for _, other in tried], effort=effort), None) is None:
            shadows = fewest_shadows(box, tried, effort=effort)
            verb = "comes" if len(shadows) == 1 else "come"
            text = f"Row {named(rule)} is never reached: {listed(shadows)} {verb} first in every case."
            yield finding(agreement, rule, text, severity=severity_of(rule, shadows))
        tried.append((rule, box))


def severity_of(rule: Rule, shadows: Sequence[Rule]) -> Severity:
    """A row that an annex takes the place of is only noted: that is what annexes are for."""
    is_amended = any(other.citation.document != rule.citation.document for other in shadows)
    return Severity.NOTE if is_amended else Severity.WARNING


def finding(agreement: Agreement, rule: Rule, text: str, *, severity: Severity = Severity.WARNING) -> Problem:
    """A finding that a note on the row or on its table answers."""
    return problem_at(
        agreement,
        rule.citation,
        code="rule.unreachable",
        text=text,
        severity=severity,
        answered_by=rule.citation.readings,
    )


def fewest_shadows(box: Box, tried: Sequence[tuple[Rule, Box]], *, effort: Effort) -> list[Rule]:
    """Rows that together take a box, without those that can be spared; one row alone where one is enough."""
    alone = next((rule for rule, other in tried if holds(other, box)), None)
    if alone is not None:
        return [alone]
    needed = [(rule, other) for rule, other in tried if common(other, box) is not None]
    if len(needed) > MOST_SHADOWS:
        return [rule for rule, _ in needed]
    for candidate in reversed(list(needed)):
        rest = [other for rule, other in needed if rule is not candidate[0]]
        if next(leftover(box, taken=rest, effort=effort), None) is None:
            needed = [each for each in needed if each[0] is not candidate[0]]
    return [rule for rule, _ in needed]


def repeated_options(agreement: Agreement, space: Space, *, rules: Sequence[Rule]) -> Iterator[Problem]:
    """A finding for each option that the same person is already offered wherever it is."""
    seen: list[tuple[Rule, Box]] = []
    for rule, box in zip(rules, space.boxes, strict=True):
        if rule.by is None:
            continue
        first = next(
            (other for other, outer in seen if is_same_option(other, rule) and holds(outer, box)), None
        )
        if first is not None:
            yield finding(agreement, rule, f"Option {named(rule)} is already stated by {named(first)}.")
        seen.append((rule, box))


def is_same_option(one: Rule, other: Rule) -> bool:
    """Whether two options let the same person choose the same."""
    return one.by == other.by and outcome_of(one) == outcome_of(other)


def contradictions(
    agreement: Agreement, space: Space, *, rules: Sequence[Rule], effort: Effort
) -> Iterator[Problem]:
    """A finding for each pair of rows of different clauses that say different things about a case.

    Both match it, the first decides it. Rows with `otherwise` and options never contradict. The first few of very many
    are enough to mend. Raises NotProven.
    """
    found = count()
    ordinary = [
        (rule, box)
        for rule, box in zip(rules, space.boxes, strict=True)
        if rule.by is None and not rule.is_otherwise and all(box)
    ]
    for place, (winner, box) in enumerate(ordinary):
        before = [other for _, other in ordinary[:place]]
        for loser, other in ordinary[place + 1 :]:
            shared = common(box, other)
            if shared is None or not are_opposed(winner, loser):
                continue
            decided = next(leftover(shared, taken=before, effort=effort), None)
            if decided is None:
                continue
            if next(found) == MOST_CONTRADICTIONS:
                return
            yield contradiction(
                agreement, winner, loser, facts=in_words(space, decided, rules=(winner, loser))
            )


def are_opposed(one: Rule, other: Rule) -> bool:
    """Whether two rows of different clauses of one document say different things; an annex is meant to differ."""
    is_one_document = one.citation.document == other.citation.document
    is_apart = one.citation.anchor != other.citation.anchor
    return is_one_document and is_apart and outcome_of(one) != outcome_of(other)


def outcome_of(rule: Rule) -> Mapping[str, Term]:
    """What a row says, without the words meant for people alone."""
    return {
        name: Free("") if isinstance(term, Free) else term
        for name, term in rule.terms.items()
        if not isinstance(term, Words)
    }


def contradiction(agreement: Agreement, winner: Rule, loser: Rule, *, facts: str) -> Problem:
    """The finding about two rows, answered by a note on either."""
    return problem_at(
        agreement,
        loser.citation,
        code="rule.contradiction",
        text=f"Row {named(loser)} says something else than {named(winner)} {facts}; {named(winner)} decides.",
        answered_by=(*loser.citation.readings, *winner.citation.readings),
    )


def in_words(space: Space, box: Box, *, rules: Iterable[Rule]) -> str:
    """One case of a box, told by the facts that the rows ask and the box narrows: `when impact is All`."""
    case = space.case_in(box)
    asked = dict.fromkeys(name for rule in rules for name, _ in rule.conditions)
    narrowed = {
        name
        for dimension, part, whole in zip(space.dimensions, box, space.whole, strict=True)
        if part != whole
        for name in dimension.names
    }
    parts = [f"{name} is {value_in_words(case.value(name))}" for name in asked if name in narrowed]
    return f"when {' and '.join(parts)}" if parts else "in any case"


def value_in_words(value: FactValue | None) -> str:
    """A value as a person writes it.

    >>> value_in_words(None), value_in_words(frozenset({"High"}))
    ('not known', 'High')
    """
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "none"
    return "not known" if value is None else str(value)
