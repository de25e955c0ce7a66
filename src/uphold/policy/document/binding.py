"""Binding: an agreement with its annexes, as one contract sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from uphold.policy.decide.rule import Citation, Entry, Rule
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.hours import assembled
from uphold.policy.document.kinds.registry import BY_KEY
from uphold.policy.document.names import key_of
from uphold.policy.document.vocabulary import own_facts_of, vocabulary_of


def bind(agreement: Agreement, annexes: Sequence[Agreement]) -> Agreement:
    """The agreement as its annexes change it, one after the other: a later annex wins over an earlier one.

    Rows of an annex come before those of the agreement, a name declared again is replaced (with the rules that its
    row was short for), holidays add up. Identity, zone, currency and clauses stay those of the agreement; citations
    name the document they come from.
    """
    bound = agreement
    for annex in annexes:
        bound = _bound(bound, annex)
    return replace(bound, annexes=tuple(annexes))


def _bound(agreement: Agreement, annex: Agreement) -> Agreement:
    holidays = agreement.holidays.joined(annex.holidays)
    joined = replace(
        agreement,
        entries=_entries(agreement.entries, annex.entries),
        rules=_rules(agreement.rules, annex.rules, replaced=_replaced(agreement.entries, annex.entries)),
        facts={**own_facts_of(agreement.facts), **own_facts_of(annex.facts)},
        hours=assembled({**agreement.hours, **annex.hours}, holidays=holidays),
        holidays=holidays,
        settings={**agreement.settings, **annex.settings},
        examples=(*annex.examples, *agreement.examples),
    )
    return replace(joined, facts=vocabulary_of(joined).facts)


def _entries(
    older: Mapping[str, Sequence[Entry]], newer: Mapping[str, Sequence[Entry]]
) -> dict[str, tuple[Entry, ...]]:
    """Declared rows by kind; what is declared again stands in the old place, what is new at the end."""
    return {
        kind: _entries_of_kind(older.get(kind, ()), newer.get(kind, ()))
        for kind in dict.fromkeys((*older, *newer))
    }


def _entries_of_kind(older: Sequence[Entry], newer: Sequence[Entry]) -> tuple[Entry, ...]:
    if any(entry.kind == "holiday" for entry in newer):
        return (*newer, *older)
    rows: dict[str, list[Entry]] = {}
    for entry in older:
        rows.setdefault(key_of(entry.name), []).append(entry)
    again: dict[str, list[Entry]] = {}
    for entry in newer:
        again.setdefault(key_of(entry.name), []).append(entry)
    return tuple(entry for same in {**rows, **again}.values() for entry in same)


def _replaced(
    older: Mapping[str, Sequence[Entry]], newer: Mapping[str, Sequence[Entry]]
) -> frozenset[tuple[str, int]]:
    """The places of declared rows that stood for rules and are declared again."""
    return frozenset(
        _place(entry.citation)
        for kind, entries in older.items()
        if BY_KEY[kind].stands_for is not None
        for entry in entries
        if key_of(entry.name) in {key_of(each.name) for each in newer.get(kind, ())}
    )


def _rules(
    older: Mapping[str, Sequence[Rule]],
    newer: Mapping[str, Sequence[Rule]],
    *,
    replaced: frozenset[tuple[str, int]],
) -> dict[str, tuple[Rule, ...]]:
    kept = {
        kind: [rule for rule in rules if _place(rule.citation) not in replaced]
        for kind, rules in older.items()
    }
    return {kind: (*newer.get(kind, ()), *kept.get(kind, ())) for kind in dict.fromkeys((*older, *newer))}


def _place(citation: Citation) -> tuple[str, int]:
    return (citation.document, citation.line)
