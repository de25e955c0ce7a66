"""Names that people choose must be names that the agreement declares; an agreement that declares none takes any."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from uphold.policy.document.agreement import Agreement as Compiled
from uphold.tickets.bridge import WARRANTY
from uphold.tickets.refusals import NameUnknown


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What was chosen for each kind of declared name; empty when nothing was."""

    channel: str = ""
    request: str = ""
    impact: str = ""
    priority: str = ""
    service: str = ""


def require_known(
    agreement: Compiled, *, stated: Stated, facts: Mapping[str, Any], evidence: Iterable[str] = ()
) -> None:
    for each in fields(stated):
        require_name(agreement, kind=each.name, name=getattr(stated, each.name))
    for name in evidence:
        require_name(agreement, kind="evidence", name=name)
    require_facts(agreement, facts)


def require_name(agreement: Compiled, *, kind: str, name: str) -> None:
    declared = names_of(agreement, kind)
    if name and declared and name not in declared:
        raise NameUnknown(kind, name)


def require_facts(agreement: Compiled, facts: Mapping[str, Any]) -> None:
    """Facts by canonical name, with values as the agreement spells them."""
    for name, value in facts.items():
        if name == WARRANTY:
            continue
        fact = agreement.facts.get(name)
        if fact is None:
            raise NameUnknown("fact", name)
        values = value if isinstance(value, list) else [value]
        for each in values:
            if fact.values and str(each) not in fact.values:
                raise NameUnknown(name, each)


def names_of(agreement: Compiled, kind: str) -> tuple[str, ...]:
    """The declared names of a kind, in the order of the document."""
    return tuple(dict.fromkeys(entry.name for entry in agreement.entries.get(kind, ())))
