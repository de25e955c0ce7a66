"""Asking an agreement of a few tables about a case told by New York's wall clock."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.policy.document.builders import DESK, agreement_of, document
from uphold.policy.document import bind, read
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario import answer, read_case, write_answer

Told = dict[str, object]


def desk(tables: str) -> Agreement:
    """The agreement of a small telephony desk, with these tables in clauses of their own."""
    return agreement_of(f"{DESK}\n{tables}")


def with_annex(agreement: Agreement, tables: str) -> Agreement:
    text = document(tables, slug="annex", more="amends: harbour\n")
    found = read(text, path="annex.md", onto=agreement)
    assert found.errors == ()
    assert found.agreement is not None
    return bind(agreement, [found.agreement])


def ny(when: str) -> str:
    """An instant by New York's clock: `2026-06-12 16:30`; without a date on Friday 12 June 2026."""
    day, _, clock = when.rpartition(" ")
    return f"{day or '2026-06-12'}T{clock}[America/New_York]"


def happened(when: str, event: str, **details: object) -> Told:
    told = {name.rstrip("_").replace("_", " "): value for name, value in details.items()}
    return {"at": ny(when), "event": event} | told


def worked(start: str, end: str, **details: object) -> Told:
    return {"from": ny(start), "to": ny(end)} | details


def ask(
    agreement: Agreement,
    *,
    opened: str = "10:00",
    at: str | None = None,
    facts: Mapping[str, object] | None = None,
    events: Sequence[Told] = (),
    work: Sequence[Told] = (),
    **others: object,
) -> Any:  # noqa: ANN401 - JSON, looked into by tests
    """Everything that the agreement decides, as JSON."""
    told: Told = {"opened": ny(opened), "facts": {"request": "Fault"} | dict(facts or {})}
    told |= {"events": list(events), "work": list(work)} | others
    if at is not None:
        told["at"] = ny(at)
    return write_answer(agreement, answer(agreement, read_case(told, agreement)))


def target(answered: Any, metric: str) -> Any:  # noqa: ANN401 - JSON
    """The one clock of a metric."""
    [found] = [each for each in answered["targets"] if each["metric"] == metric]
    return found


def utc(when: str) -> str:
    """An instant as it is written: `2026-06-12 16:30` in UTC."""
    return f"{when.replace(' ', 'T')}:00Z"
