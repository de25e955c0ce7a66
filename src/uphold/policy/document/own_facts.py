"""Facts of an agreement's own, as its Fact tables declare them."""

from __future__ import annotations

import re

from uphold.policy.decide.facts import Fact, FactShape
from uphold.policy.document.agreement import Cell, Table
from uphold.policy.document.facts import DECLARED, FIXED
from uphold.policy.document.findings import Findings
from uphold.policy.document.headings import BY
from uphold.policy.document.inline import plain
from uphold.policy.document.kinds.registry import KINDS
from uphold.policy.document.names import key_of, keyed, listed

NUMBER = re.compile(r"number(?: of (?P<unit>.+)| \((?P<bracketed>.+)\))?")
BARE_NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,4})?")
OUTCOMES = frozenset(column.key for kind in KINDS if kind.is_deciding for column in kind.columns)
RESERVED = OUTCOMES | {fact.name for fact in FIXED} | set(DECLARED) | {BY}
"""Names that a column could not tell from a fact of the agreement's own."""


def read_own_facts(table: Table, *, findings: Findings) -> dict[str, Fact]:
    """The facts that a Fact table declares, by canonical name."""
    columns = [key_of(plain(cell.text)) for cell in table.header]
    facts: dict[str, Fact] = {}
    for row in table.rows:
        cells = dict(zip(columns, row.cells, strict=False))
        label, values = row.cells[0], cells.get("values")
        name = key_of(plain(label.text))
        if name in RESERVED:
            text = f"Fact: '{plain(label.text)}' already has a meaning as a column; name the fact otherwise"
            findings.error("name.reserved", text, at=label)
        elif name and values is not None and values.text:
            facts[name] = _fact(name, values, usual=cells.get("unless stated"), findings=findings)
    return facts


def _fact(name: str, values: Cell, *, usual: Cell | None, findings: Findings) -> Fact:
    stated = plain(values.text)
    written = plain(usual.text) if usual is not None else ""
    number = NUMBER.fullmatch(key_of(stated))
    if number is not None:
        if written and not BARE_NUMBER.fullmatch(written):
            text = f"Unless stated: '{written}' is not a number; write it like '1'"
            findings.error("cell.number", text, at=usual or values)
            written = ""
        unit = number["unit"] or number["bracketed"] or ""
        return Fact(name, FactShape.NUMBER, usual=written or None, unit=unit)
    known = keyed(value.strip() for value in stated.split(",") if value.strip())
    if written and key_of(written) not in known:
        text = (
            f"Unless stated: '{written}' is none of the values of '{name}'; they are {listed(known.values())}"
        )
        findings.error("name.unknown", text, at=usual or values)
    return Fact(name, FactShape.NAME, tuple(known.values()), usual=known.get(key_of(written)))
