"""The vocabulary of a document: what its declaring tables name, gathered before any deciding row is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from uphold.policy.decide.facts import Fact
from uphold.policy.decide.terms import Words
from uphold.policy.document.agreement import Agreement, Clause, Table, TableRow
from uphold.policy.document.facts import DECLARED, FIXED, declared_fact
from uphold.policy.document.findings import Findings
from uphold.policy.document.inline import plain
from uphold.policy.document.kinds.kind import Kind
from uphold.policy.document.kinds.registry import BY_KEY, KINDS
from uphold.policy.document.names import Vocabulary, key_of, keyed
from uphold.policy.document.own_facts import read_own_facts

Names = dict[str, dict[str, str]]


def gather(
    clauses: Sequence[Clause], *, currency: str, zone: str, onto: Agreement | None, findings: Findings
) -> Vocabulary:
    """What the document names, over what the agreement that it amends names."""
    base = vocabulary_of(onto) if onto is not None else None
    declared: Names = {kind: dict(names) for kind, names in base.declared.items()} if base else {}
    families = dict(base.values.get("family", {})) if base else {}
    facts = own_facts_of(base.facts) if base else fixed_facts()
    tables = list(declaring(clauses))
    for table, kind in tables:
        _gather_names(table, names=declared.setdefault(kind.key, {}))
        if kind.key == "product":
            named = (text_of(row, table, "family") for row in table.rows)
            families = {**keyed(name for name in reversed(list(named)) if name), **families}
        if kind.key == "fact":
            facts |= read_own_facts(table, findings=findings)
    for table, kind in tables:
        _gather_aliases(table, names=declared[kind.key], findings=findings)
    return joined(declared, families=families, facts=facts, currency=currency, zone=zone)


def vocabulary_of(agreement: Agreement) -> Vocabulary:
    """What an agreement as read names: the way to spell names that a scenario or an annex brings.

    `vocabulary_of(agreement).values["priority"]` maps "priority 1" to "Urgent" where the document says so.
    """
    declared: Names = {}
    for kind, entries in agreement.entries.items():
        declared[kind] = {key_of(name): entry.name for entry in entries for name in entry.also}
        declared[kind] |= keyed(entry.name for entry in entries)
    for each in KINDS:
        if each.is_deciding and each.facts:
            declared[each.key] = keyed(rule.label for rule in agreement.rules.get(each.key, ()))
    families = [entry.cells.get("family") for entry in agreement.entries.get("product", ())]
    return joined(
        declared,
        families=keyed(family.text for family in reversed(families) if isinstance(family, Words)),
        facts=own_facts_of(agreement.facts),
        currency=agreement.currency,
        zone=agreement.timezone,
    )


def declaring(clauses: Sequence[Clause]) -> Iterator[tuple[Table, Kind]]:
    """The tables whose labels are names: all declaring kinds, and deciding ones whose labels a fact may ask."""
    for clause in clauses:
        for part in clause.parts:
            if isinstance(part, Table) and part.kind is not None:
                kind = BY_KEY[part.kind]
                if not kind.is_deciding or kind.facts:
                    yield part, kind


def text_of(row: TableRow, table: Table, column: str) -> str:
    """The words of a row below a header (in lower case), empty where there are none."""
    at = next((at for at, cell in enumerate(table.header) if key_of(plain(cell.text)) == column), None)
    return plain(row.cells[at].text) if at is not None and at < len(row.cells) else ""


def also_called(text: str) -> tuple[str, ...]:
    """The other names in a cell.

    >>> also_called("Priority 1, P1")
    ('Priority 1', 'P1')
    """
    return tuple(name.strip() for name in plain(text).split(",") if name.strip())


def fixed_facts() -> dict[str, Fact]:
    """The facts that every agreement may ask."""
    return {fact.name: fact for fact in FIXED}


def own_facts_of(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts whose values no declaring table names: the fixed ones and those of Fact tables."""
    return {name: fact for name, fact in facts.items() if name not in DECLARED}


def joined(
    declared: Names, *, families: Mapping[str, str], facts: Mapping[str, Fact], currency: str, zone: str
) -> Vocabulary:
    """The vocabulary with the facts and values that declared names make."""
    named = {fact: declared.get(kind.key, {}) for kind in KINDS for fact in kind.facts}
    named["family"] = dict(families)
    spoken = {name: known for name, known in named.items() if known}
    own = {name: declared_fact(name, tuple(dict.fromkeys(known.values()))) for name, known in spoken.items()}
    return Vocabulary(
        currency=currency,
        zone=zone,
        facts={**facts, **own},
        declared=declared,
        values={**{name: keyed(fact.values) for name, fact in facts.items() if fact.values}, **spoken},
    )


def _gather_names(table: Table, *, names: dict[str, str]) -> None:
    """The labels; the first declaration spells, also for an annex, so that rows of both name the same thing."""
    for row in table.rows:
        label = plain(row.cells[0].text) if row.cells else ""
        if label:
            names.setdefault(key_of(label), label)


def _gather_aliases(table: Table, *, names: dict[str, str], findings: Findings) -> None:
    for row in table.rows:
        label = plain(row.cells[0].text) if row.cells else ""
        name = names.get(key_of(label), label)
        for other in also_called(text_of(row, table, "also called")) if label else ():
            if names.setdefault(key_of(other), name) != name:
                text = f"Also called: '{other}' names '{names[key_of(other)]}' already"
                findings.error("name.twice", text, at=row.line)
