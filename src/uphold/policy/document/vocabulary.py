"""The vocabulary of a document: what its declaring tables name, gathered before any deciding row is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from uphold.policy.decide.facts import Fact, FactShape
from uphold.policy.document.agreement import Agreement, Cell, Clause, Table, TableRow
from uphold.policy.document.facts import DECLARED, FIXED, declared_fact
from uphold.policy.document.findings import Findings
from uphold.policy.document.inline import plain
from uphold.policy.document.kinds.kind import Kind
from uphold.policy.document.kinds.registry import BY_KEY
from uphold.policy.document.names import Vocabulary, key_of, keyed

NUMBER = re.compile(r"number(?: of (?P<unit>.+)| \((?P<bracketed>.+)\))?")
Names = dict[str, dict[str, str]]


def gather(
    clauses: Sequence[Clause], *, currency: str, zone: str, onto: Agreement | None, findings: Findings
) -> Vocabulary:
    """What the document names, over what the agreement that it amends names."""
    base = vocabulary_of(onto) if onto is not None else None
    declared: Names = {kind: dict(names) for kind, names in (base.declared if base else {}).items()}
    families = dict(base.values.get("family", {})) if base else {}
    facts = {name: fact for name, fact in (base.facts if base else {}).items() if name not in DECLARED}
    facts = facts or {fact.name: fact for fact in FIXED}
    for table, kind in declaring(clauses):
        _gather_names(table, kind=kind, declared=declared, findings=findings)
        if kind.key == "product":
            families |= keyed(family for row in table.rows if (family := text_of(row, table, "family")))
        if kind.key == "fact":
            facts |= _own_facts(table, findings=findings)
    return _joined(declared, families=families, facts=facts, currency=currency, zone=zone)


def vocabulary_of(agreement: Agreement) -> Vocabulary:
    """What an agreement as read names: the way to spell names that a scenario or an annex brings.

    `vocabulary_of(agreement).values["priority"]` maps "priority 1" to "Urgent" where the document says so.
    """
    declared: Names = {}
    for kind, entries in agreement.entries.items():
        names = declared.setdefault(kind, {})
        for entry in entries:
            names |= {key_of(name): entry.name for name in (entry.name, *entry.also)}
    for kind in (each for each in BY_KEY.values() if each.is_deciding and each.facts):
        declared[kind.key] = keyed(rule.label for rule in agreement.rules.get(kind.key, ()))
    family = agreement.facts.get("family")
    return _joined(
        declared,
        families=keyed(family.values) if family else {},
        facts={name: fact for name, fact in agreement.facts.items() if name not in DECLARED},
        currency=agreement.currency,
        zone=agreement.timezone,
    )


def declaring(clauses: Sequence[Clause]) -> Iterator[tuple[Table, Kind]]:
    """The tables whose labels are names."""
    for clause in clauses:
        for part in clause.parts:
            if isinstance(part, Table) and part.kind is not None:
                kind = BY_KEY[part.kind]
                if not kind.is_deciding or kind.facts:
                    yield part, kind


def text_of(row: TableRow, table: Table, column: str) -> str:
    """The words of a row below a header, empty where there are none."""
    at = next((at for at, cell in enumerate(table.header) if key_of(plain(cell.text)) == column), None)
    return plain(row.cells[at].text) if at is not None and at < len(row.cells) else ""


def _gather_names(table: Table, *, kind: Kind, declared: Names, findings: Findings) -> None:
    names = declared.setdefault(kind.key, {})
    for row in table.rows:
        label = plain(row.cells[0].text) if row.cells else ""
        if not label:
            continue
        names[key_of(label)] = names.get(key_of(label), label) if kind.may_repeat else label
        for other in (each.strip() for each in text_of(row, table, "also called").split(",")):
            if other and names.setdefault(key_of(other), label) != label:
                text = f"Also called: '{other}' already names '{names[key_of(other)]}'"
                findings.error("name.twice", text, at=row.line)


def _own_facts(table: Table, *, findings: Findings) -> dict[str, Fact]:
    facts: dict[str, Fact] = {}
    reserved = {fact.name for fact in FIXED} | set(DECLARED)
    for row in table.rows:
        label = plain(row.cells[0].text) if row.cells else ""
        values, usual = text_of(row, table, "values"), text_of(row, table, "unless stated")
        if key_of(label) in reserved:
            text = f"Fact: '{label}' is a fact of every agreement already; name yours otherwise"
            findings.error("name.reserved", text, at=row.cells[0])
        elif label and values:
            facts[key_of(label)] = _own_fact(key_of(label), values, usual, at=row.cells[0], findings=findings)
    return facts


def _own_fact(name: str, values: str, usual: str, *, at: Cell, findings: Findings) -> Fact:
    number = NUMBER.fullmatch(key_of(values))
    if number is not None:
        unit = number["unit"] or number["bracketed"] or ""
        is_number = re.fullmatch(r"-?[0-9]{1,9}(?:\.[0-9]{1,4})?", usual) is not None
        if usual and not is_number:
            findings.error(
                "cell.number", f"Unless stated: '{usual}' is not a number; write it like '1'", at=at
            )
        return Fact(name, FactShape.NUMBER, usual=usual if is_number else None, unit=unit)
    known = keyed(value.strip() for value in values.split(",") if value.strip())
    if usual and key_of(usual) not in known:
        findings.error("name.unknown", f"Unless stated: '{usual}' is none of the values of '{name}'", at=at)
    return Fact(name, FactShape.NAME, tuple(known.values()), usual=known.get(key_of(usual)))


def _joined(
    declared: Names, *, families: Mapping[str, str], facts: dict[str, Fact], currency: str, zone: str
) -> Vocabulary:
    """The vocabulary with the facts and values that declared names make."""
    values = {name: keyed(fact.values) for name, fact in facts.items() if fact.values}
    named = {fact: declared.get(kind.key, {}) for kind in BY_KEY.values() for fact in kind.facts}
    named["family"] = dict(families)
    for name, known in named.items():
        if known:
            values[name] = dict(known)
            facts[name] = declared_fact(name, tuple(dict.fromkeys(known.values())))
    return Vocabulary(currency=currency, zone=zone, facts=facts, declared=declared, values=values)
