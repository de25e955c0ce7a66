"""The space of cases that the rows of one kind tell apart: dimensions cut into classes, rows as boxes.

A situation is what is known of a dimension in one case; situations that no row tells apart are one class. Whether a
situation meets a row is asked of the very conditions that decide, so the analysis cannot drift from the desk.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from uphold.policy.check.boxes import Box
from uphold.policy.decide.condition import Condition, OneOf
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.rule import Rule

LABELLED = frozenset({"target", "pause", "lifecycle", "standing", "entitlement", "notice"})
"""Kinds whose label is the thing asked about: rows of different labels never meet."""
LABEL = "label"
ANY_LABEL = frozenset({"every metric", "any metric", "any", "all"})


@dataclass(frozen=True, slots=True)
class Dimension:
    """Facts that are looked at together, and the situations they can be in, the most natural first."""

    names: tuple[str, ...]
    situations: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class Space:
    """Dimensions with their situations in classes, and the box of each row, in the order of the rows given."""

    dimensions: tuple[Dimension, ...]
    classes: tuple[tuple[Facts, ...], ...]
    whole: Box
    boxes: tuple[Box, ...]

    def case_in(self, box: Box) -> Facts:
        """One case of a box: the most natural situation of its first class in every dimension."""
        known = Facts()
        for situations, bits in zip(self.classes, box, strict=True):
            first = (bits & -bits).bit_length() - 1
            known = known.stating(situations[first].known)
        return known


def space_of(rules: Sequence[Rule], *, dimensions: Sequence[Dimension]) -> Space:
    """The space in which the rows are boxes."""
    every = (*label_dimension(rules), *dimensions)
    classes: list[tuple[Facts, ...]] = []
    sets: list[list[int]] = []
    for dimension in every:
        found, per_rule = classified(rules, dimension=dimension)
        classes.append(found)
        sets.append(per_rule)
    return Space(
        dimensions=every,
        classes=tuple(classes),
        whole=tuple((1 << len(found)) - 1 for found in classes),
        boxes=tuple(tuple(column[place] for column in sets) for place in range(len(rules))),
    )


def classified(rules: Sequence[Rule], *, dimension: Dimension) -> tuple[tuple[Facts, ...], list[int]]:
    """One situation for each class, and for each row the classes that meet its conditions, as bits."""
    questions = [questions_on(rule, names=dimension.names) for rule in rules]
    classes: dict[tuple[bool, ...], Facts] = {}
    for situation in dimension.situations:
        classes.setdefault(tuple(meets(situation, each) for each in questions), situation)
    sets = [
        sum(1 << place for place, signature in enumerate(classes) if signature[row])
        for row in range(len(rules))
    ]
    return tuple(classes.values()), sets


def questions_on(rule: Rule, *, names: Iterable[str]) -> tuple[tuple[str, Condition], ...]:
    """The conditions of a row on the facts of one dimension."""
    return tuple((name, condition) for name, condition in questions_of(rule) if name in names)


def questions_of(rule: Rule) -> tuple[tuple[str, Condition], ...]:
    """The conditions of a row, with what its label asks about."""
    labels = labels_of(rule)
    return ((LABEL, OneOf(labels)), *rule.conditions) if labels else rule.conditions


def labels_of(rule: Rule) -> frozenset[str]:
    """The things a row is about ("first response"); none where the kind has no such label or it names all."""
    if rule.kind.casefold() not in LABELLED or rule.label.casefold() in ANY_LABEL:
        return frozenset()
    return frozenset(part.strip().casefold() for part in rule.label.split(","))


def label_dimension(rules: Sequence[Rule]) -> tuple[Dimension, ...]:
    """The things that the rows are about, as a dimension; none where no row names one."""
    labels = list(dict.fromkeys(label for rule in rules for label in sorted(labels_of(rule))))
    if not labels:
        return ()
    return (Dimension((LABEL,), tuple(Facts({LABEL: frozenset({label})}) for label in labels)),)


def meets(situation: Facts, questions: Iterable[tuple[str, Condition]]) -> bool:
    """Whether a situation meets conditions; one on a fact that is not known is not met."""
    for name, condition in questions:
        value = situation.value(name)
        if value is None or not condition.admits(value):
            return False
    return True
