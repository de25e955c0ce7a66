"""Binding: an agreement with its annexes, as one contract sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from uphold.policy.decide.rule import Entry, Rule
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.facts import DECLARED
from uphold.policy.document.kinds.registry import BY_KEY
from uphold.policy.document.names import key_of
from uphold.policy.document.opening import assembled
from uphold.policy.document.vocabulary import vocabulary_of
from uphold.policy.time.holidays import NO_HOLIDAYS
from uphold.policy.time.hours import Hours


def bind(agreement: Agreement, annexes: Sequence[Agreement]) -> Agreement:
    """The agreement as its annexes change it; the first annex named comes first of all.

    Rows of an annex come before those of the agreement, a name declared again is replaced (with the rules its row
    was short for), holidays add up. Identity, zone and currency stay those of the agreement.
    """
    bound = agreement
    for annex in reversed(annexes):
        bound = _bind_one(bound, annex)
    return replace(bound, annexes=tuple(annexes))


def _bind_one(agreement: Agreement, annex: Agreement) -> Agreement:
    entries = _entries(agreement.entries, annex.entries)
    kept = {id(entry) for group in entries.values() for entry in group}
    replaced = [entry for group in agreement.entries.values() for entry in group if id(entry) not in kept]
    joined = replace(
        agreement,
        entries=entries,
        rules=_rules(agreement.rules, annex.rules, replaced=replaced),
        facts={
            **agreement.facts,
            **{name: fact for name, fact in annex.facts.items() if name not in DECLARED},
        },
        hours=_hours(agreement.hours, annex.hours, entries=annex.entries.get("holiday", ())),
        settings={**agreement.settings, **annex.settings},
        examples=(*annex.examples, *agreement.examples),
    )
    return replace(joined, facts=vocabulary_of(joined).facts)


def _entries(
    older: Mapping[str, tuple[Entry, ...]], newer: Mapping[str, tuple[Entry, ...]]
) -> dict[str, tuple[Entry, ...]]:
    """Declared rows by kind; a name declared again stands in the place of the first, new names at the end."""
    joined: dict[str, tuple[Entry, ...]] = {}
    for kind in dict.fromkeys((*older, *newer)):
        first, second = older.get(kind, ()), newer.get(kind, ())
        if kind == "holiday":
            joined[kind] = (*second, *first)
            continue
        again = {key_of(entry.name) for entry in second}
        added = [entry for entry in second]
        result: list[Entry] = []
        for entry in first:
            if key_of(entry.name) not in again:
                result.append(entry)
                continue
            same = [each for each in added if key_of(each.name) == key_of(entry.name)]
            result += same
            added = [each for each in added if each not in same]
        joined[kind] = (*result, *added)
    return joined


def _rules(
    older: Mapping[str, tuple[Rule, ...]], newer: Mapping[str, tuple[Rule, ...]], *, replaced: Sequence[Entry]
) -> dict[str, tuple[Rule, ...]]:
    gone = {id(entry.citation) for entry in replaced if BY_KEY[entry.kind].stands_for is not None}
    return {
        kind: (
            *newer.get(kind, ()),
            *(rule for rule in older.get(kind, ()) if id(rule.citation) not in gone),
        )
        for kind in dict.fromkeys((*older, *newer))
    }


def _hours(
    older: Mapping[str, Hours], newer: Mapping[str, Hours], *, entries: Sequence[Entry]
) -> dict[str, Hours]:
    """Hours of both with the holidays of both; where the annex has hours its holidays are in them already."""
    named = {key_of(name) for name in newer}
    joined = {name: hours for name, hours in older.items() if key_of(name) not in named} | dict(newer)
    return assembled(joined, holidays=NO_HOLIDAYS)
